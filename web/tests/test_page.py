"""gkgen.html as people use it: opened from disk in Chromium and Firefox, filled in, saved, never losing anything."""

import base64
import io
import json
from difflib import unified_diff
from hashlib import sha256
from pathlib import Path
from statistics import median
from typing import Any
from zipfile import ZipFile

import pypdfium2
import pytest
from PIL import Image, ImageChops, ImageStat

from gkgen.api import render
from gkgen.webform.page_calls import PageCalls
from web.tests.nodejs import ROOT, node

MAX_DIFFERENCE = 12.0
"""Of 255, on average, between a drawing of two programs with two fonts; another drawing has more."""
BROWSERS = ["chromium", "firefox"]
EXAMPLES = sorted((ROOT / "examples").glob("*.yaml"))
PICTURES = {f"pictures/{path.name}": path.read_bytes() for path in sorted((ROOT / "examples" / "pictures").iterdir())}


def scene(name: str, build: Path, browser: str, given: object, folder: Path) -> dict[str, Any]:
    """What was seen in a scene of scenes.mjs."""
    (folder / "given.json").write_text(json.dumps(given), encoding="utf-8")
    seen: dict[str, Any] = json.loads(node("scenes.mjs", name, str(build), browser, str(folder / "given.json")))
    assert not seen.get("faults"), seen["faults"]
    return seen


@pytest.mark.parametrize("browser", BROWSERS)
def test_every_example_is_changed_saved_and_made_into_word(browser: str, build: Path, tmp_path: Path) -> None:
    pictures = {name: encoded(data) for name, data in PICTURES.items()}
    given = {
        path.name: {
            "text": (text := path.read_text(encoding="utf-8")),
            "pictures": {name: data for name, data in pictures.items() if name in text},
        }
        for path in EXAMPLES
    }
    seen = scene("examples", build, browser, given, tmp_path)
    assert len(seen["results"]) == len(EXAMPLES) == 5
    assert seen["requests"] == []
    for path in EXAMPLES:
        before, after = path.read_text(encoding="utf-8"), seen["results"][path.name]["saved"]
        changed = [
            line
            for line in unified_diff(before.split("\n"), after.split("\n"), lineterm="", n=0)
            if line[0] in "+-" and line[:3] not in {"+++", "---"}
        ]
        assert [line for line in changed if line.strip("+-")] in (
            ["+署名: 试写的机关"],
            [f"-署名: {before.partition('署名: ')[2].partition(chr(10))[0]}", "+署名: 试写的机关"],
        )
        word = render(after, ("docx",), files=PICTURES, name=path.name).files["docx"]
        result = seen["results"][path.name]
        assert result["word"] == sha256(word).hexdigest()
        assert "由浏览器" not in result["told"]
    print(f"{browser}: ready after {seen['ready']} ms")


@pytest.mark.parametrize("browser", BROWSERS)
def test_findings_come_with_the_key(browser: str, build: Path, tmp_path: Path) -> None:
    seen = scene("keys", build, browser, {"text": (ROOT / "examples" / "shangdulu.yaml").read_text("utf-8")}, tmp_path)
    assert len(seen["times"]) == 30
    print(f"{browser}: {median(seen['times']):.0f} ms from a key to its findings")


PROBLEMS = "一是公开的内容不够细，个别栏目更新不够及时。二是解读的形式比较单一，图解和视频用得少。"
IMPROVEMENTS = "一是逐月核对栏目，按时更新内容。二是和业务科室一起做图解，丰富解读的形式。"
CONTACT = {"#f-contact-department": "党政办公室", "#f-contact-phone": "0371-62593612"}
OVERVIEW = {
    "proactive": "全年通过政府网站公开信息120条，政策文件都配有解读，群众关心的事项做到按时更新。",
    "on_request": "全年新收政府信息公开申请6件，都在法定期限内答复。",
    "information_management": "指定专人管理政府信息，发布前逐条审核，动态调整公开属性，定期清理失效文件。",
    "platform": "政府网站设有信息公开专栏，政务新媒体同步发布，社区设有查阅点。",
    "supervision": "把信息公开列入年度工作考核，开展社会评议，全年没有发生责任追究的情形。",
}


