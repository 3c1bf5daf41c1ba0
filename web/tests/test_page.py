"""gkgen.html as people use it: opened from disk in Chromium and Firefox, filled in, saved, never losing anything."""

import base64
import io
from difflib import unified_diff
from hashlib import sha256
from pathlib import Path
from statistics import median
from zipfile import ZipFile

import pypdfium2
import pytest

from gkgen.api import render
from web.tests.browsing import BROWSERS, DOUBTFUL, OFFICE, PICTURES, PLAIN, encoded, scene
from web.tests.nodejs import ROOT

MAX_MEMORY_MB = 450
"""Of the process of the page, after all examples were opened, changed and made into Word."""
EXAMPLES = sorted((ROOT / "examples").glob("*.yaml"))


@pytest.mark.parametrize("browser", BROWSERS)
def test_every_example_is_changed_saved_and_made_into_word(browser: str, build: Path) -> None:
    pictures = {name: encoded(data) for name, data in PICTURES.items()}
    given = {
        path.name: {
            "text": (text := path.read_text(encoding="utf-8")),
            "pictures": {name: data for name, data in pictures.items() if name in text},
        }
        for path in EXAMPLES
    }
    seen = scene("examples", build, browser, given)
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
    assert 100 < seen["memory"] <= MAX_MEMORY_MB
    print(f"{browser}: ready after {seen['ready']} ms, {seen['memory']} MB")


@pytest.mark.parametrize("browser", BROWSERS)
def test_findings_come_with_the_key(browser: str, build: Path) -> None:
    seen = scene("keys", build, browser, {"text": (ROOT / "examples" / "shangdulu.yaml").read_text("utf-8")})
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
def test_a_report_from_nothing_through_the_form_alone(browser: str, year: int, build: Path) -> None:
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
    seen = scene("fill", build, browser, given)
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


def test_typical_mistakes_are_shown_in_words_before_anything_is_saved(build: Path) -> None:
    text = OFFICE
    given = {
        "text": text,
        "mistakes": {
            name: {"section": section, "selector": selector, "text": typed}
            for name, (section, selector, typed, _) in MISTAKES.items()
        },
    }
    seen = scene("mistakes", build, "chromium", given)["said"]
    assert len(seen) == 10
    silent = {
        name: seen[name]
        for name, (*_, words) in MISTAKES.items()
        if not any(words in card for card in seen[name]["cards"])
    }
    assert not silent, silent
    # What is only not written yet is said, and not marked red.
    assert [name for name, each in seen.items() if not each["marked"]] == ["no office"]


@pytest.mark.parametrize("browser", BROWSERS)
def test_nothing_typed_is_lost(browser: str, build: Path) -> None:
    seen = scene("losses", build, browser, {"text": OFFICE})["seen"]
    assert "草稿没有丢" in seen["engineNotice"]
    assert seen["afterEngine"] == "断了以后写的机关"
    assert "存储满了" in seen["fullNotice"]
    assert "存不下以后写的机关" in seen["savedWhenFull"]
    assert seen["afterClosing"] == "关掉以前写的机关"
    assert "另一个标签页" in seen["otherTab"]
    assert seen["otherTabLocked"] is True
    assert seen["firstTabNowReads"] is True


@pytest.mark.parametrize("browser", BROWSERS)
def test_browsers_that_are_too_old_or_keep_nothing_are_told(browser: str, build: Path) -> None:
    text = OFFICE.replace("    全年通过政府", "    ![大厅](图1.png)\n\n    全年通过政府")
    seen = scene("browsers", build, browser, {"office": encoded(text.encode()), "picture": encoded(PLAIN)})["seen"]
    assert "这个浏览器太旧" in seen["old"]
    assert "Chromium 96" in seen["old"]
    assert "存储满了" in seen["told"]
    assert "图1.png" in seen["told"]
    with ZipFile(io.BytesIO(base64.b64decode(seen["zip"]))) as archive:
        assert "没有存储的机关" in archive.read("甲.yaml").decode()
        assert archive.read("图1.png") == PLAIN
    assert seen["blocked"] == "connect-src"


def test_an_input_method_is_not_disturbed_by_answers(build: Path) -> None:
    seen = scene("composing", build, "chromium", {"text": OFFICE})["seen"]
    assert seen["shown"].startswith("政府你好世界网站")
    assert seen["caret"] == len("政府你好世界")
    assert seen["written"].startswith("政府你好世界网站")
    assert seen["number"] == "12"


def test_the_print_has_the_pages_of_the_pdf(build: Path) -> None:
    """Without pictures: those of the examples stand in other files."""
    given = {path.name: path.read_text("utf-8") for path in EXAMPLES if "](" not in path.read_text("utf-8")}
    assert len(given) == 4
    sheets = scene("paper", build, "chromium", given)["sheets"]
    for name, text in given.items():
        wanted = pages(render(text, ("pdf",), name=name).files["pdf"])
        assert pages(base64.b64decode(sheets[name])) == wanted, name


def pages(pdf: bytes) -> int:
    return len(pypdfium2.PdfDocument(pdf))


CONTRADICTED = OFFICE.replace("全年新收政府信息公开申请6件", "全年新收政府信息公开申请8件")
BLOCK = "一、本年新收政府信息公开申请数量\t5\t1\t0\t0\t0\t0\t6\n（一）予以公开\t3件\t１\t/\t—\t无\t\t5\n约3\t2"


@pytest.mark.parametrize("browser", BROWSERS)
def test_claims_references_keys_steps_back_and_pasted_blocks(browser: str, build: Path) -> None:
    seen = scene("work", build, browser, {"text": CONTRADICTED, "block": BLOCK})["seen"]
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


def test_columns_of_zeros_are_folded_on_a_phone(build: Path) -> None:
    seen = scene("phone", build, "chromium", {"text": OFFICE})["seen"]
    assert set(seen["folded"]) == {2}
    assert "全为 0 的 5 列已收起" in seen["said"]
    assert set(seen["all"]) == {7}
    assert seen["sideways"] is False


def test_every_state_is_accessible_at_three_widths_in_both_languages(build: Path) -> None:
    whole = OFFICE.replace("总体情况:\n", "总体情况: |\n")
    for name in ("主动公开", "依申请公开", "政府信息管理", "平台建设", "监督保障"):
        whole = whole.replace(f"  {name}: |\n", f"  ### {name}\n")
    given = {
        "text": CONTRADICTED,
        "doubtful": DOUBTFUL,
        "last": OFFICE.replace("2025", "2024"),
        "whole": whole,
        "good": OFFICE,
    }
    seen = scene("accessibility", build, "chromium", given)
    assert len(seen["states"]) > 40
    assert seen["runs"] == len(seen["states"]) * 3 * 2
    assert seen["violations"] == {}
