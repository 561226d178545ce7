"""Words and figures of a report: one language, one register, numbers as this language writes them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

from reports.figure import Figure, Figures
from templates.wording import sentences

if TYPE_CHECKING:
    from collections.abc import Iterable

    from checks.portfolio import Portfolio
    from templates.table import Place

_HAN = "[\u3400-\u9fff]"
MINUS = "\u2212"


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

    def money(self, value: float, name: str, cells: Iterable[Place], *, how: str = "") -> Figure:
        """元 as 万元 with one decimal, in English as thousands."""
        return self.figures.add(value, self.amount(value), name, how=how, cells=cells)

    def amount(self, value: float) -> str:
        """The same as text."""
        shown = f"{value / 1000:,.0f}" if self.locale == "en" else f"{value / 10000:,.1f}"
        return shown.replace("-", MINUS)

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
