"""SVG judged: what is printed of it, what is refused, and that pixels and lines show the same."""

import random
import sys
import time
from base64 import b64encode

import pytest
from lxml import etree

from gkgen.diagnostics import Diagnostic
from gkgen.document import Picture
from gkgen.pictures import prepare, rasterized, with_fonts
from tests.pictures.images import BLUE, RED, USE, encoded, looks_like, opened, prepared, red_above_blue, refused, saved
from tests.pictures.test_bitmaps import exif

SVG = "http://www.w3.org/2000/svg"
BOX = 'width="60mm" height="30mm" viewBox="0 0 200 100"'


def drawn(body: str = "", attributes: str = BOX, before: str = "") -> bytes:
    names = f'xmlns="{SVG}" xmlns:xlink="http://www.w3.org/1999/xlink"'
    return f"{before}<svg {names} {attributes}>{body}</svg>".encode()


def elements(picture: Picture) -> list[str]:
    return [str(element.tag).rpartition("}")[2] for element in etree.fromstring(picture.data).iter()]


def the(picture: Picture, name: str) -> etree._Element:
    return next(etree.fromstring(picture.data).iter(f"{{{SVG}}}{name}"))


def attributes(element: etree._Element) -> dict[str, str]:
    return {str(name): str(value) for name, value in element.items()}


# What is printed


def test_a_drawing_is_ready_at_its_size() -> None:
    picture = prepared(drawn('<rect x="10" y="10" width="80" height="60" fill="red"/>'))
    assert (picture.media_type, picture.only_pixels) == ("image/svg+xml", False)
    assert (picture.width, picture.height) == pytest.approx((60, 30))
    root = the(picture, "svg")
    assert (root.get("width"), root.get("height"), root.get("viewBox")) == ("60.0000mm", "30.0000mm", "0 0 200 100")
    assert attributes(the(picture, "rect")) == {"x": "10", "y": "10", "width": "80", "height": "60", "fill": "red"}


@pytest.mark.parametrize(
    ("attributes", "printed"),
    [
        ('width="96" height="48"', (25.4, 12.7)),
        ('width="96px" height="48px" viewBox="0 0 2 1"', (25.4, 12.7)),
        ('width="1in" height="36pt"', (25.4, 12.7)),
        ('width="2.54cm" height="3pc"', (25.4, 12.7)),
        ('width="100%" height="100%" viewBox="0 0 96 48"', (25.4, 12.7)),
        ('viewBox="-5,-5 96,48"', (25.4, 12.7)),
        ('width="50mm" viewBox="0 0 2 1"', (50, 25)),
        ('height="50mm" viewBox="0 0 2 1"', (100, 50)),
        ('width="2000mm" height="1000mm"', (156, 78)),
        ('width="1000" height="2000"', (70, 140)),
        ('width="1e3mm" height="10mm" viewBox="0 0 96 48"', (20, 10)),
    ],
)
def test_the_size_is_the_one_it_says_in_any_unit_but_fits_the_page(
    attributes: str, printed: tuple[float, float]
) -> None:
    picture = prepared(drawn("<rect width='1' height='1'/>", attributes))
    assert (picture.width, picture.height) == pytest.approx(printed)


@pytest.mark.parametrize(
    "attributes",
    [
        "",
        'width="100%" height="100%"',
        'width="0" height="0"',
        'width="90"',
        'viewBox="0 0 0 50"',
        'viewBox="0 0 -9 50"',
        'viewBox="0 0 50"',
        'viewBox="a b c d"',
        'viewBox="0 0 nan nan"',
        'viewBox="0 0 inf inf"',
        'viewBox="0 0 1e300 1e300"',
        'width="-5" height="5"',
    ],
)
def test_a_drawing_without_a_usable_size_is_refused(attributes: str) -> None:
    assert refused(drawn("<rect width='1' height='1'/>", attributes)) == "N18.size"


