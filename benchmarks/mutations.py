"""A second number in a cell of a carrier, shown in some way; nothing here knows how gkgen reads."""

import random
from collections.abc import Callable
from dataclasses import replace

from carriers import Report, Slot, run

Mutation = Callable[[Slot, random.Random], Slot]


def _mutated(html: str, word: str) -> Mutation:
    """A mutation from patterns in which {n} is the number and {x} the second one."""

    def change(slot: Slot, rng: random.Random) -> Slot:
        values = {"n": slot.text, "x": str(rng.randint(1, 9))}
        return replace(slot, html=html.format(**values), word=word.format(**values))

    return change


def _mark(kind: str) -> str:
    """A mark of a field: what stands before its separator is what it does."""
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


MUTATIONS: dict[str, Mutation] = {
    "raised": _mutated("{n}<sup>{x}</sup>", run("{n}") + run("{x}", '<w:vertAlign w:val="superscript"/>')),
    "lowered": _mutated("{n}<sub>{x}</sub>", run("{n}") + run("{x}", '<w:vertAlign w:val="subscript"/>')),
    "raised in front": _mutated(
        "<sup>{x}</sup>{n}", run("{x}", '<w:position w:val="8"/><w:sz w:val="14"/>') + run("{n}")
    ),
    "struck": _mutated("<s>{x}</s>{n}", run("{x}", "<w:strike/>") + run("{n}")),
    "struck behind": _mutated("{n}<del>{x}</del>", run("{n}") + run("{x}", "<w:dstrike/>")),
    "struck by style": _mutated(
        "{n}<span style='text-decoration:line-through'>{x}</span>", "<w:del>" + run("{x}") + "</w:del>" + run("{n}")
    ),
    "hidden": _mutated("<span style='display:none'>{x}</span>{n}", run("{x}", "<w:vanish/>") + run("{n}")),
    "white": _mutated("<span style='color:#fff'>{x}</span>{n}", run("{x}", '<w:color w:val="FFFFFF"/>') + run("{n}")),
    "tiny": _mutated("{n}<span style='font-size:1px'>{x}</span>", run("{n}") + run("{x}", '<w:sz w:val="2"/>')),
    "small": _mutated("{n}<span style='font-size:50%'>{x}</span>", run("{n}") + run("{x}", '<w:sz w:val="12"/>')),
    "second": _mutated("{n} {x}", run("{n} {x}")),
    "below": _mutated("{n}<br>{x}", run("{n}") + "<w:r><w:br/></w:r>" + run("{x}")),
    "paragraph": _mutated("<p>{n}</p><p>{x}</p>", run("{n}") + "</w:p><w:p>" + run("{x}")),
    "circled": _mutated("{n}①", run("{n}①")),
    "note": _mutated("{n}[{x}]", run("{n}[{x}]")),
    "bracketed": _mutated("{n}（{x}）", run("{n}（{x}）")),
    "symbol": _mutated("{n}²", "<w:r><w:sym w:font='Symbol' w:char='F032'/></w:r>" + run("{n}")),
    "ruby": _mutated(
        "<ruby>{n}<rt>{x}</rt></ruby>",
        "<w:r><w:ruby><w:rt>" + run("{x}") + "</w:rt><w:rubyBase>" + run("{n}") + "</w:rubyBase></w:ruby></w:r>",
    ),
    "beside": _mutated(
        "{n}<span style='position:absolute'>{x}</span>",
        run("{n}")
        + "<w:r><w:pict><v:shape xmlns:v='urn:schemas-microsoft-com:vml'><v:textbox><w:txbxContent><w:p>"
        + run("{x}")
        + "</w:p></w:txbxContent></v:textbox></v:shape></w:pict></w:r>",
    ),
    "tab": _mutated("{n}&emsp;{x}", run("{n}") + "<w:r><w:tab/></w:r>" + run("{x}")),
    "no blank": _mutated("<span>{n}</span>&nbsp;<b>{x}</b>", run("{n}\u00a0{x}")),
    "unseen character": _mutated("{n}&#8203;&#8203;{x}", run("{n}\u200b{x}")),
    "same as behind it": _mutated(
        "{n}<span style='background:#123;color:#123'>{x}</span>",
        run("{n}") + run("{x}", '<w:color w:val="112233"/><w:shd w:val="clear" w:fill="112233"/>'),
    ),
    "highlighted": _mutated(
        "{n}<mark style='background:black;color:black'>{x}</mark>",
        run("{n}") + run("{x}", '<w:color w:val="000000"/><w:highlight w:val="black"/>'),
    ),
    "colour of the theme": _mutated(
        "{n}<span style='color:rgb(255 255 255 / 0)'>{x}</span>",
        run("{n}") + run("{x}", '<w:color w:val="000000" w:themeColor="background1"/>'),
    ),
    "squeezed": _mutated(
        "{n}<span style='letter-spacing:-2em'>{x}</span>", run("{n}") + run("{x}", '<w:w w:val="1"/>')
    ),
    "reversed": _mutated("<bdo dir=rtl>{n}{x}</bdo>", '<w:bdo w:val="rtl">' + run("{n}{x}") + "</w:bdo>"),
    "spread": _mutated(
        "<span style='margin-right:3em'>{n}</span>{x}", run("{n}", '<w:spacing w:val="600"/>') + run("{x}")
    ),
    "choice": _mutated(
        "{n}<select><option>{x}</select>",
        run("{n}")
        + "<w:r><w:fldChar w:fldCharType='begin'><w:ffData><w:ddList><w:listEntry w:val='{x}'/></w:ddList></w:ffData>"
        + "</w:fldChar></w:r>"
        + _mark("end"),
    ),
    "equation": _mutated(
        "{n}<math><mn>{x}</mn></math>",
        run("{n}")
        + '<m:oMath xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"><m:r><m:t>{x}</m:t></m:r></m:oMath>',
    ),
    "computed": _mutated(
        "{n}<i class=q></i><style>.q::after{{content:'{x}'}}</style>", run("{n}") + "<w:r><w:pgNum/></w:r>"
    ),
    "small print": _mutated("{n}<small>{x}</small>", run("{n}") + run("{x}", '<w:position w:val="-6"/>')),
    "link to a note": _mutated(
        "{n}<a href='#n{x}'>{x}</a>", run("{n}") + "<w:r><w:endnoteReference w:id='{x}'/></w:r>"
    ),
    "field": _mutated(
        "{n}<input value='{x}'>", _mark("begin") + run("{x}") + _mark("separate") + run("{n}") + _mark("end")
    ),
}
"""A second number in a cell, shown in some way: what the clerk sees as the number is {n} alone, or nobody can say."""


def mutated(report: Report, name: str, rng: random.Random) -> tuple[Report, str]:
    """The report with one number changed, and the path of that cell."""
    paths = [
        slot.path for _, body in report.parts for row in body if isinstance(row, tuple) for slot in row if slot.path
    ]
    chosen = rng.choice(paths)

    def change(row: tuple[Slot, ...] | str) -> tuple[Slot, ...] | str:
        if isinstance(row, str):
            return row
        return tuple(MUTATIONS[name](slot, rng) if slot.path == chosen else slot for slot in row)

    parts = tuple((heading, tuple(change(row) for row in body)) for heading, body in report.parts)
    return replace(report, parts=parts), chosen  # type: ignore[arg-type]
