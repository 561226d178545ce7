"""A figure: a number that knows its definition and its cells, and prints as a link to them."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

from checks.masking import masked
from templates.text import printable
from templates.wording import MINUS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from templates.table import Place


@dataclass(frozen=True)
class Figure:
    """`value` is what charts draw, `text` what is printed; `name` and `how` say what it is and how it came about."""

    ref: str
    value: float
    text: str
    name: str
    how: str = ""
    numerator: float | None = None
    denominator: float | None = None
    cells: tuple[Place, ...] = ()

    def __html__(self) -> Markup:
        return Markup('<a class="n" href="#{}">{}</a>').format(self.ref, self.text)

    def written(self, text: str) -> Figure:
        """The same figure in another form (shorter, without its sign)."""
        return replace(self, text=text)


@dataclass
class Figures:
    """The register of a report: equal figures are one."""

    rows: dict[str, Figure] = field(default_factory=dict)
    _known: dict[tuple[object, ...], str] = field(default_factory=dict)

    def add(
        self, value: float, text: str, name: str, *, how: str = "", numerator: float | None = None,
        denominator: float | None = None, cells: Iterable[Place] = (),
    ) -> Figure:
        """Register a figure, or give back the one that says the same from the same cells; its name is printed masked."""
        places, name, text = tuple(dict.fromkeys(cells)), masked(name), text.replace("-", MINUS)
        key = (name, value, places)
        if key in self._known:
            return self.rows[self._known[key]].written(text)
        ref = f"F{len(self.rows) + 1:04}"
        figure = Figure(ref, value, text, name, how, numerator, denominator, places)
        self.rows[ref], self._known[key] = figure, ref
        return figure

    def count(self, cells: Iterable[Place], name: str, *, how: str = "", value: int | None = None) -> Figure:
        """The number of some cells."""
        places = tuple(cells)
        number = len(places) if value is None else value
        return self.add(number, f"{number:,}", name, how=how, cells=places)


def clean(text: str) -> str:
    """Without what XML and PDF text cannot carry, personal data masked, cut to what a page can."""
    return printable(masked(printable(text, len(text))))


def typed_sentence(text: str) -> Markup:
    """A finding's sentence: its digits stand in the finding's own cells."""
    return Markup("<q>") + escape(clean(text)) + Markup("</q>")