def test_what_drawing_programs_leave_behind_is_left_out() -> None:
    names = 'xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape" inkscape:version="1.3" '
    picture = prepared(
        drawn(
            '<!-- by Zhang San --><title>t</title><desc>d</desc><metadata><a xmlns="urn:x"/></metadata>'
            '<inkscape:grid id="g"/><g inkscape:label="Layer 1" data-owner="Zhang San" class="x" tabindex="0">'
            '<rect width="5" height="5" style="-inkscape-stroke:none;fill:red;line-height:1.2"/></g>',
            names + BOX,
        )
    )
    assert elements(picture) == ["svg", "g", "rect"]
    assert attributes(the(picture, "g")) == {}
    assert attributes(the(picture, "rect")) == {"width": "5", "height": "5", "fill": "red"}
    assert b"Zhang" not in picture.data
    assert b"inkscape" not in picture.data


@pytest.mark.parametrize(
    "before",
    [
        '<?xml version="1.0" encoding="UTF-8" standalone="no"?>\n',
        '<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://127.0.0.1:9/svg11.dtd">',
        "\n  <!-- made by hand -->\n",
        "\ufeff",
    ],
)
def test_what_may_stand_before_a_drawing_does_no_harm(before: str) -> None:
    assert elements(prepared(drawn("<rect width='1' height='1'/>", before=before))) == ["svg", "rect"]


def test_a_drawing_in_utf_16_and_one_that_forgets_its_name_space_are_drawings() -> None:
    text = drawn("<text>汉</text>").decode()
    assert the(prepared(f'<?xml version="1.0" encoding="UTF-16"?>{text}'.encode("utf-16")), "text").text == "汉"
    assert elements(prepared(b'<svg width="9" height="9"><rect width="1" height="1"/></svg>')) == ["svg", "rect"]


# Style sheets


STYLE = "<style>{}</style><g class='outer'><rect id='z' class='a b' width='5' height='5' {}/></g>"


@pytest.mark.parametrize(
    ("sheet", "own", "fill"),
    [
        ("rect{fill:red}", "", "red"),
        ("rect{fill:red}", "fill='blue'", "red"),
        ("rect{fill:red}", "style='fill:blue'", "blue"),
        ("rect{fill:red !important}", "style='fill:blue'", "red"),
        (".a{fill:red} rect{fill:blue}", "", "red"),
        ("#z{fill:red} .a.b{fill:blue}", "", "red"),
        (".a{fill:blue} .b{fill:red}", "", "red"),
        (".a.b{fill:red} .b{fill:blue}", "", "red"),
        ("g rect{fill:red} rect{fill:blue}", "", "red"),
        (".outer > .a{fill:red}", "", "red"),
        ("svg > .a{fill:blue}", "", None),
        ("svg .a{fill:red}", "", "red"),
        ("circle,rect{fill:red}", "", "red"),
        ("*{fill:red}", "", "red"),
        (".c{fill:blue}", "", None),
        ("rect:hover{fill:blue}", "", None),
        ("rect[id]{fill:blue}", "", None),
        ("/* rect{fill:blue} */", "", None),
        ("<!-- rect{fill:red} -->", "", "red"),
        ("@media screen{rect{fill:blue}}", "", None),
        ("@media screen{rect{fill:blue}} rect{fill:red}", "", "red"),
        ("@font-face{font-family:x;src:url(data:font/woff2;base64,AA==)} rect{fill:red}", "", "red"),
        ("@charset 'utf-8'; rect{fill:red}", "", "red"),
        ("rect{fill:red;}}} .a{", "", "red"),
        ("rect{fill:#f00;fill:expression(alert(1))}", "", "#f00"),
        ("rect{fill:rgb(255, 0, 0)}", "", "rgb(255, 0, 0)"),
        ("rect{fill:url(#p) red}", "", "url(#p) red"),
        ("rect{FILL:red}", "", "red"),
    ],
)
def test_style_sheets_become_attributes(sheet: str, own: str, fill: str | None) -> None:
    picture = prepared(drawn(STYLE.format(f"<![CDATA[{sheet}]]>", own)))
    assert the(picture, "rect").get("fill") == fill
    assert "style" not in elements(picture)
    assert b"style" not in picture.data
    assert b"class" not in picture.data


