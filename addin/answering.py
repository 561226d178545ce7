"""A proposal in front: what its lines were answered, and what follows from that."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from addin import cells, viewer
from addin.live import Told, reachable
from addin.unused import unused
from reports.proposal import accepted
from reports.proposal.answers import Answers, answers, concerning
from reports.proposal.record import SHEET
from reports.proposal.refusal import Refusal
from templates.wording import say

if TYPE_CHECKING:
    from addin.live import Live, Working
    from addin.sight import Sight


def given(here: Live, seen: Sight) -> Answers | None:
    """The answers as they stand on the screen; None where the workbook in front is no proposal. Raises Told."""
    if SHEET not in {name.lower() for name in cells.sheet_names(here.book)}:
        return None
    with tempfile.TemporaryDirectory(prefix="tongchou-", dir=reachable()) as temporary:
        found = answers(here.copy_into(Path(temporary)))
    refusal = found if isinstance(found, Refusal) else concerning(found, seen.portfolio)
    if refusal:
        raise Told("refused", why=refusal.said(here.locale))
    return found if isinstance(found, Answers) else None


def agreed(found: Answers) -> bool:
    """Whether nothing was rejected in this proposal: then what is accepted can be written."""
    return bool(found.accepted) and not any(found.given.get(task) is False for task in found.record.lines)


def carry_out(here: Live, seen: Sight, found: Answers, working: Working) -> None:
    """Write the accepted lines into copies of the departments' workbooks, in a new folder beside the period folder; show it."""
    root = seen.portfolio.root
    name = f"{root.name} {say('reports', 'proposal.copies', here.locale)}"
    target = root.parent / unused(name, lambda each: (root.parent / each).exists())
    try:
        written = accepted.write(found, seen.portfolio, target, working("writing"))
    except OSError as error:
        raise Told("cannot_write", path=str(target), why=error.strerror or str(error)) from None
    if isinstance(written, Refusal):
        raise Told("refused", why=written.said(here.locale))
    if not viewer.shown(target):
        here.tell("accepted", {"path": str(target), "files": len(written.files), "tasks": len(written.tasks)})
