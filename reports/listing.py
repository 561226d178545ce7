"""A listing: findings or conflicts as lines of a table, whoever draws it: the consolidated book, a sheet in an open workbook."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from checks.explanation.told import cost, told
from checks.masking import masked
from checks.message import column_label, describe
from templates.wording import listed, say

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from checks.conflicts import Conflict
    from checks.explanation.explanation import Explanation
    from checks.finding import Finding
    from checks.portfolio import Portfolio
    from templates.table import Place

COLOURS = {"error": "#F9C9C9", "warning": "#FFE8B8", "hint": "#DCE9F7"}
"""By severity."""
LONGEST_TEXT = 32_767
"""Characters that a cell of Excel holds."""
MOST_OTHERS = 20
"""Cells that take part and are named in one line; a reader finds the rest from these."""
NAMES = {"person": ("organisation.people", "name"), "skill": ("organisation.people", "name"),
         "asset": ("organisation.assets", "name"), "maintenance": ("organisation.assets", "name"),
         "material": ("organisation.materials", "name"), "money": ("organisation.accounts", "name"),
         "precedence": ("plan.tasks", "name"), "handover": ("plan.handovers", "deliverable")}
"""By kind of conflict, where its resource has a name."""


@dataclass(frozen=True)
class Column:
    """A column of a table: heading, width, kind of value (a `unit` keeps its distance to the number), whether it is a link."""

    heading: str
    width: float = 14
    kind: str = "text"
    link: bool = False


class Link(NamedTuple):
    """A cell to jump to, and what stands for it."""

    place: Place
    text: str


@dataclass(frozen=True)
class Listing:
    """`lines` hold one value a column: text, number, date, None, or a Link. `severities` go with the lines."""

    title: str
    columns: tuple[Column, ...]
    lines: tuple[tuple[object, ...], ...]
    severities: tuple[str, ...]

    def arranged(self, order: Sequence[int]) -> Listing:
        """The same with its columns in another order, each by its number from 0."""
        return replace(self, columns=tuple(self.columns[number] for number in order),
                       lines=tuple(tuple(line[number] for number in order) for line in self.lines))


def findings(portfolio: Portfolio, found: Iterable[Finding], locale: str) -> Listing:
    """One line a finding, in the order given; personal data that people typed are masked."""
    columns = (Column(_say("severity", locale), 8), Column(_say("code", locale), 7), Column(_say("department", locale), 16),
               Column(_say("cell", locale), 26, link=True), Column(_say("file", locale), 30),
               Column(_say("record", locale), 18), Column(_say("column", locale), 14),
               Column(_say("title_column", locale), 18), Column(_say("message", locale), 60), Column(_say("fix", locale), 50),
               Column(_say("others", locale), 30))
    names = {key: portfolio.name(key) for key in portfolio.departments}
    kept = list(found)
    lines = []
    for each in kept:
        said, place = describe(each, locale, names), each.anchor
        who = names.get(each.department, each.department) or say("reports", "report.office", locale)
        lines.append((_say(f"severity_{each.severity}", locale), each.code, who, _link(place), place.file, place.key,
                      column_label(place, place.column, locale), said.title, said.message, said.fix, _others(each)))
    return _listing("findings", locale, columns, lines, kept)


def conflicts(
    portfolio: Portfolio, found: Iterable[Conflict], locale: str, explained: Mapping[Conflict, Explanation] | None = None,
) -> Listing:
    """One line a conflict, in the order given: resource, period, what is wanted and what is there, and its cells.

    With `explained` a last column says what would settle it, each with its price.
    """
    number = "number"
    columns: tuple[Column, ...] = (
        Column(_say("kind", locale), 11), Column(_say("code", locale), 7), Column(_say("title_column", locale), 20),
        Column(_say("resource", locale), 24), Column(_say("from", locale), 11, "date"), Column(_say("to", locale), 11, "date"),
        Column(_say("wanted", locale), 12, number), Column(_say("there", locale), 12, number),
        Column(_say("excess", locale), 12, number), Column(_say("unit", locale), 10, "unit"), Column(_say("tasks", locale), 22),
        Column(_say("department", locale), 20), Column(_say("cell", locale), 26, link=True), Column(_say("message", locale), 60),
        Column(_say("fix", locale), 46), Column(_say("others", locale), 40))
    names = {key: portfolio.name(key) for key in portfolio.departments}
    if explained is not None:
        columns += (Column(_say("repairs", locale), 60),)
    kept = list(found)
    lines: list[tuple[object, ...]] = []
    for each in kept:
        said = describe(each.finding, locale, names)
        repairs = (_repairs(explained[each], locale, names),) if explained is not None else ()
        parties = dict.fromkeys(names.get(place.department, place.department) for place in each.finding.places
                                if place.department)
        unit = say("reports", f"report.unit.{each.unit}", locale) if each.unit else ""
        lines.append((say("reports", f"report.kind.{each.kind}", locale), each.finding.code, said.title,
                      _resource(portfolio, each), each.start, each.finish, each.peak, each.capacity, each.excess, unit,
                      listed(each.tasks, locale), listed(parties, locale), _link(each.finding.anchor), said.message, said.fix,
                      _others(each.finding), *repairs))
    return _listing("conflicts", locale, columns, lines, [each.finding for each in kept])


def _repairs(explanation: Explanation, locale: str, names: Mapping[str, str]) -> str:
    """What would settle a conflict, the cheapest first."""
    return "\n".join(f"{number}. {told(each, locale, names)} ({cost(each, locale)})"
                     for number, each in enumerate(explanation.repairs, 1)) or _say("no_repair", locale)


def _listing(
    title: str, locale: str, columns: tuple[Column, ...], lines: Iterable[tuple[object, ...]], kept: Iterable[Finding],
) -> Listing:
    return Listing(_say(title, locale), columns, tuple(tuple(_plain(line)) for line in lines),
                   tuple(each.severity for each in kept))


def _plain(line: tuple[object, ...]) -> Iterator[object]:
    for value in line:
        yield masked(value)[:LONGEST_TEXT] if isinstance(value, str) else value


def _link(place: Place) -> Link:
    return Link(place, f"{place.sheet}!{place.cell}" if place.cell else place.file)


def _others(finding: Finding) -> str:
    return "\n".join(f"{each.file} {each.sheet}!{each.cell}" for each in finding.places[1:MOST_OTHERS + 1])


def _say(key: str, locale: str) -> str:
    return say("reports", f"consolidated.{key}", locale)


def _resource(portfolio: Portfolio, each: Conflict) -> str:
    """The key of what is fought over with its name beside it, where it has one."""
    table, column = ("organisation.departments", "name") if each.resource in portfolio.departments else NAMES.get(
        each.kind, ("", ""))
    row = portfolio.by_key(table).get(each.resource) if table else None
    name = row.text(column) if row else ""
    return f"{each.resource} {name}" if name and name != each.resource else each.resource
