"""Parameters of rules by the names that people read: what is compared, and in which unit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checks.judge import threshold

if TYPE_CHECKING:
    from reports.context import Context
    from reports.figure import Figure


APART = 10_000
"""From here on the thousands of a number stand apart."""


def name_of(context: Context, code: str, name: str) -> str:
    """What a parameter is called in the report's language."""
    return context.word(f"parameter.{code}.{name}")


def number_text(value: float) -> str:
    """A number as people read it: no needless decimals, large ones with their thousands apart, years without."""
    return f"{value:,.10g}" if abs(value) >= APART else f"{value:.10g}"


def parameter(context: Context, code: str, name: str) -> Figure:
    """A threshold in force: from the parameter sheet where it has a row there, else the rule's default."""
    value, derivation = threshold(context.portfolio, code, name)
    return context.figures.add(value, number_text(value), f"{code} {name_of(context, code, name)}", derivation,
                               how=context.word("how.parameter"))