@pytest.mark.parametrize(
    ("font", "wanted"),
    [
        ("bold italic 12px Arial", {"font-weight": "bold", "font-style": "italic", "font-size": "12px"}),
        ("10pt 'DejaVu Sans', sans-serif", {"font-size": "10pt"}),
        ("700 1.5em/2 serif", {"font-weight": "700", "font-size": "1.5em"}),
        ("caption", {}),
    ],
)
def test_text_keeps_size_weight_and_slant_and_gets_the_fonts_of_the_report(font: str, wanted: dict[str, str]) -> None:
    picture = prepared(drawn(f'<text y="20" font-family="Evil" style="font:{font};font-family:Evil">汉字</text>'))
    assert attributes(the(picture, "text")) == {"y": "20", **wanted}
    assert b"Evil" not in picture.data
    assert the(Picture(with_fonts(picture, ("宋体", "Noto Serif CJK SC")), "image/svg+xml", 1, 1), "svg").get(
        "font-family"
    ) == ("'宋体', 'Noto Serif CJK SC', serif")


def test_too_many_rules_are_refused() -> None:
    assert refused(drawn(f"<style>{'.a{fill:red}' * 501}</style>")) == "N18.large"


def test_text_arrives_whole() -> None:
    text = "甲<tspan>乙</tspan>丙<title>no</title>丁<a xlink:href='#x'>戊</a>己<x:y xmlns:x='urn:x'>no</x:y>庚"
    picture = prepared(drawn(f"<text xml:space='preserve'>{text}</text>"))
    assert "".join(map(str, the(picture, "text").itertext())) == "甲乙丙丁戊己庚"
    assert the(picture, "text").get("{http://www.w3.org/XML/1998/namespace}space") == "preserve"


# What is refused


@pytest.mark.parametrize(
    "body",
    [
        "<script>alert(1)</script>",
        "<script xlink:href='http://127.0.0.1:9/x.js'/>",
        "<foreignObject><p xmlns='http://www.w3.org/1999/xhtml'>x</p></foreignObject>",
        "<h:script xmlns:h='http://www.w3.org/1999/xhtml'>alert(1)</h:script>",
        "<g onload='alert(1)'/>",
        "<g ONCLICK='alert(1)'/>",
        "<animate attributeName='x' to='5'/>",
        "<rect width='5' height='5'><set attributeName='x' to='5'/></rect>",
        "<filter id='f'><feImage xlink:href='#f'/></filter>",
        "<iframe src='http://127.0.0.1:9/'/>",
        "<video/>",
        "<switch/>",
        "<nonsense/>",
    ],
)
def test_what_is_no_plain_drawing_is_refused(body: str) -> None:
    assert refused(drawn(body)) == "N18.element"
    assert refused(drawn(f"<defs><g>{body}</g></defs>")) == "N18.element"


FILE = "file:///etc/hostname"


@pytest.mark.parametrize(
    "body",
    [
        f"<image width='9' height='9' xlink:href='{FILE}'/>",
        "<image width='9' height='9' href='http://127.0.0.1:9/x.png'/>",
        "<image width='9' height='9' href='//127.0.0.1:9/x.png'/>",
        "<image width='9' height='9' href='notes.png'/>",
        "<image width='9' height='9' href='data:image/svg+xml;base64,PHN2Zy8+'/>",
        "<image width='9' height='9' href='data:text/html,x'/>",
        "<image width='9' height='9' href=' JavaScript:alert(1)'/>",
        "<image width='9' height='9' href=''/>",
        f"<use xlink:href='{FILE}#a'/>",
        "<use xlink:href='data:image/png;base64,AA=='/>",
        "<a xlink:href='javascript:alert(1)'><rect width='9' height='9'/></a>",
        "<linearGradient id='g' href='http://127.0.0.1:9/#g'/>",
        f"<rect fill='url({FILE}#p)'/>",
        "<rect fill='url( &quot;http://127.0.0.1:9/&quot; )'/>",
        "<rect style='fill:url(http://127.0.0.1:9/)'/>",
        "<rect style='background:URL(http://127.0.0.1:9/)'/>",
        "<style>@import 'http://127.0.0.1:9/a.css';</style>",
        "<style>@IMPORT url(a.css);</style>",
        "<style>rect{fill:url(//127.0.0.1:9/)}</style>",
        "<style>@font-face{font-family:x;src:url(http://127.0.0.1:9/x.woff)}</style>",
        "<g><style>x{y:url('a.svg#b')}</style></g>",
    ],
)
def test_what_refers_to_something_outside_is_refused(body: str) -> None:
    assert refused(drawn(body)) == "N18.link"


