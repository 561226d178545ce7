"""A figure: a number that knows its definition and its cells, and prints as a link to them."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

from checks.derivation import Derivation, count
from checks.masking import masked
from templates.text import printable
from templates.wording import MINUS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from templates.table import Place


@dataclass(frozen=True)
class Figure:
    """`value` is what charts draw, `text` what is printed; `name` and `how` say what it is and how it is defined.

    `derivation` is how it comes about from its cells; whoever doubts it works it out again.
    """

    ref: str
    value: float
    text: str
    name: str
    derivation: Derivation
    how: str = ""
    numerator: float | None = None
    denominator: float | None = None
    scale: int = 1
    """What one printed unit stands for: 10,000 where 元 are printed as 万元."""

    @property
    def cells(self) -> tuple[Place, ...]:
        """Every cell that takes part."""
        return self.derivation.places

    def __html__(self) -> Markup:
        return Markup('<a class="n" href="#{}">{}</a>').format(self.ref, self.text)

    def written(self, text: str) -> Figure:
        """The same figure in another form (shorter, without its sign)."""
        return replace(self, text=text)


@dataclass
class Figures:
    """The register of a report: equal figures are one."""

    rows: dict[str, Figure] = field(default_factory=dict)
    _known: dict[tuple[str, float], list[str]] = field(default_factory=dict)

    def add(
        self, value: float, text: str, name: str, derivation: Derivation, *, how: str = "", numerator: float | None = None,
        denominator: float | None = None, scale: int = 1,
    ) -> Figure:
        """Register a figure, or give back the one that says the same from the same cells; its name is printed masked."""
        name, text = masked(name), text.replace("-", MINUS)
        known = self._known.setdefault((name, value), [])
        for ref in known:
            if self.rows[ref].cells == derivation.places:
                return self.rows[ref].written(text)
        ref = f"F{len(self.rows) + 1:04}"
        figure = Figure(ref, value, text, name, derivation, how, numerator, denominator, scale)
        self.rows[ref] = figure
        known.append(ref)
        return figure

    def count(self, cells: Iterable[Place], name: str, *, how: str = "") -> Figure:
        """The number of some cells; one that is listed twice counts twice."""
        derivation = count(cells)
        number = len(derivation.cells)
        return self.add(number, f"{number:,}", name, derivation, how=how)


def clean(text: str) -> str:
    """Without what XML and PDF text cannot carry, personal data masked, cut to what a page can."""
    return printable(masked(printable(text, len(text))))


def typed_sentence(text: str) -> Markup:
    """A finding's sentence: its digits stand in the finding's own cells."""
    return Markup("<q>") + escape(clean(text)) + Markup("</q>")
