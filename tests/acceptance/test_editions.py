"""A later edition: a new entry in schema.yaml and a new folder of templates, and no change in Python."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

import gkgen
from gkgen import resources
from gkgen.errors import SchemaError
from gkgen.pipeline.core import checking
from gkgen.pipeline.core.checking import form, verified_form
from gkgen.pipeline.core.file_checking import check_file
from gkgen.word_templates import draw, verify

ENTRY = """
  '2030':
    years: {first: 2030}
    notice: 国办公开办函〔2031〕1号
    without:
      - disclosure.regulations
      - disclosure.normative_documents
      - disclosure.licensing
      - disclosure.penalties
      - disclosure.coercive_measures
      - disclosure.fees
      - requests.results.partially_granted
      - requests.results.refused
      - requests.results.unable
      - requests.results.not_processed
      - requests.results.other
    schemas:
      results:
        granted: {type: row, meta: {key: 予以公开, label: （一）予以公开}}
        machine: {type: row, meta: {key: 自动答复, label: （二）自动答复}}
        total: {type: row, meta: {key: 总计, label: （三）总计}}
    tables:
      disclosure:
        schema:
          data_sets:
            type: parts
            schema: issued_documents
            meta: {key: 公共数据集, label: 公共数据集, group: 第二十条第（十六）项}
      requests: {}
      disputes: {}
"""
OFFICE = """\
年度: 2031
机关: 某某市数据局
总体情况: 发布数据集{{ 主动公开情况.公共数据集.制发 }}个。
主动公开情况: {公共数据集: [7, 0, 9]}
依申请公开情况:
  本年新收: {自然人: 2}
  办理结果: {自动答复: {自然人: 2}}
复议诉讼情况: 全零
问题及改进: 正文
其他事项: 无
"""


@pytest.fixture
def future(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A schema.yaml with one more edition, and its template drawn."""
    schema = tmp_path / "schema.yaml"
    text = (
        resources.schema_path()
        .read_text(encoding="utf-8")
        .replace("years: {first: 2021}", "years: {first: 2021, last: 2029}")
    )
    schema.write_text(text + ENTRY, encoding="utf-8")
    monkeypatch.setattr(resources, "schema_path", lambda: schema)
    for cached in (checking.form, checking.known_keys):
        cached.cache_clear()
    edition = form().edition("2030")
    assert edition is not None
    folder = tmp_path / "templates"
    (folder / "2030").mkdir(parents=True)
    (folder / "2030" / "report.docx").write_bytes(draw(edition))
    assert verify(edition, draw(edition), "report.docx") == ()
    yield folder
    monkeypatch.undo()
    for cached in (checking.form, checking.known_keys):
        cached.cache_clear()


@pytest.mark.unreviewed
def test_a_report_of_a_new_edition_is_checked_and_built(future: Path, tmp_path: Path) -> None:
    path = tmp_path / "office.yaml"
    path.write_text(OFFICE, encoding="utf-8")
    outcome = gkgen.build(path, tmp_path / "out", ("docx", "html", "json"), templates=future)
    assert outcome.diagnostics == ()
    page = (tmp_path / "out" / "office.html").read_text(encoding="utf-8")
    assert "第二十条第（十六）项" in page
    assert "（二）自动答复" in page
    assert "发布数据集7个。" in page


@pytest.mark.unreviewed
def test_the_sums_of_a_new_edition_hold_without_being_written_again(future: Path, tmp_path: Path) -> None:
    path = tmp_path / "office.yaml"
    path.write_text(OFFICE.replace("{自动答复: {自然人: 2}}", "{自动答复: {自然人: 3}}"), encoding="utf-8")
    assert [found.code for found in check_file(path).diagnostics] == ["R13"]


def test_the_review_judges_a_new_edition_by_the_rules_whose_fields_it_has(future: Path, tmp_path: Path) -> None:
    path = tmp_path / "office.yaml"
    # A town, which makes no 规章; this form does not ask for them.
    text = OFFICE.replace("某某市数据局", "张庄镇人民政府").replace(
        "总体情况: ", "总体情况: 申请全部办结。没有收到信息公开申请。"
    )
    path.write_text(text, encoding="utf-8")
    codes = {found.code for found in check_file(path).diagnostics}
    assert {"R69", "R70", "R71"} <= codes
    assert not codes & {"R50", "R53", "R60", "R62"}


def test_a_row_that_a_new_edition_calls_otherwise_is_told_with_its_rules() -> None:
    """Another label is free; the English name is the one by which rules know a row."""
    text = resources.schema_path().read_text(encoding="utf-8")
    text = text.replace("years: {first: 2021}", "years: {first: 2021, last: 2029}") + ENTRY
    assert verified_form(yaml.safe_load(text.replace("label: （一）予以公开", "label: （一）公开"))).edition("2030")
    with pytest.raises(SchemaError, match=r"2030: no field requests\.results\.granted, which `said` names"):
        verified_form(yaml.safe_load(text.replace(ENTRY, ENTRY.replace("granted: {", "given: {"))))
