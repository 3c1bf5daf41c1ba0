"""What stands at the end: who signs and when, and whether a fee was charged."""

from collections.abc import Sequence

from gkgen import lazy_re as re
from gkgen.document import Block, Paragraph, plain
from gkgen.form import Edition, Field
from gkgen.importers.parsed_document import Part, SourceBlock, TextBlock
from gkgen.importers.prose.front_matter import as_date
from gkgen.label_normalization import half_width

_MAX_NAME_CHARACTERS = 40
_SENTENCE = re.compile(r"[，。；：、,;:]")


def sign(blocks: Sequence[SourceBlock], texts: dict[str, str]) -> list[SourceBlock]:
    """The blocks without the signature, which goes to its fields: a name, and below it a date."""
    kept = list(blocks)
    date, name = _last(kept, 1), _last(kept, 2)
    day = as_date(date.text) if date else ""
    if date and day and name and _is_name(name):
        texts["signature"] = name.text.strip()
        texts.setdefault("metadata.created_date", day)
        return kept[:-2]
    if date and date.part is Part.SIGNATURE:
        texts["signature"] = date.text.strip()
        return kept[:-1]
    return kept


def _last(blocks: Sequence[SourceBlock], count: int) -> TextBlock | None:
    block = blocks[-count] if len(blocks) >= count else None
    return block if isinstance(block, TextBlock) else None


def _is_name(block: TextBlock) -> bool:
    text = block.text.strip()
    if block.part is Part.SIGNATURE:
        return True
    return block.part is Part.UNKNOWN and 2 < len(text) <= _MAX_NAME_CHARACTERS and not _SENTENCE.search(text)


def fee(blocks: tuple[Block, ...], section: Field, edition: Edition, texts: dict[str, str]) -> tuple[Block, ...]:
    """The text without its first paragraph where that is what gkgen would say of the 信息处理费 itself."""
    field = section.child("processing_fee")
    first = blocks[0] if blocks else None
    if field is None or not isinstance(first, Paragraph):
        return blocks
    text = plain(first.runs)
    if text == edition.phrases["fee_none"]:
        texts[f"{field.path}.charged"] = "no"
        return blocks[1:]
    for phrase in ("fee_charged_cases", "fee_charged"):
        pattern = re.escape(edition.phrases[phrase].format(cases="\0", amount="\1"))
        match = re.fullmatch(pattern.replace("\0", r"(?P<cases>\d+)").replace("\1", r"(?P<amount>\d+(?:\.\d+)?)"), text)
        if match:
            texts[f"{field.path}.charged"] = "yes"
            texts.update({f"{field.path}.{_FEE[name]}": half_width(value) for name, value in match.groupdict().items()})
            return blocks[1:]
    return blocks


_FEE = {"cases": "cases", "amount": "amount_yuan"}
