"""A workbook in the making: what is written, how its sheets are called, what its derived cells show."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from math import isfinite
from typing import TYPE_CHECKING

from templates.derive import Gathered, Total
from templates.formula import Layout
from templates.selfcheck.checks import Checks
from templates.wording import say
from templates.xlsx.values import CellError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from templates.book import Book, Sheet
    from templates.derive import Derivation
    from templates.field import Field
    from templates.identity import Identity
    from templates.lists import Lists

Record = dict[str, object]
LONGEST_INLINE = 255
_FORBIDDEN = str.maketrans("[]:*?/\\", "（）：＊？／＼")


@dataclass(frozen=True)
class Stale:
    """What a derived cell still shows beside its formula: it was saved by a program that did not calculate it anew."""

    value: object


@dataclass(frozen=True)
class Making:
    """Everything that the rooms of the writer need to know. `records` hold None for a blank row."""

    book: Book
    identity: Identity
    lists: Lists
    records: Mapping[str, Sequence[Mapping[str, object] | None]]
    rows: int
    due: date | None = None

    @property
    def locale(self) -> str:
        """The language of everything visible."""
        return self.identity.locale

    def say(self, key: str, **facts: object) -> str:
        """Say a sentence in the book's language."""
        return say("templates", key, self.locale, **facts)

    @cached_property
    def names(self) -> Mapping[str, str]:
        """Visible name of every declared sheet."""
        taken = {self.readme.lower(), self.directory.lower(), self.health.lower()}
        names = {}
        for sheet in self.book.sheets:
            name = wanted = sheet.label.said(self.locale).translate(_FORBIDDEN).strip("' ")[:31] or sheet.key
            while name.lower() in taken:
                name = f"{wanted[:20]} {sheet.key[:8]}" if name == wanted else f"{name[:29]}~"
            taken.add(name.lower())
            names[sheet.key] = name
        return names

    @property
    def readme(self) -> str:
        """Visible name of the first sheet."""
        return self.say("readme.sheet_name")

    @property
    def health(self) -> str:
        """Visible name of the sheet that sums up the self-checks."""
        return self.say("health.sheet_name")

    @property
    def directory(self) -> str:
        """Visible name of the sheet of lists."""
        return self.say("lists.sheet_name")

    @property
    def department(self) -> str:
        """The department by key and name, "" in the office's books."""
        key = self.identity.department
        name = dict(self.lists.entries.get("departments", ())).get(key, "")
        return f"{key} {name}".strip()

    def inline(self, column: Field) -> list[str] | None:
        """Give the choices' labels, where they fit into a drop-down of their own (Excel: 255 characters, no comma)."""
        labels = [words.said(self.locale) for words in column.choices.values()]
        fits = len(",".join(labels)) <= LONGEST_INLINE and not any(mark in label for label in labels for mark in ',"')
        return labels if fits else None

    @property
    def last_row(self) -> int:
        """The last row that is prepared, the same in all data sheets."""
        return self.layout.last

    def formula(self, sheet: Sheet, key: str, row: int) -> str:
        """Give the formula of a derived cell."""
        return self.layout.formula(sheet, sheet.by_key[key], row)

    @cached_property
    def days(self) -> tuple[list[date], list[date]]:
        """Days off and make-up days of the years that a plan of this period may touch."""
        calendar = self.lists.calendar
        return ([day for each in self.years for day in calendar.days_off(each)],
                [day for each in self.years for day in calendar.make_up_days(each)])

    @property
    def years(self) -> range:
        """The years that a plan of this period may touch."""
        year = int(self.identity.period[:4]) if self.identity.period[:4].isdecimal() else 2000
        return range(year - 1, year + 3)

    @cached_property
    def layout(self) -> Layout:
        """Where everything stands, for formulas."""
        prepared = max([self.rows, 2, *map(len, self.records.values())])
        accounts = len(self.lists.account_class)
        return Layout.of(self.book, self.names, prepared, {
            "days_off": len(self.days[0]), "make_up_days": len(self.days[1]), "accounts": accounts,
            "accounts.class": accounts, "accounts.controllable": accounts,
        })

    @cached_property
    def checks(self) -> Checks:
        """The self-checks of the book: where their columns stand, and what their formulas are."""
        return Checks(self)

    @cached_property
    def shown(self) -> Mapping[str, list[Record]]:
        """Per sheet and record what the cells show: as written, derived ones as their formula gives it."""
        shown = {sheet.key: [dict(record or {}) for record in self.records.get(sheet.key, ())]
                 for sheet in self.book.sheets}
        for sheet in sorted(self.book.sheets, key=lambda each: each.form):    # a form sums up the other sheets
            if sheet.form and not shown[sheet.key]:
                shown[sheet.key] = [{}]
            for row in shown[sheet.key]:
                if row or sheet.form:
                    self._derive(sheet, row, shown)
        return shown

    def _derive(self, sheet: Sheet, row: Record, shown: Mapping[str, list[Record]]) -> None:
        def listing(name: str) -> list[object]:
            place, _, column = name.partition(".")
            if place == "accounts":
                kept = {"account": {key: key for key in self.lists.account_class}, "class": self.lists.account_class,
                        "controllable": self.lists.controllable}[column]
                return [kept.get(key, "") for key in self.lists.account_class]
            return [other.get(column) for other in shown[place] if other]

        for each in sheet.fields:
            held = row.get(each.key)
            if isinstance(held, Stale):
                row[each.key] = held.value
            elif each.derived and held is None:
                error = _error(each.derived, row, listing)
                value = error or each.derived.value(lambda key: _countable(row.get(key)), listing, self.lists.calendar)
                row[each.key] = "" if value is None else value


def _countable(value: object) -> object:
    """Give a value as a formula sees it: a text that reads as a number or a date is neither."""
    if isinstance(value, bool) or (isinstance(value, float) and not isfinite(value)):
        return None
    return value if isinstance(value, date | int | float) else None


def _error(derived: Derivation, row: Record, listing: Callable[[str], list[object]]) -> CellError | None:
    """Give the error that a formula passes on from its inputs; those that count first show nothing instead."""
    values: list[object] = []
    if isinstance(derived, Total):
        inputs = [row.get(key) for key in derived.inputs]
        values = inputs if any(_countable(value) is not None for value in inputs) else []
    elif isinstance(derived, Gathered):
        known = set(listing("accounts.account"))
        lines = zip(listing("lines.account"), listing("lines.total"), strict=True) if derived.by else ()
        values = [total for account, total in lines if account in known]
        values += listing("capital.amount") if derived.capital else []
    return next((value for value in values if isinstance(value, CellError)), None)
