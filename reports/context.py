"""Words and figures of a report: one language, one register, numbers as this language writes them."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

from checks.derivation import HUNDRED, total
from checks.indicators.period import named, to_date
from reports.figure import Figure, Figures
from templates.books.choices import MONTHS
from templates.wording import MINUS, sentences

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from checks.derivation import Derivation
    from checks.indicators.indicator import Indicator, Sum
    from checks.indicators.period import Period
    from checks.portfolio import Portfolio
    from templates.table import Row

HALF_UP = 1e-9
"""So that 10,228.5 becomes 10,229, as people round, and not the even number."""
_HAN = "[\u3400-\u9fff]"


@dataclass
class Context:
    """What every section of a report needs."""

    portfolio: Portfolio
    locale: str
    asked: str = ""
    """The period asked for (2026, 2026H1, 2026Q2, 2026-06); "" for the plan year up to the cut-off."""
    figures: Figures = field(default_factory=Figures)

    @cached_property
    def period(self) -> Period:
        """The days that the report is about."""
        return (named(self.asked, self.portfolio.as_of) if self.asked else None) or to_date(self.portfolio)

    def word(self, key: str) -> str:
        """A word or sentence without facts."""
        return sentences("reports", self.locale)[f"report.{key}"]

    def say(self, key: str, **facts: object) -> Markup:
        """A sentence with its figures; in Chinese a space where a figure meets a character, never before a mark."""
        text = str(escape(self.word(key)))
        if self.locale != "en":
            text = re.sub(rf"(?<={_HAN})(?={{)|(?<=}})(?={_HAN})", " ", text)
        return Markup(text).format(**facts)  # noqa: S704 - the sentence was escaped, format escapes its facts

    def name(self, department: str) -> str:
        """A department as people call it; the coordination office where there is none."""
        return self.portfolio.name(department) if department else self.word("office")

    @cached_property
    def names(self) -> Mapping[str, str]:
        """Departments' names by key."""
        return {key: self.portfolio.name(key) for key in self.portfolio.departments}

    def furniture(self, text: str) -> Markup:
        """A number that no cell vouches for: a rank, a month."""
        return Markup("<time>{}</time>").format(text)

    def month(self, number: int) -> Markup:
        """A month's name on an axis."""
        return self.furniture(MONTHS[f"m{number:02}"].said(self.locale))

    def months(self, mondays: Sequence[date], least: int = 3) -> list[tuple[Markup, int]]:
        """Names of the months on an axis of weeks, each with the number of its first week; none where there is no room."""
        starts = [week for week, monday in enumerate(mondays)
                  if not week or (monday.year, monday.month) != (mondays[week - 1].year, mondays[week - 1].month)]
        ends = [*starts[1:], len(mondays) + least]
        return [(self.month(mondays[week].month), week) for week, end in zip(starts, ends, strict=False) if end - week >= least]

    def money(self, value: float, name: str, derivation: Derivation, *, how: str = "") -> Figure:
        """元 as 万元 with one decimal, in English as thousands."""
        return self.figures.add(value, self.amount(value), name, derivation, how=how, scale=self._unit)

    def amount(self, value: float) -> str:
        """The same as text."""
        shown = value / self._unit
        return f"{shown + math.copysign(HALF_UP, shown):,.{0 if self.locale == 'en' else 1}f}".replace("-", MINUS)

    @property
    def _unit(self) -> int:
        """What one unit of money stands for, in 元."""
        return 1_000 if self.locale == "en" else 10_000

    def rate(self, indicator: Indicator) -> Figure | None:
        """An indicator as a percentage with one decimal; None where it does not apply."""
        if indicator.rate is None:
            return None
        who = self.name(indicator.department) if indicator.department else self.word("whole")
        return self.percent(indicator.numerator.total, indicator.denominator.total,
                            f"{who} {self.word(f'figure.{indicator.key}')} {indicator.period.name}",
                            indicator.numerator.derivation, indicator.denominator.derivation,
                            how=self.word(f"definition.{indicator.key}"))

    def amount_of(self, sum_: Sum, name: str) -> Figure:
        """A sum as it is: tasks, hours, yuan, answers."""
        return self.figures.add(sum_.total, plain(round(sum_.total, 1)), name, sum_.derivation)

    def number(self, row: Row, column: str, name: str, unit: str = "") -> Figure | None:
        """A number just as it stands in a cell; None where there is none."""
        value = row.number(column)
        return None if value is None else self.figures.add(value, f"{plain(value)}{unit}", name, total([row.at(column)]))

    def percent(self, numerator: float, denominator: float, name: str, above: Derivation, below: Derivation, *, how: str = "",
                ) -> Figure:
        """A rate with one decimal; `above` and `below` say how numerator and denominator came about."""
        rate = numerator / denominator * 100
        return self.figures.add(rate, f"{rate:.1f}%", name, above / below * HUNDRED, how=how, numerator=numerator,
                                denominator=denominator)


def plain(value: float) -> str:
    """A numerator or denominator in the index."""
    return f"{value:,.2f}".rstrip("0").rstrip(".").replace("-", MINUS)
