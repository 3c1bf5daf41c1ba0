"""The kinds of offices, with what the law says of each: last day for publication, 规章, duties of governments."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from gkgen import lazy_re as re
from gkgen.errors import SchemaError

_KEYS = frozenset({"name", "publish_by", "government", "grassroots", "no_regulations"})
_COMMON_YEAR = 2001


@dataclass(frozen=True, slots=True)
class OfficeKind:
    """A kind of office, `key` as authors type it.

    `publish_by` is month and day of the last day for publication, in the year after the report year. `no_regulations`
    matches the names of those that cannot make 规章. A grassroots office is that of a town or subdistrict.
    """

    key: str
    name: re.Pattern[str] | None
    publish_by: tuple[int, int] | None
    is_government: bool
    is_grassroots: bool
    no_regulations: re.Pattern[str] | None

    def cannot_make_regulations(self, office: str) -> bool:
        """Whether an office of that name certainly makes no 规章; False where the name does not decide it."""
        return bool(self.no_regulations and self.no_regulations.search(office))


def office_kinds(entries: Mapping[str, Mapping[str, Any]]) -> tuple[OfficeKind, ...]:
    """The `office_kinds` of schema.yaml; raises SchemaError for an unknown entry or a wrong date."""
    return tuple(_kind(key, entry) for key, entry in entries.items())


def kind_of(kinds: Iterable[OfficeKind], stated: str, office: str) -> OfficeKind | None:
    """The kind that is stated, else the one that the office's name leaves no doubt about."""
    if stated:
        return next((kind for kind in kinds if kind.key == stated), None)
    return next((kind for kind in kinds if kind.name and kind.name.search(office)), None)


def _kind(key: str, entry: Mapping[str, Any]) -> OfficeKind:
    if unknown := entry.keys() - _KEYS:
        raise SchemaError(f"office_kinds: {key}: {', '.join(sorted(unknown))}")
    try:
        return OfficeKind(
            key=key,
            name=_pattern(entry.get("name")),
            publish_by=_day(entry.get("publish_by")),
            is_government=bool(entry.get("government")),
            is_grassroots=bool(entry.get("grassroots")),
            no_regulations=_pattern(entry.get("no_regulations")),
        )
    except ValueError as fault:
        raise SchemaError(f"office_kinds: {key}: {fault}") from fault


def _pattern(text: str | None) -> re.Pattern[str] | None:
    return None if text is None else re.compile(text)


def _day(text: str | None) -> tuple[int, int] | None:
    """Month and day of 03-31; ValueError for a day that not every year has."""
    if text is None:
        return None
    day = date.fromisoformat(f"{_COMMON_YEAR}-{text}")
    return day.month, day.day
