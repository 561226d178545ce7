"""What a click does: one public function a button, without arguments; the workbook is the one whose button was clicked."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from addin import live, marks, results, viewer
from addin.folder import gaps
from addin.live import Told
from addin.sight import look, period_of
from addin.unused import unused
from checks.conflicts import conflicts as find_conflicts
from reports import listing
from templates.wording import listed, say

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from addin.live import Live, Sheet, Working
    from addin.sight import Sight

HUNDRED = 100
"""A search is so many per cent of its time."""
ON_SCREEN = (0, 1, 3, 7, 8, 9, 2, 4, 5, 6, 10)
"""Columns of the findings as somebody mends them: cell, what is wrong and how to mend it without scrolling."""


def validate() -> None:
    """List and mark what is wrong in the workbook in front, by itself and against the others of its period folder."""
    with _clicked() as (here, working):
        seen = look(here, working, whole=False)
        step = working("writing")
        found = seen.concerned()
        told = listing.findings(seen.portfolio, found, here.locale).arranged(ON_SCREEN)
        before = {} if seen.contents is None and not here.untouched else seen.contents     # asked before we change it ourselves
        counts = {severity: sum(each.severity == severity for each in found) for severity in listing.COLOURS}
        about = [_counted(here, seen, counts), _compared(here, seen)]
        with _undone_if_broken(here, told.title, marks_too=True):
            shown = _show(here, seen, told, about)
            if shown.book == here.book:
                _mark(here, seen, shown, about, before, step)
            elif here.changeable:                       # it takes no sheet to note marks in
                marks.clear(here.book)


def consolidate() -> None:
    """Put the workbooks of the period folder into a new one, and open it."""
    from reports import consolidated  # noqa: PLC0415 - heavy

    with _clicked() as (here, working):
        seen = look(here, working, whole=True)
        target = _target(here, seen, "consolidated", ".xlsx")
        step = working("writing")
        _written(target, lambda: consolidated.write(seen.portfolio, seen.judgement, target, here.locale, step=step))
        here.open(target)


def conflicts() -> None:
    """List where departments clash and what would settle it, in the workbook in front."""
    from checks.explanation.explanation import explain  # noqa: PLC0415 - only where repairs are sought

    with _clicked() as (here, working):
        seen = look(here, working, whole=True)
        found = find_conflicts(seen.judgement.findings)
        explained = explain(seen.portfolio, seen.judgement, found, working("clash.explaining"))
        working("writing")
        told = listing.conflicts(seen.portfolio, found, here.locale, explained)
        about = [say("addin", "clicks.clashes", here.locale, count=len(found), as_of=seen.portfolio.as_of), _compared(here, seen)]
        with _undone_if_broken(here, told.title):
            _show(here, seen, told, about)


def balance() -> None:
    """Propose a plan without clashes for the period folder, and open it; in a proposal carry out what its lines are answered."""
    from addin import answering  # noqa: PLC0415 - heavy, like the two below
    from checks.balance.propose import Wish, propose  # noqa: PLC0415
    from checks.balance.taking_part import Bounds  # noqa: PLC0415
    from reports.proposal import workbook  # noqa: PLC0415

    with _clicked() as (here, working):
        seen = look(here, working, whole=True)
        given = answering.given(here, seen)
        if given and answering.agreed(given):
            answering.carry_out(here, seen, given, working)
            return
        step = working("balance.planning")
        proposal = propose(seen.portfolio, seen.judgement, Wish(bounds=Bounds(given.rejected if given else ())),
                           step=lambda part, _best, _bound: step(round(part * HUNDRED), HUNDRED))
        target = _target(here, seen, "balance", ".xlsx")
        _written(target, lambda: workbook.write(proposal, target, here.locale, working("writing")))
        here.open(target)


def report() -> None:
    """Write the evaluation report of the period folder, and open it."""
    from reports import evaluation, pdf  # noqa: PLC0415 - heavy

    with _clicked() as (here, working):
        seen = look(here, working, whole=True)
        target = _target(here, seen, "evaluation", ".pdf")
        working("writing")
        complaints = _written(target, lambda: pdf.write(evaluation.build(seen.portfolio, seen.judgement, here.locale), target))
        shown = viewer.shown(target)
        if complaints or not shown:
            here.tell("written" if shown else "not_shown", {"path": str(target), "complaints": "\n".join(complaints or ())})


def clear_marks() -> None:
    """Take away what we put into the workbook in front; what was there before is there again."""
    with _clicked() as (here, _):
        if not _wipe(here, marks_too=True):
            here.tell("no_marks", {})


def open_folder() -> None:
    """Show the period folder of the workbook in front; its own folder where it lies in none."""
    with _clicked() as (here, _):
        if here.path is None:
            raise Told("not_saved")
        folder = period_of(here) or here.path.parent
        if not viewer.shown(folder):
            here.tell("folder", {"path": str(folder)})


@contextmanager
def _clicked() -> Iterator[tuple[Live, Working]]:
    """The workbook whose button was clicked, and its status bar; what people have to be told is said in a box."""
    here = live.caller()
    try:
        with here.working() as working:
            yield here, working
    except Told as told:
        here.tell(told.key, told.facts, wrong=True)


def _compared(here: Live, seen: Sight) -> str:
    """What was looked at, and what could not be looked at."""
    locale, portfolio = here.locale, seen.portfolio
    if seen.alone:
        against = say("addin", "clicks.alone", locale, file=here.book.name)
    else:
        against = say("addin", "clicks.compared", locale, file=here.book.name, folder=portfolio.root.name or str(portfolio.root),
                      files=len(portfolio.books) + len(portfolio.refused))
    return " ".join([against, *gaps(portfolio, locale)])


def _counted(here: Live, seen: Sight, counts: Mapping[str, int]) -> str:
    """How much was found, and the cut-off; without one where nothing could be read that is judged against it."""
    key = "clicks.found" if seen.portfolio.books else "clicks.found_undated"
    return say("addin", key, here.locale, **counts, **({"as_of": seen.portfolio.as_of} if seen.portfolio.books else {}))


def _mark(
    here: Live, seen: Sight, shown: Sheet, about: list[str], before: Mapping[str, Any] | None, step: Callable[[int, int], None],
) -> None:
    """Mark the cells, and say above the list which could not be."""
    wanted = marks.wanted(seen.concerned(), seen.file, here.locale, seen.names)
    changed, locked = marks.update(here.book, wanted, before, step)
    unmarked = [say("addin", "clicks.changed", here.locale, count=changed)] if changed else []
    unmarked += [say("addin", "clicks.locked", here.locale, sheets=listed(locked, here.locale))] if locked else []
    if unmarked:
        shown["A3"].value = " ".join([*about[1:], *unmarked])


def _show(here: Live, seen: Sight, told: listing.Listing, about: list[str]) -> Sheet:
    root = seen.portfolio.root

    def address(file: str) -> str:
        path = here.path if file == seen.file else root / file
        if path is None:                                # never saved
            return ""
        return path.as_uri() if here.in_libreoffice else str(path)       # as each of them wants links to files

    return results.show(here, told, about, file=seen.file, address=address)


def _wipe(here: Live, title: str = "", *, marks_too: bool = False) -> bool:
    """Take away what the click before put into the workbook; False where there was nothing."""
    if not here.changeable:
        return False
    marked = marks_too and marks.clear(here.book)
    return results.clear(here.book, title) or marked


@contextmanager
def _undone_if_broken(here: Live, title: str, *, marks_too: bool = False) -> Iterator[None]:
    """Nothing half-written: what was put into the workbook until something broke is taken away again."""
    try:
        yield
    except Exception:
        _wipe(here, title, marks_too=marks_too)
        raise


def _target(here: Live, seen: Sight, key: str, ending: str) -> Path:
    """A new file among the results of the period folder; an older one, perhaps open or annotated, is not touched."""
    folder = seen.portfolio.root / say("addin", "clicks.results", here.locale)
    name = say("addin", f"clicks.{key}", here.locale)
    return folder / unused(name, lambda each: (folder / each).exists(), ending)


def _written(target: Path, write: Callable[[], Any]) -> Any:
    try:
        return write()
    except OSError as error:
        raise Told("cannot_write", path=str(target), why=error.strerror or str(error)) from None