def test_a_style_sheet_of_its_own_file_is_refused() -> None:
    assert refused(drawn(before='<?xml-stylesheet href="a.css" type="text/css"?>')) == "N18.link"


@pytest.mark.parametrize(
    "inside",
    [
        '<!ENTITY a "b">',
        f'<!ENTITY a SYSTEM "{FILE}">',
        f'<!ENTITY % a SYSTEM "{FILE}"> %a;',
        "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12)) + '<!ENTITY a0 "ha">',
    ],
)
def test_entities_are_refused_whether_used_or_not(inside: str) -> None:
    assert refused(drawn(before=f"<!DOCTYPE svg [{inside}]>")) == "N18.entities"
    if "ENTITY a " in inside:
        assert refused(drawn("<text>&a;</text>", before=f"<!DOCTYPE svg [{inside}]>")) == "N18.entities"
        # The parser itself refuses some of these.
        assert refused(drawn("<rect width='&a;'/>", before=f"<!DOCTYPE svg [{inside}]>")) in {"N18.entities", "N09"}


@pytest.mark.parametrize(
    "data",
    [
        b"<svg",
        b"<svg/>garbage",
        b"<html/>",
        b'<svg xmlns="urn:x" width="9" height="9"/>',
        b"<?xml version='1.0'?>",
        b"<!DOCTYPE svg>",
        b"\xff\xfe<\0",
        b"<",
        drawn("<rect width='1'/>")[:-9],
        drawn("&nbsp;"),
        drawn("<image width='9' height='9' href='data:image/png;base64,AAAA'/>"),
        drawn("<image width='9' height='9' href='data:image/png;base64,A'/>"),
    ],
)
def test_what_is_no_drawing_or_is_damaged_is_refused(data: bytes) -> None:
    assert refused(data) == "N09"


def lines(count: int) -> str:
    return "".join(f"<rect width='{number}' height='1'/>" for number in range(count))


def loop(*, length: int) -> str:
    steps = "".join(f"<g id='a{n}'><use xlink:href='#a{n + 1}'/></g>" for n in range(length - 1))
    return steps + f"<g id='a{length - 1}'><use xlink:href='#a0'/></g>"


def laughs() -> str:
    steps = (f"<g id='a{n}'>{f'''<use xlink:href='#a{n + 1}'/>''' * 10}</g>" for n in range(12))
    return "".join(steps) + "<rect id='a12' width='9' height='9'/>"