@pytest.mark.parametrize(("browser", "year"), [("chromium", 2025), ("firefox", 2020)])
def test_a_report_from_nothing_through_the_form_alone(browser: str, year: int, build: Path, tmp_path: Path) -> None:
    texts = {f"#f-overview-{name}": text for name, text in OVERVIEW.items()}
    given = {
        "office": "云溪市青石街道办事处",
        "year": year,
        "parts": {
            "about": {
                "#f-kind": "街道办事处",
                "#f-contact-department": "党政办公室",
                "#f-contact-phone": "0371-62593612",
            },
            "3": {
                '[data-path="requests.new_received.natural_person"]': "6",
                '[data-path="requests.results.granted.natural_person"]': "6",
            },
            "1": texts,
            "5": {
                "#f-problems-issues": PROBLEMS,
                "#f-problems-improvements": IMPROVEMENTS,
            },
            "6": {'[data-flag][value="否"]': "", "#f-other_matters-text": "没有其他需要报告的事项。"},
        },
    }
    seen = scene("fill", build, browser, given, tmp_path)
    assert [found for found in seen["findings"] if found["severity"] != "note"] == []
    made = render(seen["saved"], ("docx",))
    assert seen["word"] == sha256(made.files["docx"]).hexdigest()
    assert not [found for found in made.diagnostics if found.severity.value != "note"]


MISTAKES = {
    "a column that does not balance": ("3", '[data-path="requests.carried_out.natural_person"]', "5", "相差"),
    "a number that is no number": ("3", '[data-path="requests.new_received.natural_person"]', "三点五", "自然人"),
    "a negative number": ("3", '[data-path="requests.new_received.natural_person"]', "-3", "自然人"),
    "a decimal": ("3", '[data-path="requests.new_received.natural_person"]', "3.5", "自然人"),
    "no office": ("about", "#f-office", "", "机关"),
    "a year without a form": ("about", "#f-year", "1999", "1999"),
    "a date that does not exist": ("about", "#f-metadata-created_date", "2026-02-30", "成文日期"),
    "no problems": ("5", "#f-problems-issues", "无", "问题"),
    "a reference that there is not": ("1", "#f-overview-on_request", "新收申请{{ 没有这个数 }}件。", "没有这个数"),
    "a broken reference": ("1", "#f-overview-on_request", "新收申请{{ 依申请公开情况.本年新收.总计 件。", "{{"),
}


def test_typical_mistakes_are_shown_in_words_before_anything_is_saved(build: Path, tmp_path: Path) -> None:
    text = OFFICE
    given = {
        "text": text,
        "mistakes": {
            name: {"section": section, "selector": selector, "text": typed}
            for name, (section, selector, typed, _) in MISTAKES.items()
        },
    }
    seen = scene("mistakes", build, "chromium", given, tmp_path)["said"]
    assert len(seen) == 10
    silent = {
        name: seen[name]
        for name, (*_, words) in MISTAKES.items()
        if not any(words in card for card in seen[name]["cards"])
    }
    assert not silent, silent
    # What is only not written yet is said, and not marked red.
    assert [name for name, each in seen.items() if not each["marked"]] == ["no office"]


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


@pytest.mark.parametrize("browser", BROWSERS)
def test_nothing_typed_is_lost(browser: str, build: Path, tmp_path: Path) -> None:
    seen = scene("losses", build, browser, {"text": OFFICE}, tmp_path)["seen"]
    assert "草稿没有丢" in seen["engineNotice"]
    assert seen["afterEngine"] == "断了以后写的机关"
    assert "存储满了" in seen["fullNotice"]
    assert "存不下以后写的机关" in seen["savedWhenFull"]
    assert seen["afterClosing"] == "关掉以前写的机关"
    assert "另一个标签页" in seen["otherTab"]
    assert seen["otherTabLocked"] is True
    assert seen["firstTabNowReads"] is True


def encoded(data: bytes) -> str:
    return base64.b64encode(data).decode()


@pytest.mark.parametrize("browser", BROWSERS)
def test_files_stay_with_the_draft_and_go_with_the_report(browser: str, build: Path, tmp_path: Path) -> None:
    picture = (ROOT / "examples" / "pictures" / "platform.png").read_bytes()
    text = OFFICE.replace("    全年通过政府", "    ![大厅](图1.png)\n\n    全年通过政府")
    word = render(text, ("docx",), files={"图1.png": picture}).files["docx"]
    two = text.replace("(图1.png)", "(图1.png)\n\n    ![另一张](图2.png)")
    given = {"word": encoded(word), "office": encoded(two.encode()), "picture": encoded(picture)}
    seen = scene("files", build, browser, given, tmp_path)["seen"]
    (name,) = seen["read"]["files"]
    assert name.startswith("pictures/")
    for state in ("read", "resumed", "restarted", "unpacked"):
        assert (seen[state]["files"], seen[state]["missing"]) == ([name], []), state
    assert seen["unpacked"]["text"] == seen["restarted"]["text"]
    assert "重启以后" in seen["unpacked"]["text"]
    assert (seen["kept"], seen["removed"]) == ([name], [])
    with ZipFile(io.BytesIO(base64.b64decode(seen["zip"]))) as archive:
        assert sorted(archive.namelist()) == sorted(["去年.yaml", name])
        office_file, pictures = archive.read("去年.yaml"), {name: archive.read(name)}
    assert render(office_file, ("docx",), files=pictures).files["docx"]
    assert (seen["stray"]["files"], seen["stray"]["missing"]) == (["图1.png"], ["图2.png"])
    assert "别的.png" in seen["stray"]["said"]
    assert (seen["lacking"]["files"], seen["lacking"]["missing"]) == (["图1.png"], ["图2.png"])
    assert "missing" in seen["lacking"]["notices"]
    assert "图2.png" in seen["unkept"]


