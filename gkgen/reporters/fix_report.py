"""The repairs of `gkgen fix`: one line for each file and a summary."""

from collections.abc import Sequence

from gkgen.diagnostics import Language, Term
from gkgen.invisible_characters import visible
from gkgen.pipeline.editing.rewritten_file import RewrittenFile
from gkgen.source.repairs import Repair

_REPAIRS = {
    Repair.ENCODING: Term("编码改为 UTF-8", "encoding now UTF-8"),
    Repair.BOM: Term("文件头的 BOM", "byte order mark"),
    Repair.LINE_ENDS: Term("不一致的换行", "mixed line ends"),
    Repair.UNSEEN: Term("看不见的字符", "invisible characters"),
    Repair.LEFTOVERS: Term("Word 书签", "Word bookmarks"),
    Repair.HTML: Term("网页代码", "HTML"),
    Repair.DASHES: Term("“—、”改为“一、”", "—、 for 一、"),
    Repair.INDENTS: Term("缩进", "indentation"),
    Repair.PUNCTUATION: Term("全角标点", "full-width punctuation"),
    Repair.SPACES: Term("冒号后的空格", "spaces behind colons"),
    Repair.DIGITS: Term("全角数字", "full-width digits"),
    Repair.SEPARATORS: Term("千位分隔符", "thousands separators"),
    Repair.VALUES: Term("数、日期等的写法", "spelling of values"),
    Repair.KEYS: Term("名称", "keys"),
    Repair.TRAILING: Term("行尾空格", "trailing spaces"),
}
# At most one of these per file.
_ONCE = {Repair.ENCODING, Repair.BOM}


def mended(fixed: RewrittenFile, language: Language, *, planned: bool = False) -> str:
    """The number and the kinds of repairs in one file, made or planned."""
    kinds = [
        words.text(language) if repair in _ONCE else f"{words.text(language)} {fixed.repairs[repair]}"
        for repair, words in _REPAIRS.items()
        if fixed.repairs.get(repair)
    ]
    places = sum(fixed.repairs.values())
    if language == "zh":
        return visible(f"{fixed.source}：{'可改正' if planned else '改正'} {places} 处（{'，'.join(kinds)}）")
    return visible(f"{fixed.source}: {places} {'to mend' if planned else 'mended'} ({', '.join(kinds)})")


def mended_all(results: Sequence[RewrittenFile], language: Language, *, planned: bool = False) -> str:
    """The closing line, which says how to see the remaining findings."""
    changed = sum(bool(fixed.repairs) for fixed in results)
    if language == "zh":
        done = f"{changed} 个{'可以改正' if planned else '已改正'}" if changed else "没有可以自动改正的"
        return f"{len(results)} 个文件：{done}；其余要由您改，请运行 gkgen check"
    done = f"{changed} {'can be mended' if planned else 'mended'}" if changed else "nothing to mend"
    return f"{len(results)} files: {done}; gkgen check shows what is left for you"
