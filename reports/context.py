"""Words and figures of a report: one language, one register, numbers as this language writes them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

from reports.figure import Figure, Figures
from templates.books.choices import MONTHS
from templates.wording import MINUS, sentences

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from checks.indicators.indicator import Indicator, Sum
    from checks.portfolio import Portfolio
    from templates.table import Place

_HAN = "[\u3400-\u9fff]"


@dataclass
class Context:
    """What every section of a report needs."""

    portfolio: Portfolio
    locale: str
    figures: Figures = field(default_factory=Figures)

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

    def money(self, value: float, name: str, cells: Iterable[Place], *, how: str = "") -> Figure:
        """元 as 万元 with one decimal, in English as thousands."""
        return self.figures.add(value, self.amount(value), name, how=how, cells=cells)

    def amount(self, value: float) -> str:
        """The same as text."""
        shown = f"{value / 1000:,.0f}" if self.locale == "en" else f"{value / 10000:,.1f}"
        return shown.replace("-", MINUS)

    def rate(self, indicator: Indicator) -> Figure | None:
        """An indicator as a percentage with one decimal; None where it does not apply."""
        if indicator.rate is None:
            return None
        who = self.name(indicator.department) if indicator.department else self.word("whole")
        return self.percent(indicator.numerator.total, indicator.denominator.total,
                            f"{who} {self.word(f'figure.{indicator.key}')} {indicator.period.name}",
                            [*indicator.numerator.cells, *indicator.denominator.cells],
                            how=self.word(f"definition.{indicator.key}"))

    def amount_of(self, total: Sum, name: str) -> Figure:
        """A sum as it is: tasks, hours, yuan, answers."""
        return self.figures.add(total.total, plain(round(total.total, 1)), name, cells=total.cells)

    def percent(self, numerator: float, denominator: float, name: str, cells: Iterable[Place], *, how: str = "") -> Figure:
        """A rate with one decimal."""
        rate = numerator / denominator * 100
        return self.figures.add(rate, f"{rate:.1f}%", name, how=how, numerator=numerator, denominator=denominator, cells=cells)


def plain(value: float) -> str:
    """A numerator or denominator in the index."""
    return f"{value:,.2f}".rstrip("0").rstrip(".").replace("-", MINUS)


def cells_line(cells: tuple[Place, ...], most: int = 8) -> str:
    """Cells in one line, those of a sheet together; of very many the first ones, the attached file has them all."""
    shown, last = [], ("", "")
    for place in cells[:most]:
        here = (place.file, place.sheet)
        shown.append(place.cell if here == last else f"{place.file} {place.sheet}!{place.cell}")
        last = here
    return " ".join(shown) + (f" … ({len(cells)})" if len(cells) > most else "")