DRAWING = """<svg xmlns="http://www.w3.org/2000/svg" width="400" height="200">
<rect width="400" height="200" fill="#dde9f7"/><rect x="40" y="60" width="80" height="120" fill="#17528f"/>
<rect x="160" y="100" width="80" height="80" fill="#b3261e"/><text x="40" y="40" font-size="24">新收申请</text></svg>"""


def photograph(form: str) -> bytes:
    """As a telephone takes it: far too many pixels, and lying on its side."""
    out, exif = io.BytesIO(), Image.Exif()
    exif[0x0112] = 6
    image = Image.linear_gradient("L").resize((1600, 1200) if form == "BMP" else (3200, 2400)).convert("RGB")
    image.save(out, form, **({"exif": exif} if form == "JPEG" else {}))
    return out.getvalue()


def assert_alike(here: bytes, linux: bytes, count: int) -> None:
    """All parts are equal, but for so many pictures, which have the same pixels as far as an eye can tell."""
    with ZipFile(io.BytesIO(here)) as one, ZipFile(io.BytesIO(linux)) as other:
        assert one.namelist() == other.namelist()
        differing = [name for name in one.namelist() if one.read(name) != other.read(name)]
        assert len(differing) == count
        for name in differing:
            with Image.open(one.open(name)) as made, Image.open(other.open(name)) as wanted:
                assert (made.format, made.size) == (wanted.format, wanted.size)
                apart = ImageChops.difference(made.convert("L"), wanted.convert("L"))
                assert ImageStat.Stat(apart).mean[0] < MAX_DIFFERENCE


@pytest.mark.parametrize("browser", BROWSERS)
def test_pictures_are_made_by_the_browser_where_no_library_is(browser: str, build: Path, tmp_path: Path) -> None:
    names = {"大厅.jpg": photograph("JPEG"), "图.svg": DRAWING.encode(), "平台.png": PICTURES["pictures/platform.png"]}
    lines = "\n\n".join(f"    ![{name}]({name})" for name in names)
    text = OFFICE.replace("    全年通过政府", f"{lines}\n\n    全年通过政府", 1)
    bitmap = render(
        OFFICE.replace("    全年通过", "    ![图](图.png)\n\n    全年通过", 1), ("docx",), files={"图.png": PLAIN}
    )
    given = {
        "office": encoded(text.encode()),
        "pictures": {name: encoded(data) for name, data in names.items()},
        "word": encoded(with_media(bitmap.files["docx"], photograph("BMP"))),
    }
    seen = scene("pictures", build, browser, given, tmp_path)
    linux = render(text, ("docx",), files=names, name="甲.yaml").files["docx"]
    assert_alike(base64.b64decode(seen["word"]), linux, 2)
    assert "2 张图由浏览器" in seen["told"]
    assert seen["html"].count("data:image/") == 3
    assert len(seen["shown"]) == 3
    assert all(seen["shown"])
    # A kind that reports do not hold is read from the Word file as on Linux.
    assert len(seen["read"]["files"]) == 1
    assert not any("图" in message for message in seen["read"]["found"])
    assert seen["read"]["files"][0].endswith(".png")


PLAIN = PICTURES["pictures/platform.png"]


def with_media(word: bytes, picture: bytes) -> bytes:
    """A Word file whose picture is another."""
    out = io.BytesIO()
    with ZipFile(io.BytesIO(word)) as before, ZipFile(out, "w") as after:
        for name in before.namelist():
            after.writestr(name, picture if name.startswith("word/media/") else before.read(name))
    return out.getvalue()


DOUBTFUL = """云溪市青石街道办事处2024年政府信息公开工作年度报告

一、概述

全年公开信息12条。

五、存在的主要问题及改进情况

公开的内容不够细，下一步逐月核对栏目。
"""


@pytest.mark.parametrize("browser", BROWSERS)
def test_what_was_read_stands_beside_the_original_and_is_settled_there(
    browser: str, build: Path, tmp_path: Path
) -> None:
    given = {"name": "去年.txt", "data": encoded(DOUBTFUL.encode())}
    seen = scene("reading", build, browser, given, tmp_path)["seen"]
    assert seen["waiting"] == ["disclosure", "requests", "disputes"]
    assert seen["pins"] > 0
    assert "概述" in seen["lit"]
    assert seen["back"]
    assert seen["left"] == []
    assert seen["text"] == PageCalls().call("read", {"name": "去年.txt"}, DOUBTFUL.encode()).values["text"]


