"""The checks of economic figures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from templates.selfcheck.column import NO_VALUE, NOT_READ, UNREAD, WRONG, Column, verdict

if TYPE_CHECKING:
    from collections.abc import Iterator

    from templates.selfcheck.column import Cells

READ_FIGURES = ("revenue", "cost", "taxes", "selling", "administration", "research", "finance", "other", "profit_total")


def figures() -> Iterator[Column]:
    """The columns of economics.figures."""
    yield verdict("E03", _profit)


def _profit(c: Cells) -> str:
    """E03: a profit that does not follow from its parts."""
    keys = [c(f"_{key}") for key in READ_FIGURES]
    costs = "-".join(f"N({key})" for key in keys[1:7])
    due = f"ROUND({c('_revenue')}-{costs}+N({c('_other')}),2)"
    open_ = ",".join(f'{c(f"_{key}")}=""' for key in ("revenue", "cost", "profit_total"))
    wrong, unread = (",".join(f"{key}={value}" for key in keys) for value in (NO_VALUE, NOT_READ))
    return (f"IF(OR({open_},{wrong}),0,IF(OR({unread}),{UNREAD},"
            f"IF(ABS(ROUND({c('_profit_total')}-{due},2))>{c('#E03.tolerance')},{WRONG},0)))")
