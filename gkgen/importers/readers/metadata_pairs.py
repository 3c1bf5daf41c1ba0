"""Label and value of what a line tells about a report, such as 索引号 and 发布日期."""

from collections.abc import Iterator

from gkgen import lazy_re as re

_LABEL = re.compile(r"(?:^|(?<=[\s\[【|｜]))([\u4e00-\u9fff]{2,10})\s?[:：]")
_SENTENCE = re.compile("[。；]")
_MAX_PAIR_CHARACTERS = 300


def line_pairs(text: str) -> Iterator[tuple[str, str]]:
    """The pairs of a line that begins with a label and is no sentence."""
    if len(text) > _MAX_PAIR_CHARACTERS or _SENTENCE.search(text) or not _LABEL.match(text):
        return
    found = list(_LABEL.finditer(text))
    for index, label in enumerate(found):
        end = found[index + 1].start() if index + 1 < len(found) else len(text)
        if value := text[label.end() : end].strip(" []【】|｜"):
            yield label.group(1), value
