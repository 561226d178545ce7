"""The checks of the organisation's own lists: weights and assets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from templates.books.organisation import ASSETS
from templates.selfcheck.column import NOT_READ, UNREAD, WRONG, Column, first_of_its_key, verdict
from templates.selfcheck.days import past
from templates.selfcheck.goals import weights
from templates.selfcheck.reading import chosen

if TYPE_CHECKING:
    from collections.abc import Iterator

    from templates.selfcheck.column import Cells


def indicator_weights() -> Iterator[Column]:
    """The columns of organisation.weights."""
    yield first_of_its_key("weights")
    yield from weights("weights", "E04", _nameless)


def _nameless(c: Cells, said: int) -> str:
    """How many weights stand beside an indicator that is unknown or blank (WRONG), or that is not read here (UNREAD)."""
    first = c("weights._first")
    blank = f'+COUNTIFS({first},1,{c("weights._key")},"")' if said == WRONG else ""
    return f"COUNTIFS({first},1,{c('weights.F04')},{said}){blank}"


def assets() -> Iterator[Column]:
    """The columns of organisation.assets."""
    status = ASSETS.by_key["status"]
    yield first_of_its_key("assets")
    yield verdict("R16", lambda c: (
        f"IF(AND({c('_first')}=1,{chosen(c, status, 'in_use')}),IF({past(c, c('_inspection_due'))},{WRONG},"
        f"IF({c('_inspection_due')}={NOT_READ},{UNREAD},0)),0)"))