WHOLE_PAGE, SIZE = 'viewBox="0 0 600 600"', " width='600' height='600'"
PATTERN = "<pattern id='{}' width='1' height='1'><rect fill='url(#{})' width='1' height='1'/></pattern>"
BOMBS = {
    "bytes": drawn("<!--" + "x" * 2_000_000 + "-->"),
    "elements": drawn(lines(10_001)),
    "depth": drawn("<g>" * 61 + "</g>" * 61),
    "great depth": drawn("<g>" * 20_000 + "</g>" * 20_000),
    "use of itself": drawn(loop(length=1)),
    "use in a circle": drawn(loop(length=5)),
    "a long chain": drawn(
        "".join(f"<g id='a{n}'><use xlink:href='#a{n + 1}'/></g>" for n in range(3000)) + "<g id='a3000'/>"
    ),
    "billion laughs": drawn(laughs()),
    "patterns in a circle": drawn(PATTERN.format("a", "b") + PATTERN.format("b", "a")),
    "clip of itself": drawn("<clipPath id='a' clip-path='url(#a)'><rect width='9' height='9'/></clipPath>"),
    "mask of itself": drawn("<mask id='a'><rect mask='url(#a)' width='9' height='9'/></mask>"),
    "gradient of itself": drawn("<linearGradient id='a' xlink:href='#a'/>"),
    "markers": drawn(
        f"<marker id='a'>{lines(100)}</marker><path marker-mid='url(#a)' d='M0 0{'L5 5L0 0' * 500}'/>",
    ),
    "layers": drawn("<g opacity='.5'><rect width='200' height='100'/></g>" * 1001),
    "dashes": drawn("<path d='M0 0H200' stroke='red' stroke-dasharray='.0001'/>" * 201),
    "text": drawn(f"<text>{'字' * 20_001}</text>"),
    "selectors": drawn(f"<style>{'zz,' * 300_000}z{{fill:red}}</style>{lines(9_000)}"),
    "parts of a selector": drawn(f"<style>{'g ' * 30}rect{{fill:red}}</style>"),
    "declarations": drawn(f"<style>*{{{'a:b;' * 100_000}}}</style>{lines(9_000)}"),
    "declarations for many": drawn(f"<style>*{{{'a:b;' * 400}}}</style>{lines(9_000)}"),
    "attributes": drawn(f"<rect {' '.join(f'a{n}=' + repr('') for n in range(100_000))}/>"),
    # A minute and more on any machine: what is near the limit is refused on a slow one only.
    "layers on the whole page": drawn(f"<rect opacity='.5'{SIZE}/>" * 990, WHOLE_PAGE),
    "masks on the whole page": drawn(
        f"<mask id='m'><rect fill='white'{SIZE}/></mask>" + f"<rect mask='url(#m)'{SIZE}/>" * 490, WHOLE_PAGE
    ),
    "page over page": drawn(f"<rect fill-opacity='.5'{SIZE}/>" * 9_000, WHOLE_PAGE),
    "pictures": drawn(
        f"<image width='9' height='9' href='data:image/png;base64,{b64encode(encoded('PNG')).decode()}'/>" * 21
    ),
}


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_is_refused_at_once(name: str) -> None:
    begun = time.thread_time()
    assert refused(BOMBS[name]) == "N18.large"
    assert time.thread_time() - begun < 5


SCATTERED = " ".join(f"{i * 7919 % 200},{i * 104729 % 100}" for i in range(80_000))
HAS_MUCH_TO_READ = {
    "one outline": f"<polygon points='{SCATTERED}'/>",
    "one outline, often": f"<polygon id='a' points='{SCATTERED[:100_000]}'/>" + "<use href='#a'/>" * 100,
    "labels": "<text y='9'>字</text>" * 1_001,
    "parts of one label": "<text y='9'>" + "<tspan>字</tspan>" * 1_000 + "</text>",
}


@pytest.mark.parametrize("body", HAS_MUCH_TO_READ.values(), ids=HAS_MUCH_TO_READ)
def test_what_takes_long_however_small_it_is_drawn_is_counted_and_not_tried(body: str) -> None:
    begun = time.thread_time()
    assert refused(drawn(body)) == "N18.large"
    assert time.thread_time() - begun < 2


def test_a_map_and_a_chart_with_many_labels_are_no_such_thing() -> None:
    line = "M0 0" + "l1 1 1 -1" * 25_000
    labels = "<text y='9' font-size='4'>街道名称</text>" * 400
    assert prepared(drawn(f"<path d='{line}' fill='none' stroke='black'/>{labels}")).data.count(b"<text") == 400


@pytest.mark.parametrize("times", [0.1, 1, 10])
def test_a_drawing_is_as_long_on_a_slow_machine_as_on_a_fast_one(times: float, monkeypatch: pytest.MonkeyPatch) -> None:
    """The clock runs ten times as fast, as that of a machine does which is a tenth as fast."""
    prepared(drawn())
    drawing = sys.modules["gkgen.pictures.rasterization"]
    clock = "perf_counter" if sys.platform == "win32" else "thread_time"
    real = getattr(time, clock)
    monkeypatch.setattr(time, clock, lambda: real() * times)
    monkeypatch.setattr(drawing, "_reference_seconds", drawing._reference_seconds.__wrapped__)
    sheets = "<rect opacity='0.5' width='200' height='100'/>"
    seconds = [
        drawing.drawing_seconds(drawn(sheets * count, 'viewBox="0 0 200 100"'), (156.0, 78.0), 0) for count in (5, 900)
    ]
    assert seconds[0] == 0.0
    assert 20 < seconds[1] < 180


