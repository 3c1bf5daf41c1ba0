"""What the look of an element makes of a number: left out, in doubt, or plain text."""

import pytest

from gkgen.importers.parsed_document import GridBlock, GridCell
from gkgen.importers.readers.html.html_reader import read


def cell_of(inner: str, css: str = "") -> GridCell:
    """A cell of a page with a style sheet."""
    page = f"<html><head><style>{css}</style></head><body><table><tr><td>规章<td>{inner}<td>0</table></body></html>"
    (grid,) = [block for block in read(page.encode(), "x.html").blocks if isinstance(block, GridBlock)]
    return grid.rows[0][1]


@pytest.mark.parametrize(
    "style",
    [
        "color:transparent",
        "color:rgba(0,0,0,.01)",
        "color:#fff",
        "background:#123;color:#124",
        "-webkit-text-fill-color:transparent",
        "opacity:.01",
        "filter:opacity(0)",
        "transform:scaleX(0)",
        "transform:translateX(-9999px)",
        "zoom:0",
        "font:0/0 a",
        "content-visibility:hidden",
        "-webkit-text-security:disc",
        "display:none",
    ],
)
@pytest.mark.parametrize("way", ["own", "sheet", "nested", "layer", "media", "variable"])
def test_what_is_not_shown_is_not_read_whatever_says_so(style: str, way: str) -> None:
    name, _, value = style.rpartition(":")
    css = {
        "own": "",
        "sheet": f".q{{{style}}}",
        "nested": f"td{{ & .q{{{style}}} }}",
        "layer": f"@layer a{{.q{{{style}}}}}",
        "media": f"@media (min-width:600px){{.q{{{style}}}}}",
        "variable": f":root{{--x:{value}}}.q{{{name}:var(--x)}}",
    }[way]
    own = f' style="{style}"' if way == "own" else ""
    cell = cell_of(f"4<span class=q{own}>9</span>", css)
    assert (cell.text, cell.readings, cell.left_out) == ("4", (), ("9",))


def test_what_holds_for_a_telephone_or_on_paper_alone_hides_nothing() -> None:
    for media in ("(max-width:600px)", "print"):
        assert cell_of("4<span class=q>9</span>", f"@media {media}{{.q{{display:none}}}}").text == "49"


@pytest.mark.parametrize(
    ("inner", "css"),
    [
        ("<bdo dir=rtl>49</bdo>", ""),
        ("<span style='direction:rtl;unicode-bidi:bidi-override'>49</span>", ""),
        ("<span class=q data-n=9>4</span>", ".q::after{content:attr(data-n)}"),
        ("<div class=q>49</div>", ".q::first-letter{font-size:0}"),
        ("<span class=q></span>", ".q::before{counter-increment:x 49;content:counter(x)}"),
        ("<span style='padding-right:3em'>4</span>9", ""),
        ("<span style='display:inline-block;width:60px'>4</span>9", ""),
        ("4<small>9</small>", ""),
        ("4<span class=sr-only>9</span>", ""),
        ("4<select><option>7<option selected>9</select>", ""),
        ("<math><msup><mn>4</mn><mn>9</mn></msup></math>", ""),
        ("<img src=x.png alt=49>", ""),
        ("4<meter>9</meter>", ""),
        ("<ol><li>49</ol>", ""),
    ],
)
def test_a_number_that_a_page_may_show_otherwise_is_doubtful(inner: str, css: str) -> None:
    assert cell_of(inner, css).readings


@pytest.mark.parametrize(
    "inner",
    [
        "<select><option>7<option selected>49</select>",
        "<input value=49>",
        "49<input type=hidden value=9>",
        "<small>49</small>",
        "<span style='padding-left:20px'>49</span>",
        "49<a href='#_ftn1'>[1]</a>",
        "<a href='#x'>49</a>",
        "<ins>4</ins>9",
    ],
)
def test_a_number_that_every_browser_shows_is_certain(inner: str) -> None:
    cell = cell_of(inner)
    assert (cell.text, cell.readings) == ("49", ())
