"""The scene of clashes: a portfolio with all that explanations ask of it, worked out once."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from checks.assets import Assets
from checks.explanation.part import resources_of
from checks.judge import parameters_of
from checks.load import loads
from checks.precedences import Precedences
from checks.rule import RULES
from checks.shifts import Shifts
from checks.staffing import Staffing
from templates.table import Row
from templates.xlsx.address import position

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from datetime import date

    from checks.demand import Demands
    from checks.explanation.move import Move
    from checks.people import People
    from checks.portfolio import Portfolio
    from checks.windows import Window, Windows
    from templates.table import Place, Table


@dataclass
class Scene:
    """What is known of a portfolio."""

    portfolio: Portfolio
    offers: dict[tuple[str, str], list[Move]] = field(default_factory=dict)
    """Moves that were worked out, by what is offered and for which task or row: many clashes ask for the same."""

    @cached_property
    def staffing(self) -> Staffing:
        """What is asked of people and posts."""
        return Staffing(self.portfolio)

    @cached_property
    def people(self) -> People:
        """Who is there, and can what."""
        return self.staffing.people

    @cached_property
    def assets(self) -> Assets:
        """Equipment and its maintenance."""
        return Assets(self.portfolio)

    @cached_property
    def shifts(self) -> Shifts:
        """What moves along with a task."""
        return Shifts(self.portfolio)

    @cached_property
    def windows(self) -> Windows:
        """From when to when tasks and rows run."""
        return self.shifts.windows

    @cached_property
    def precedences(self) -> Precedences:
        """What waits for what."""
        return Precedences(self.portfolio)

    @cached_property
    def _tables(self) -> Mapping[tuple[str, str], Table]:
        return {(book.file, table.key): table for book in self.portfolio.books for table in book.tables.values()}

    def row(self, place: Place) -> Row:
        """The row that a cell stands in."""
        table = self._tables[place.file, place.table]
        return Row(table, 0 if table.declaration.form else position(place.cell)[0] - table.first)

    def number(self, code: str, parameter: str) -> float:
        """A parameter of a rule that is in force."""
        return float(parameters_of(RULES[code], self.portfolio)[parameter])

    @cached_property
    def followers(self) -> Mapping[str, list[str]]:
        """By task those that wait for it."""
        found: dict[str, list[str]] = defaultdict(list)
        for task, others in self.precedences.before.items():
            for other in others:
                found[other].append(task)
        return found

    @cached_property
    def rows_of(self) -> Mapping[str, list[Row]]:
        """By task its rows of staffing and equipment."""
        found: dict[str, list[Row]] = defaultdict(list)
        for key in ("plan.staffing", "plan.equipment"):
            for row in self.portfolio.rows(key):
                found[row.text("task")].append(row)
        return found

    @cached_property
    def asking(self) -> Mapping[tuple[str, str], list[Row]]:
        """The rows of staffing and equipment by what they ask for."""
        found: dict[tuple[str, str], list[Row]] = defaultdict(list)
        for rows in self.rows_of.values():
            for row in rows:
                for resource in resources_of(row):
                    found[resource].append(row)
        return found

    @cached_property
    def covers(self) -> Mapping[str, Row]:
        """The plans' covers by file."""
        return {row.table.source.file: row for row in self.portfolio.rows("plan.cover")}

    @cached_property
    def doubled(self) -> set[str]:
        """Keys that several tasks share: nobody knows which of them is meant."""
        counts = Counter(row.key for row in self.portfolio.rows("plan.tasks"))
        return {key for key, count in counts.items() if count > 1}

    @cached_property
    def named(self) -> set[tuple[str, str]]:
        """Task and person of every row of staffing."""
        return {(row.text("task"), row.text("person")) for row in self.portfolio.rows("plan.staffing")}

    @cached_property
    def used(self) -> set[tuple[str, str]]:
        """Task and asset of every row of equipment."""
        return {(row.text("task"), row.text("asset")) for row in self.portfolio.rows("plan.equipment")}

    def offered(self, what: str, name: str, make: Callable[[], Iterable[Move]]) -> list[Move]:
        """Moves that do not depend on the clash, made once."""
        if (what, name) not in self.offers:
            self.offers[what, name] = list(make())
        return self.offers[what, name]

    def readable(self, row: Row) -> bool:
        """True where every cell of a row is understood: nothing is proposed for what cannot be read."""
        return not any(row.unread(key) for key in row.table.columns)

    def name(self, row: Row) -> str:
        """A name for a row that no other one has."""
        return f"{row.table.source.file}!{row.table.key}!{row.index}"

    def asked(self, row: Row) -> str:
        """What a row of staffing or equipment asks for, as people call it."""
        return row.text("asset") or row.text("person") or row.text("post")

    def share(self, row: Row, window: Window) -> float:
        """Percent of the day that a row asks of the person it names."""
        return self.staffing.of_person(row, self.portfolio.calendar.workdays(*window)) or 0.0

    def load_of_person(self, person: str, days: Sequence[date]) -> float:
        """The highest load of a person on some days, in percent."""
        return max(self._on(self._persons, person, days), default=0.0)

    def loads_of_asset(self, asset: str, days: Sequence[date]) -> list[float]:
        """Units of an asset that are asked for on some days."""
        return self._on(self._units, asset, days)

    @cached_property
    def _persons(self) -> Mapping[str, Mapping[date, float]]:
        return self._by_day(self.staffing.of_persons)

    @cached_property
    def _units(self) -> Mapping[str, Mapping[date, float]]:
        return self._by_day(self.assets.demands())

    def _by_day(self, demands: Demands) -> Mapping[str, Mapping[date, float]]:
        table = loads(demands, self.portfolio.calendar)
        return {resource: {table.days[index]: float(row[index]) for index in row.nonzero()[0]}
                for resource, row in zip(demands.resources, table.table, strict=True)}

    def _on(self, by_day: Mapping[str, Mapping[date, float]], resource: str, days: Sequence[date]) -> list[float]:
        asked = by_day.get(resource, {})
        return [asked.get(each, 0.0) for each in days]