@pytest.mark.parametrize(
    "body",
    [
        f"<style>z {'g ' * 10}rect{{fill:red}}</style>{'<g>' * 50}<rect width='1' height='1'/>{'</g>' * 50}",
        f"<style>{'* ' * 19}rect{{fill:red}}</style>{'<g>' * 50}{lines(500)}{'</g>' * 50}",
        f"<style>{'@a' * 900_000}</style>",
        f"<style>{'/*' * 900_000}</style>",
        f"<style>{'a' * 1_900_000}</style>",
        f"<style>{'{' * 1_900_000}</style>",
        f"<rect fill='url({' ' * 1_900_000}#a)'/>",
        f"<rect style='font:{'a ' * 900_000}'/>",
    ],
    ids=range(8),
)
def test_a_drawing_is_judged_in_time_by_its_length(body: str) -> None:
    """Descendant selectors were tried by backtracking: ten parts below 150 elements never came to an end."""
    begun = time.thread_time()
    prepared(drawn(body))
    assert time.thread_time() - begun < 3


def test_a_selector_finds_its_elements_at_any_depth() -> None:
    sheet = "g > .b rect{fill:#010203} .a .c rect{fill:#040506} g.a > rect{fill:#070809}"
    body = "<g class='a'><g class='b'><g><g><rect width='1' height='1'/></g></g></g><rect width='2' height='1'/></g>"
    picture = prepared(drawn(f"<style>{sheet}</style>{body}"))
    found = [element.get("fill") for element in etree.fromstring(picture.data).iter(f"{{{SVG}}}rect")]
    assert found == ["#010203", "#070809"]


def test_a_reference_inside_the_drawing_may_have_blanks() -> None:
    body = "<linearGradient id='a'/><rect fill='url( #a )' width='9' height='9'/>"
    assert the(prepared(drawn(body)), "rect") is not None


def test_numbers_out_of_reason_are_a_finding_and_no_crash(capfd: pytest.CaptureFixture[str]) -> None:
    """Rust says so by a panic, which is no Exception of Python's."""
    body = "<path d='M-1e30 0 H 1e30 V 1e30 z' stroke='black' stroke-width='1e20'/>"
    assert refused(drawn(body)) == "N09"
    capfd.readouterr()


def test_damage_of_any_kind_is_a_finding_or_a_drawing(capfd: pytest.CaptureFixture[str]) -> None:
    numbers = random.Random(1)
    seed = drawn(
        "<style>.a{fill:red;opacity:.5} g > rect{stroke:url(#g)}</style><defs><linearGradient id='g'>"
        "<stop offset='0' stop-color='red'/></linearGradient><clipPath id='c'><circle r='50'/></clipPath></defs>"
        "<g class='a' transform='rotate(5 1 1) scale(2)'><rect width='50%' height='5' rx='1' stroke-dasharray='1,2'/>"
        "<path clip-path='url(#c)' d='M1 1L5 5A5 5 0 1 1 9 9zm5-5'/><text x='5 6' dy='1em'>a<tspan>b</tspan></text></g>"
        "<use xlink:href='#g' x='5'/><polyline points='1,1 2,2'/>"
    )
    kinds = set()
    for _ in range(1500):
        data = bytearray(seed)
        for _ in range(numbers.randint(1, 3)):
            place = numbers.randrange(100, len(data))
            if numbers.random() < 0.7:
                data[place] = numbers.choice(b"0123456789-+.eE%,;:'#<>/ aAzZ()")
            else:
                del data[place : place + numbers.randint(1, 20)]
        result = prepare(bytes(data), USE)
        kinds.add(result.kind if isinstance(result, Diagnostic) else "ok")
        if not isinstance(result, Diagnostic):
            rasterized(result, ())
    assert kinds >= {"ok", "N09"}
    assert kinds <= {"ok", "N09", "N18.element", "N18.link", "N18.large", "N18.size"}
    capfd.readouterr()


# Pictures inside a drawing


