"""What a preview shows of an office file, from save to save."""

import re
from collections.abc import Iterator
from pathlib import Path
from threading import Event, Timer

import lxml.html
import pytest

from gkgen.live.preview_session import Preview, PreviewSession
from tests.live.test_file_watcher import write
from tests.office import office


@pytest.fixture
def stop() -> Iterator[Event]:
    """Set when a test waits in vain, so that it fails instead of hanging."""
    event = Event()
    timer = Timer(60, event.set)
    timer.start()
    yield event
    timer.cancel()


def panel(shown: Preview) -> lxml.html.HtmlElement:
    return lxml.html.fromstring(f"<div>{shown.as_data('zh')['findings']}</div>")


def texts(shown: Preview, name: str) -> list[str]:
    return ["".join(map(str, each.itertext())) for each in panel(shown).iter() if each.get("class") == name]


def test_a_good_file_is_shown_in_both_views(tmp_path: Path) -> None:
    shown = PreviewSession(write(tmp_path / "局.yaml", office(机关="第一局"))).first()
    told = shown.as_data("zh")
    assert (told["number"], told["page"], told["class"], told["state"]) == (1, 1, "good", "没有发现问题")
    assert set(shown.views) == {"sheets", "web"}
    assert all("第一局" in page.decode("utf-8") for page in shown.views.values())
    assert "没有发现问题" in told["findings"]


def test_the_last_page_stays_while_the_file_cannot_be_read(tmp_path: Path, stop: Event) -> None:
    path = write(tmp_path / "局.yaml", office(机关="第一局"))
    session = PreviewSession(path)
    shown = session.first()
    saves = session.follow(shown, stop)
    write(path, office(机关="第二局", 总体情况="'没有写完"))
    broken = next(saves)
    told = broken.as_data("zh")
    assert (told["number"], told["page"], told["class"], told["failed"]) == (2, 1, "failed", True)
    assert told["old"] == f"文件里有错误，这里还是 {shown.made} 的样子"
    assert broken.views == shown.views
    write(path, office(机关="第二局"))
    mended = next(saves)
    assert (mended.number, mended.page, mended.as_data("zh")["old"]) == (3, 3, "")
    assert "第二局" in mended.views["sheets"].decode("utf-8")


def test_a_folder_that_is_gone_is_a_finding_until_it_is_back(tmp_path: Path, stop: Event) -> None:
    path = write(tmp_path / "报告" / "局.yaml", office(机关="第一局"))
    session = PreviewSession(path)
    shown = session.first()
    saves = session.follow(shown, stop)
    path.parent.rename(tmp_path / "别处")
    gone = next(saves)
    assert (gone.page, gone.as_data("zh")["failed"]) == (1, True)
    assert "O03" in gone.as_data("zh")["findings"]
    assert gone.as_data("en")["trouble"] == f"the file is gone; waiting for it to come back ({path})"
    write(path, office(机关="第二局"))
    back = next(saves)
    assert "第二局" in back.views["web"].decode("utf-8")
    assert back.as_data("zh")["trouble"] == ""


def test_a_save_that_changes_nothing_loads_no_page(tmp_path: Path, stop: Event) -> None:
    path = write(tmp_path / "局.yaml", office())
    session = PreviewSession(path)
    saves = session.follow(session.first(), stop)
    write(path, f"# 说明\n{office()}")
    shown = next(saves)
    assert (shown.number, shown.page) == (2, 1)


def test_a_file_that_cannot_be_read_from_the_start_has_findings_and_no_page(tmp_path: Path) -> None:
    shown = PreviewSession(write(tmp_path / "局.yaml", "年度: '2021\n机关: 某局\n")).first()
    assert (shown.number, shown.page, dict(shown.views)) == (1, 0, {})
    assert shown.as_data("zh")["old"] == ""
    assert "Y03" in shown.as_data("zh")["findings"]


def test_an_unfinished_report_is_shown_from_the_first_save_with_its_holes_and_findings(tmp_path: Path) -> None:
    shown = PreviewSession(write(tmp_path / "局.yaml", office(机关="第一局", 问题及改进=None))).first()
    told = shown.as_data("zh")
    assert (told["page"], told["failed"], told["class"], told["old"]) == (1, True, "failed", "")
    for view in shown.views.values():
        page = view.decode("utf-8")
        # Marks that may hang are elements of their own on the pages.
        words = re.sub("<[^>]*>|\\s", "", page)
        assert all(each in words for each in ("第一局", "【待填：五、"))
        assert 'content: "草稿"' in page
    assert "F02" in told["findings"]


@pytest.mark.unreviewed
def test_a_finding_is_told_with_its_line_and_the_place_in_it(tmp_path: Path) -> None:
    text = office(总体情况=f"{'甲' * 200}{{{{ 没有 }}}}{'乙' * 200}")
    shown = PreviewSession(write(tmp_path / "局.yaml", text)).first()
    assert texts(shown, "place") == ["第 3 行"]
    assert texts(shown, "message") == ["引用的“没有”不存在"]
    assert [mark.text for mark in panel(shown).iter("mark")] == ["{{ 没有 }}"]
    assert texts(shown, "line") == [f"…{'甲' * 24}{{{{ 没有 }}}}{'乙' * 24}…"]
    assert [entry.get("data-section") for entry in panel(shown).iter("li")] == ["overview"]


def test_a_finding_in_a_base_names_it(tmp_path: Path) -> None:
    write(tmp_path / "_base.yaml", "引言: 共{{ 没有 }}条。\n")
    shown = PreviewSession(write(tmp_path / "局.yaml", office(继承="_base.yaml"))).first()
    assert texts(shown, "place") == ["_base.yaml 第 1 行"]


def test_what_an_author_wrote_is_text(tmp_path: Path) -> None:
    text = office(总体情况="'<img src=x onerror=alert(1)>{{ <b> }}'", 说明="<script>")
    told = PreviewSession(write(tmp_path / "<i>.yaml", text)).first().as_data("zh")["findings"]
    assert "&lt;" in told
    assert not {each.tag for each in lxml.html.fromstring(told).iter()} & {"img", "script", "i"}
    assert "<img" not in told


@pytest.mark.unreviewed
def test_errors_come_before_warnings(tmp_path: Path) -> None:
    text = office(引言="|\n# 标题\n正文", 总体情况="共{{ 没有 }}条")
    shown = PreviewSession(write(tmp_path / "局.yaml", text)).first()
    assert [entry.get("class") for entry in panel(shown).iter("li")] == ["error", "warning"]


def test_warnings_alone_stop_no_page(tmp_path: Path) -> None:
    shown = PreviewSession(write(tmp_path / "局.yaml", office(引言="|\n# 标题\n正文"))).first()
    assert (shown.page, shown.as_data("zh")["class"]) == (1, "warned")


def test_a_template_that_cannot_be_used_is_a_finding(tmp_path: Path, stop: Event) -> None:
    html = write(tmp_path / "own" / "report.html", "{{ 坏")
    session = PreviewSession(write(tmp_path / "局.yaml", office()), tmp_path / "own")
    shown = session.first()
    assert (shown.page, texts(shown, "message")[0][:5]) == (0, "模板不可用")
    saves = session.follow(shown, stop)
    # Wrong on paper alone.
    write(html, "{% if on_paper %}{{ document.nothing }}{% endif %}<p>好</p>")
    shown = next(saves)
    assert (shown.page, texts(shown, "message")[0][:5]) == (0, "模板不可用")
    write(html, "<p>好</p>")
    assert "<p>好</p>" in next(saves).views["web"].decode("utf-8")
