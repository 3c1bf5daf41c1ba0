"""Hostile office files: what they hold arrives as text in every format, what they ask for is not done."""

import socket
from pathlib import Path

import pytest

import gkgen
from tests.acceptance import outputs

OFFICE = """\
年度: 2021
机关: '{name}'
引言: |
  {text}
  后面的一段。
总体情况: 正文
主动公开情况: 全零
依申请公开情况: 全零
复议诉讼情况: 全零
问题及改进: 正文
其他事项: 无
"""
HOSTILE = (
    "时限<20个工作日",
    "张&李 <科室> 1<2",
    "{ 没有收尾",
    "{1%",
    "a]]>b<![CDATA[c",
    "<script>alert(1)</script>",
    '"><img src=file:///etc/hostname>',
    "{_{ x }_}",
    "&amp; &lt; &#20013;",
)
RARE = "堃喆峣堽畲㙟𬭚"


def office(text: str, name: str = "某某县某某镇人民政府") -> str:
    return OFFICE.format(text=text, name=name)


@pytest.mark.unreviewed
@pytest.mark.parametrize("text", [*HOSTILE, RARE, "表情😀"])
def test_hostile_text_arrives_complete_in_every_format(text: str, tmp_path: Path) -> None:
    result = gkgen.render(office(text), ("docx", "pdf", "html", "json"))
    assert not [found for found in result.diagnostics if found.severity == "error"]
    for name, data in result.files.items():
        (tmp_path / f"x.{name}").write_bytes(data)
    word = outputs.docx_text(tmp_path / "x.docx")
    assert outputs.without_space(text) in word
    assert "后面的一段。" in word
    assert outputs.html_text(tmp_path / "x.html") == word
    assert outputs.pdf_text(tmp_path / "x.pdf") == word
    assert "<script>alert" not in result.files["html"].decode("utf-8")


@pytest.mark.unreviewed
def test_nothing_opens_a_connection(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*arguments: object, **options: object) -> None:
        raise AssertionError("a connection was opened")

    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(socket, "create_connection", refuse)
    result = gkgen.render(office("<img src=http://127.0.0.1:9/x> 网址 http://127.0.0.1:9/"), ("docx", "pdf", "html"))
    assert set(result.files) == {"docx", "pdf", "html"}


@pytest.mark.unreviewed
@pytest.mark.parametrize("name", ["../secret.png", "/etc/hostname", "http://127.0.0.1:9/x.png", "file:///etc/hostname"])
def test_a_picture_outside_the_folder_is_never_read(name: str, tmp_path: Path) -> None:
    folder = tmp_path / "project"
    folder.mkdir()
    (tmp_path / "secret.png").write_bytes(b"secret")
    path = folder / "office.yaml"
    path.write_text(office(f"![图]({name})"), encoding="utf-8")
    outcome = gkgen.build(path, formats=("html",))
    assert [found.code for found in outcome.diagnostics] == ["N07"]
    assert [item.name for item in folder.iterdir()] == ["office.yaml"]


@pytest.mark.unreviewed
def test_a_link_that_leads_out_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    folder = tmp_path / "project"
    folder.mkdir()
    (tmp_path / "secret.png").write_bytes(b"secret")
    (folder / "inside.png").symlink_to(tmp_path / "secret.png")
    path = folder / "office.yaml"
    path.write_text(office("![图](inside.png)"), encoding="utf-8")
    assert [found.code for found in gkgen.check(path).diagnostics] == ["N07"]


@pytest.mark.unreviewed
def test_a_faulty_file_leaves_earlier_outputs_as_they_were(tmp_path: Path) -> None:
    path = tmp_path / "office.yaml"
    path.write_text(office("好"), encoding="utf-8")
    assert gkgen.build(path, formats=("docx", "html")).state == "built"
    before = {item.name: item.read_bytes() for item in tmp_path.iterdir() if item.suffix != ".yaml"}
    assert set(before) == {"office.docx", "office.html"}
    path.write_text(office("好").replace("全零", "{本年新收: x}"), encoding="utf-8")
    assert gkgen.build(path, formats=("docx", "html")).state == "failed"
    assert {item.name: item.read_bytes() for item in tmp_path.iterdir() if item.suffix != ".yaml"} == before