def test_a_picture_inside_a_drawing_is_cleaned_like_any_other() -> None:
    photo = saved(red_above_blue(), "JPEG", quality=95, exif=exif(3), comment=b"Zhang San")
    uri = f"data:image/jpeg;base64,{b64encode(photo).decode()}"
    picture = prepared(drawn(f"<image width='200' height='100' preserveAspectRatio='none' xlink:href='{uri}'/>"))
    assert picture.only_pixels
    pixels = rasterized(picture, ())
    assert looks_like(pixels, (5, opened(pixels).height - 5), RED)
    assert looks_like(pixels, (5, 5), BLUE)
    assert b64encode(b"Zhang San")[:8] not in picture.data
    assert uri.encode() not in picture.data


# As pixels


def test_as_pixels_a_drawing_has_as_many_as_print_can_show() -> None:
    picture = prepared(drawn("<rect width='200' height='50' fill='red'/>"))
    pixels = rasterized(picture, ())
    assert opened(pixels).size == (709, 353)  # 60 by 30 mm at 300 dots per inch
    assert looks_like(pixels, (350, 20), (255, 0, 0, 255))
    assert opened(pixels).convert("RGBA").getpixel((350, 300)) == (0, 0, 0, 0)


def test_the_same_drawing_gives_the_same_bytes() -> None:
    data = drawn("<text y='50' font-size='40'>汉字</text>")
    assert prepared(data) == prepared(data)
    one = rasterized(prepared(data), ("Noto Serif CJK SC",))
    sys.modules["gkgen.pictures.rasterization"]._rasterized.cache_clear()
    assert rasterized(prepared(data), ("Noto Serif CJK SC",)) == one


def test_text_is_set_in_the_first_of_the_families_that_is_installed() -> None:
    picture = prepared(drawn("<text y='50' font-size='40'>汉字</text>"))
    song, sans = (rasterized(picture, (family,)) for family in ("Noto Serif CJK SC", "Noto Sans CJK SC"))
    assert song != sans
    assert rasterized(picture, ("No Such Font", "Noto Serif CJK SC", "Noto Sans CJK SC")) == song


@pytest.mark.parametrize(
    "body",
    [
        "<mask id='m'/>",
        "<pattern id='p'/>",
        "<symbol id='s'/>",
        "<svg width='5' height='5'/>",
        "<text><textPath href='#x'>a</textPath></text>",
        "<text letter-spacing='3'>a</text>",
        "<text dominant-baseline='central'>a</text>",
        "<text style='writing-mode:tb'>a</text>",
        "<rect width='5' height='5' stroke='red' stroke-opacity='.5'/>",
        "<rect width='5' height='5' stroke='url(#g)'/>",
        "<rect width='5' height='5' style='mix-blend-mode:multiply'/>",
        "<path d='M0 0H5' stroke-dashoffset='-3'/>",
        "<clipPath id='c'><rect width='5' height='5' transform='rotate(5)'/></clipPath>",
        "<clipPath id='c'><path d='M0 0H5V5z' clip-rule='evenodd'/></clipPath>",
        "<marker id='m'/>",
        "<path d='M0 0H5' marker-end='url(#m)'/>",
    ],
)
def test_what_programs_draw_differently_is_shown_as_pixels(body: str) -> None:
    assert prepared(drawn(body)).only_pixels


@pytest.mark.parametrize(
    "body",
    [
        "<text letter-spacing='0' dominant-baseline='auto' text-decoration='none' direction='ltr'>a</text>",
        "<rect width='5' height='5' mask='none' style='mix-blend-mode:normal;marker:none;stroke-dashoffset:0'/>",
        "<path d='M0 0H5' fill='none' stroke='red' stroke-opacity='.5'/>",
        "<g fill='none'><path d='M0 0H5' stroke='red' stroke-opacity='.5'/></g>",
        "<clipPath id='c'><rect width='5' height='5' clip-rule='nonzero'/></clipPath>",
    ],
)
def test_what_says_nothing_new_leaves_the_lines_lines(body: str) -> None:
    assert not prepared(drawn(body)).only_pixels


def test_elements_are_drawn_in_their_order() -> None:
    picture = prepared(drawn("<rect/><circle/><g><path/><ellipse/></g><line/>"))
    assert elements(picture) == ["svg", "rect", "circle", "g", "path", "ellipse", "line"]