@pytest.mark.parametrize("browser", BROWSERS)
def test_browsers_that_are_too_old_or_keep_nothing_are_told(browser: str, build: Path, tmp_path: Path) -> None:
    text = OFFICE.replace("    全年通过政府", "    ![大厅](图1.png)\n\n    全年通过政府")
    seen = scene("browsers", build, browser, {"office": encoded(text.encode()), "picture": encoded(PLAIN)}, tmp_path)[
        "seen"
    ]
    assert "这个浏览器太旧" in seen["old"]
    assert "Chromium 96" in seen["old"]
    assert "存储满了" in seen["told"]
    assert "图1.png" in seen["told"]
    with ZipFile(io.BytesIO(base64.b64decode(seen["zip"]))) as archive:
        assert "没有存储的机关" in archive.read("甲.yaml").decode()
        assert archive.read("图1.png") == PLAIN
    assert seen["blocked"] == "connect-src"


def test_an_input_method_is_not_disturbed_by_answers(build: Path, tmp_path: Path) -> None:
    seen = scene("composing", build, "chromium", {"text": OFFICE}, tmp_path)["seen"]
    assert seen["shown"].startswith("政府你好世界网站")
    assert seen["caret"] == len("政府你好世界")
    assert seen["written"].startswith("政府你好世界网站")
    assert seen["number"] == "12"


def test_the_print_has_the_pages_of_the_pdf(build: Path, tmp_path: Path) -> None:
    """Without pictures: those of the examples stand in other files."""
    given = {path.name: path.read_text("utf-8") for path in EXAMPLES if "](" not in path.read_text("utf-8")}
    assert len(given) == 4
    sheets = scene("paper", build, "chromium", given, tmp_path)["sheets"]
    for name, text in given.items():
        wanted = pages(render(text, ("pdf",), name=name).files["pdf"])
        assert pages(base64.b64decode(sheets[name])) == wanted, name


def pages(pdf: bytes) -> int:
    return len(pypdfium2.PdfDocument(pdf))


CONTRADICTED = OFFICE.replace("全年新收政府信息公开申请6件", "全年新收政府信息公开申请8件")
BLOCK = "一、本年新收政府信息公开申请数量\t5\t1\t0\t0\t0\t0\t6\n（一）予以公开\t3件\t１\t/\t—\t无\t\t5\n约3\t2"


@pytest.mark.parametrize("browser", BROWSERS)
def test_claims_references_keys_steps_back_and_pasted_blocks(browser: str, build: Path, tmp_path: Path) -> None:
    seen = scene("work", build, browser, {"text": CONTRADICTED, "block": BLOCK}, tmp_path)["seen"]
    assert seen["marks"] == [["contradicts", "8件"]]
    assert "8件" in seen["claim"]
    assert "6" in seen["claim"]
    assert seen["reference"].startswith("全年新收政府信息公开申请{{ 依申请公开情况.本年新收.总计 }}件")
    assert "{本年新收·总计}件" in seen["shown"]
    assert not any("8件" in card for card in seen["cards"])
    rows = ["carried_in.natural_person", "carried_in.commercial_enterprise", "new_received.commercial_enterprise"]
    rows += ["new_received.other_org", "new_received.natural_person"]
    assert [each.removeprefix("requests.") for each in seen["keys"]] == rows
    assert seen["escaped"] == "9"
    assert seen["undone"][0] == "6"
    assert "自然人" in seen["undone"][1]
    assert "8件" in seen["undoneTwice"]
    assert "按行名认出 2 行" in seen["block"]
    assert "“（一）予以公开”的总计是 5，各项之和是 4" in seen["block"]
    assert "约3" in seen["block"]
    assert seen["left"] == "6"
    assert seen["pasted"]["requests.new_received.total"] == "6"
    assert seen["pasted"]["requests.results.granted.total"] == "4"
    assert seen["unpasted"] == "6"


def test_columns_of_zeros_are_folded_on_a_phone(build: Path, tmp_path: Path) -> None:
    seen = scene("phone", build, "chromium", {"text": OFFICE}, tmp_path)["seen"]
    assert set(seen["folded"]) == {2}
    assert "全为 0 的 5 列已收起" in seen["said"]
    assert set(seen["all"]) == {7}
    assert seen["sideways"] is False


def test_every_state_is_accessible_at_three_widths(build: Path, tmp_path: Path) -> None:
    seen = scene("accessibility", build, "chromium", {"text": CONTRADICTED, "doubtful": DOUBTFUL}, tmp_path)
    assert seen["runs"] >= 81
    assert seen["violations"] == {}
