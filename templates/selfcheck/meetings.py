"""The checks of resolutions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from templates.books.meetings import RESOLUTIONS
from templates.selfcheck.column import NOT_READ, UNREAD, WRONG, Column, first_of_its_key, verdict
from templates.selfcheck.days import past
from templates.selfcheck.reading import blank, chosen, odd

if TYPE_CHECKING:
    from collections.abc import Iterator

    from templates.selfcheck.column import Cells

def resolutions() -> Iterator[Column]:
    """The columns of meetings.resolutions."""
    yield first_of_its_key("resolutions")
    yield verdict("M10", _not_followed_up)


def _not_followed_up(c: Cells) -> str:
    """M10: a resolution that is overdue, or has no person."""
    status = RESOLUTIONS.by_key["status"]
    overdue = f"AND({past(c, c('_due'))},{chosen(c, status, 'open')})"
    nobody = f"AND({blank(c('person'))},NOT({chosen(c, status, 'dropped')}))"
    unread = f"OR({c('_due')}={NOT_READ},IF({chosen(c, status)},FALSE,{odd(c, c('status'))}))"
    return f"IF({c('_first')}=1,IF(OR({overdue},{nobody}),{WRONG},IF({unread},{UNREAD},0)),0)"
