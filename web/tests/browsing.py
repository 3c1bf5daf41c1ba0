"""What the tests of gkgen.html share: a report, and scenes that are played in a browser."""

import atexit
import base64
import json
from functools import cache
from pathlib import Path
from typing import Any

from web.tests.nodejs import ROOT, started

BROWSERS = ["chromium", "firefox"]
PICTURES = {f"pictures/{path.name}": path.read_bytes() for path in sorted((ROOT / "examples" / "pictures").iterdir())}
PLAIN = PICTURES["pictures/platform.png"]
OFFICE = """年度: 2025
机关: 云溪市青石街道办事处
机关类型: 街道办事处

引言: |
  根据《条例》编制本报告，统计期限为2025年1月1日至12月31日。

总体情况:
  主动公开: |
    全年通过政府网站公开信息120条，政策文件都配有解读，群众关心的事项做到按时更新。
  依申请公开: |
    全年新收政府信息公开申请6件，都在法定期限内答复。
  政府信息管理: |
    指定专人管理政府信息，发布前逐条审核，定期清理失效文件。
  平台建设: |
    政府网站设有信息公开专栏，政务新媒体同步发布。
  监督保障: |
    把信息公开列入年度工作考核，开展社会评议，全年没有发生责任追究的情形。

主动公开情况: 全零

依申请公开情况:
  本年新收: {自然人: 6}
  办理结果:
    予以公开: {自然人: 6}

复议诉讼情况: 全零

问题及改进:
  存在问题: |
    一是公开的内容不够细，个别栏目更新不够及时。二是解读的形式比较单一。
  改进措施: |
    一是逐月核对栏目，按时更新内容。二是和业务科室一起做图解。

其他事项:
  信息处理费: {收取: 否}
  正文: |
    没有其他需要报告的事项。
"""
DOUBTFUL = """云溪市青石街道办事处2024年政府信息公开工作年度报告

一、概述

全年公开信息12条。

五、存在的主要问题及改进情况

公开的内容不够细，下一步逐月核对栏目。
"""


class Player:
    """Node.js with a browser that stays open: scenes of scenes.mjs are played one after the other."""

    def __init__(self, build: Path, browser: str) -> None:
        self._process = started("scenes.mjs", str(build), browser)

    def play(self, name: str, given: object) -> dict[str, Any]:
        """What was seen in a scene."""
        pipe, answers = self._process.stdin, self._process.stdout
        assert pipe is not None
        assert answers is not None
        print(json.dumps({"scene": name, "given": given}), file=pipe, flush=True)
        answer = answers.readline()
        assert answer, f"{name}: the browser ended"
        seen: dict[str, Any] = json.loads(answer)
        return seen

    def close(self) -> None:
        """Ends the browser."""
        self._process.communicate(timeout=60)


@cache
def player(build: Path, browser: str) -> Player:
    """The browser of that name, started when a test first needs it."""
    made = Player(build, browser)
    atexit.register(made.close)
    return made


def scene(name: str, build: Path, browser: str, given: object) -> dict[str, Any]:
    """What was seen in a scene of scenes.mjs; nothing was wrong in the page and nothing asked of a network."""
    seen = player(build, browser).play(name, given)
    assert not seen.get("failure"), seen["failure"]
    assert not seen["faults"], seen["faults"]
    assert not seen["requests"], seen["requests"]
    return seen


def encoded(data: bytes) -> str:
    return base64.b64encode(data).decode()
