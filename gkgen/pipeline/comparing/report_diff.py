"""Two versions of a report compared: two files, two revisions, two years, folder by folder or one by one."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from gkgen.comparison import Comparison, Content, compare
from gkgen.diagnostics import Diagnostic, diagnose
from gkgen.pipeline.comparing.revisions import Side, Version, is_same, sides
from gkgen.pipeline.comparing.stated_content import read_content


@dataclass(frozen=True, slots=True)
class Compared:
    """The comparison of an office; a side is None where the office does not exist, and then so is `comparison`.

    `is_renamed`: the file has another name on each side, but is of the same office. `diagnostics` are why a side could
    not be read, `faults` count the errors of each side, which may hide some of its content, and `notes` are what of a
    rendered file was left out.
    """

    before: str | None
    after: str | None
    comparison: Comparison | None = None
    diagnostics: tuple[Diagnostic, ...] = ()
    faults: tuple[int, int] = (0, 0)
    notes: tuple[Diagnostic, ...] = ()
    is_renamed: bool = False

    @property
    def is_equal(self) -> bool:
        """Whether both sides have the office and say the same."""
        return self.comparison is not None and self.comparison.is_equal

    @property
    def is_silent(self) -> bool:
        """Whether there is nothing to report."""
        return self.is_equal and not self.is_renamed


def compare_all(words: Sequence[str]) -> Iterator[Compared]:
    """Compares what the operands of `gkgen diff` name; in folders, only offices that differ in a byte.

    Raises GitError when an operand names nothing.
    """
    before, after = sides(words)
    if not before.is_folder and not after.is_folder:
        (old,), (new,) = before.offices(), after.offices()
        yield compare_versions(before.version(old), after.version(new))
        return
    yield from _offices(before, after)


def _offices(before: Side, after: Side) -> Iterator[Compared]:
    olds, news = before.offices(), after.offices()
    # When a base changes, every office that names it may change.
    is_shared_equal = before.shared() == after.shared()
    renamed = _renamed(before, olds.keys() - news.keys(), after, news.keys() - olds.keys())
    for name in sorted({*olds, *news} - {*renamed.values()}):
        if name in renamed:
            compared = compare_versions(before.version(renamed[name]), after.version(name))
            yield replace(compared, is_renamed=True)
        elif name not in news:
            yield Compared(before.version(name).display_name, None)
        elif name not in olds:
            yield Compared(None, after.version(name).display_name)
        elif not (is_shared_equal and is_same(name, olds, news)):
            yield compare_versions(before.version(name), after.version(name))


def _renamed(
    before: Side, gone: Iterable[PurePosixPath], after: Side, come: Iterable[PurePosixPath]
) -> Mapping[PurePosixPath, PurePosixPath]:
    """The old name of each renamed file: the only file of its office on either side."""
    olds, news = _by_office(before, gone), _by_office(after, come)
    both = [(olds[office], news[office]) for office in olds.keys() & news.keys() if office]
    return {new[0]: old[0] for old, new in both if len(old) == len(new) == 1}


def _by_office(side: Side, names: Iterable[PurePosixPath]) -> Mapping[str, Sequence[PurePosixPath]]:
    """Files by the name of their office, empty for those that cannot be read."""
    found: defaultdict[str, list[PurePosixPath]] = defaultdict(list)
    for name in names:
        content = _content(side.version(name))
        facts = content.facts if isinstance(content, Content) else ()
        found[next((fact.text for fact in facts if fact.path == "office"), "")].append(name)
    return found


def compare_versions(before: Version, after: Version) -> Compared:
    """One office on both sides."""
    contents = [_content(version) for version in (before, after)]
    read = [each for each in contents if isinstance(each, Content)]
    if len(read) < 2:
        found = tuple(finding for each in contents if not isinstance(each, Content) for finding in each)
        return Compared(before.display_name, after.display_name, diagnostics=found)
    old, new = read
    return Compared(before.display_name, after.display_name, compare(old, new), faults=(old.faults, new.faults))


def _content(version: Version) -> Content | tuple[Diagnostic, ...]:
    if isinstance(version.data, Diagnostic):
        return (version.data,)
    content = read_content(version.data, version.name, version.files, version.display_name)
    # A YAML file without any content of a report is another kind of file.
    if isinstance(content, Content) and not content.facts and not any(part.paragraphs for part in content.parts):
        return (diagnose("G12", version.display_name),)
    return content
