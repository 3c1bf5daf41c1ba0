"""The tag tree of a PDF: what goes on over a page or a line is one element; links lead where they say."""

from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pikepdf

from gkgen.document import Block, ListItem
from gkgen.writers import pdf
from tests.writers.pages import built_in, paragraph, report, runs

LONG = "这一段话很长，从这一页写到下一页，还没有写完。" * 60
ADDRESS = "https://www.yunxi.gov.cn/qingshi/zwgk/zhengfuxinxigongkai/xxgkndbg/2025/index.html"


def opened(*blocks: Block) -> pikepdf.Pdf:
    return pikepdf.open(BytesIO(pdf.write(report(*blocks), built_in("2021")).data))


def elements(node: Any) -> Iterator[Any]:
    """All elements of a tag tree in their order."""
    if isinstance(node, pikepdf.Array):
        for each in node:
            yield from elements(each)
    elif isinstance(node, pikepdf.Dictionary) and "/S" in node:
        yield node
        yield from elements(node.get("/K", pikepdf.Array()))


def tagged(file: pikepdf.Pdf, tag: str) -> list[Any]:
    return [each for each in elements(file.Root.StructTreeRoot.K) if tag == each.S]


def pages_of(element: Any) -> set[Any]:
    return {each.Pg.objgen for each in elements(element.K)}


def parents_are_right(file: pikepdf.Pdf) -> bool:
    return all(
        kid.P.objgen == each.objgen
        for each in elements(file.Root.StructTreeRoot.K)
        for kid in (each.K if isinstance(each.get("/K"), pikepdf.Array) else ())
        if isinstance(kid, pikepdf.Dictionary) and "/P" in kid
    )


def test_a_paragraph_over_pages_is_one_element_in_one_section() -> None:
    with opened(paragraph("第一段。"), paragraph(LONG), paragraph("最后一段。")) as file:
        assert max(len(pages_of(each)) for each in tagged(file, "/P")) >= 2
        assert len(tagged(file, "/Part")) == 1
        assert len(tagged(file, "/Sect")) == 6
        # Preface, three paragraphs, and what the report has around them: none is there twice.
        with opened(paragraph("第一段。"), paragraph("短。"), paragraph("最后一段。")) as short:
            assert len(tagged(file, "/P")) == len(tagged(short, "/P"))
        assert parents_are_right(file)


def test_a_paragraph_that_ends_a_page_is_not_joined_to_the_next() -> None:
    with opened(*(paragraph(f"第{number}段。") for number in range(60))) as file:
        each_on = [pages_of(each) for each in tagged(file, "/P")]
        assert len(each_on) >= 60
        assert len(set().union(*each_on)) > 2
        assert {len(pages) for pages in each_on} == {1}


def test_a_list_item_over_pages_is_one_item_of_one_list() -> None:
    with opened(paragraph("在前。"), ListItem("1.", 0, runs(LONG)), ListItem("2.", 0, runs("短。"))) as file:
        assert [len(pages_of(each)) > 1 for each in tagged(file, "/LI")] == [True, False]
        assert len(tagged(file, "/L")) == 1
        assert len(tagged(file, "/LBody")) == 2


def test_marked_content_names_the_element_that_holds_it() -> None:
    with opened(paragraph(LONG)) as file:
        numbers = file.Root.StructTreeRoot.ParentTree.Nums
        listed = {each.objgen for entry in list(numbers)[1::2] for each in entry if isinstance(entry, pikepdf.Array)}
        known = {each.objgen for each in elements(file.Root.StructTreeRoot.K)}
        assert len(listed) > 100
        # The numbers of the pages are in no tree.
        assert len(listed - known) == len(file.pages)


def test_an_address_over_two_lines_is_one_link_with_a_place_on_each() -> None:
    words = "本报告的电子版可以在云溪市人民政府门户网站的政府信息公开专栏里查阅、下载，网址是"
    with opened(paragraph(f"{words}{ADDRESS}，也可以写信到zwgk@yunxi.gov.cn。")) as file:
        links = tagged(file, "/Link")
        targets = [[str(kid.Obj.A.URI) for kid in link.K if isinstance(kid, pikepdf.Dictionary)] for link in links]
        assert targets == [[ADDRESS] * len(targets[0]), ["mailto:zwgk@yunxi.gov.cn"] * len(targets[1])]
        assert len(targets[0]) > 1
        numbers = dict(zip(*[iter(list(file.Root.StructTreeRoot.ParentTree.Nums))] * 2, strict=True))
        for link in links:
            for kid in link.K:
                if isinstance(kid, pikepdf.Dictionary):
                    assert numbers[int(kid.Obj.StructParent)].objgen == link.objgen


def test_two_links_to_one_address_beside_each_other_stay_two() -> None:
    with opened(paragraph("见www.a.cn、www.a.cn，两处。")) as file:
        assert len(tagged(file, "/Link")) == 2


def test_the_attachment_says_what_it_is() -> None:
    data = pdf.write(report(paragraph("一段。")), built_in("2021"), attachment=b"{}").data
    with pikepdf.open(BytesIO(data)) as file:
        (attached,) = file.Root.AF
        assert "数据" in str(attached.Desc)
