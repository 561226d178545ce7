"""What a click does: one public function a button, without arguments; the workbook is the one whose button was clicked."""

from __future__ import annotations

import tempfile
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from addin import live, marks, results, traces, viewer
from checks.conflicts import conflicts as find_conflicts
from checks.judge import judge
from checks.portfolio import candidates, load, period_folder
from checks.windows import unknown_years
from reports import listing
from templates.filled import kind_of
from templates.wording import listed, say

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from addin.live import Live
    from checks.finding import Finding
    from checks.judge import Judgement
    from checks.portfolio import Portfolio

ON_SCREEN = (0, 1, 3, 7, 8, 9, 2, 4, 5, 6, 10)
"""Columns of the findings as somebody mends them: cell, what is wrong and how to mend it without scrolling."""


class _Told(Exception):  # noqa: N818 - no mistake of ours: something that people have to be told
    """Why a click is not carried out: a key of the sentences about clicks, and its facts."""

    def __init__(self, key: str, **facts: object) -> None:
        super().__init__(key)
        self.key, self.facts = key, facts


@dataclass(frozen=True)
class _Look:
    """What was read and judged, and how the workbook on the screen is called in it; `alone` where no folder was."""

    portfolio: Portfolio
    judgement: Judgement
    file: str
    contents: Mapping[str, Any] | None
    alone: bool

    @property
    def names(self) -> dict[str, str]:
        """Departments' names by key."""
        return {key: self.portfolio.name(key) for key in self.portfolio.departments}

    def concerned(self) -> list[Finding]:
        """Findings in whose cells the workbook on the screen takes part; of the organisation book all."""
        organisation = self.portfolio.organisation
        if self.alone or (organisation and organisation.file == self.file):
            return self.judgement.findings
        return [each for each in self.judgement.findings if any(place.file == self.file for place in each.places)]


def validate() -> None:
    """List and mark what is wrong in the workbook in front, by itself and against the others of its period folder."""
    with _clicked() as (here, working):
        seen = _look(here, working, alone=False, folder_needed=False)
        working("writing")
        found = seen.concerned()
        told = listing.findings(seen.portfolio, found, here.locale).arranged(ON_SCREEN)
        before = {} if seen.contents is None and not here.untouched else seen.contents     # asked before we change it ourselves
        _wipe(here, told.title, marks_too=True)
        counts = {severity: sum(each.severity == severity for each in found) for severity in listing.COLOURS}
        about = [say("addin", "clicks.found", here.locale, **counts, as_of=seen.portfolio.as_of), _compared(here, seen)]
        with _undone_if_broken(here, told.title, marks_too=True):
            _mark(here, seen, _show(here, seen, told, about), about, before)


def consolidate() -> None:
    """Put the workbooks of the period folder into a new one, and open it."""
    from reports import consolidated  # noqa: PLC0415 - heavy

    with _clicked() as (here, working):
        seen = _look(here, working)
        target = _target(seen, "consolidated.xlsx", here)
        step = working("writing")
        _written(target, lambda: consolidated.write(seen.portfolio, seen.judgement, target, here.locale, step=step))
        here.open(target)


def conflicts() -> None:
    """List where departments clash, in the workbook in front."""
    with _clicked() as (here, working):
        seen = _look(here, working)
        working("writing")
        found = find_conflicts(seen.judgement.findings)
        told = listing.conflicts(seen.portfolio, found, here.locale)
        about = [say("addin", "clicks.clashes", here.locale, count=len(found), as_of=seen.portfolio.as_of), _compared(here, seen)]
        _wipe(here, told.title)
        with _undone_if_broken(here, told.title):
            _show(here, seen, told, about)


def report() -> None:
    """Write the evaluation report of the period folder, and open it."""
    from reports import evaluation, pdf  # noqa: PLC0415 - heavy

    with _clicked() as (here, working):
        seen = _look(here, working)
        target = _target(seen, "evaluation.pdf", here)
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
            raise _Told("not_saved")
        folder = _folder(here, here.path) or here.path.parent
        if not viewer.shown(folder):
            here.tell("folder", {"path": str(folder)})


@contextmanager
def _clicked() -> Iterator[tuple[Live, Callable[[str], Callable[[int, int], None]]]]:
    """The workbook whose button was clicked, and its status bar; what people have to be told is said in a box."""
    here = live.caller()
    try:
        with here.working() as working:
            yield here, working
    except _Told as told:
        here.tell(told.key, told.facts, wrong=True)


def _look(here: Live, working: Callable[[str], Callable[[int, int], None]], *, folder_needed: bool = True,
          alone: bool = False) -> _Look:
    """Read and judge the period folder with copies of the workbooks on the screen in the place of their files.

    Where there is no folder, or the workbook in front counts for nothing in it (an earlier round, no workbook of ours),
    it is judged alone, unless the folder is what is wanted.
    """
    with tempfile.TemporaryDirectory(prefix="tongchou-", dir=live.reachable()) as temporary:
        step = working("reading")
        copies = _copies(here, Path(temporary))
        front = here.path or copies[None]
        folder = None if alone else _folder(here, copies[here.path])
        if folder_needed and folder is None:
            raise _Told("no_folder" if here.path else "not_saved")
        contents = here.contents()
        stand_in = {path: copy for path, copy in copies.items() if path}
        if folder is None or (not folder_needed and front not in candidates(folder)):
            folder = folder or front.parent
            portfolio = load(folder, only=front, step=step, stand_in=stand_in)
            judged_alone = True
        else:
            portfolio = load(folder, step=step, stand_in=stand_in)
            judged_alone = False
        file = front.relative_to(portfolio.root).as_posix() if front.is_relative_to(portfolio.root) else front.name
        if not (judged_alone or folder_needed) and file in {each.file for each in portfolio.superseded}:
            portfolio, judged_alone = load(folder, only=front, step=step, stand_in=stand_in), True
        return _Look(portfolio, judge(portfolio, step=working("checking")), file, contents, judged_alone)


def _copies(here: Live, folder: Path) -> dict[Path | None, Path]:
    """Copies of the workbook in front and of the others that are open, by where their files lie (None: nowhere yet)."""
    copies: dict[Path | None, Path] = {}
    for number, each in enumerate([here, *(each for each in here.open_in_same_office() if each.path != here.path)]):
        own = folder / str(number)
        own.mkdir()
        copies[each.path] = each.copy_into(own)
    return copies


def _folder(here: Live, copy: Path) -> Path | None:
    """The period folder to which the workbook in front belongs; the organisation book is the head of its own."""
    if here.path is None:
        return None
    return here.path.parent if kind_of(copy) == "organisation" else period_folder(here.path)


def _compared(here: Live, seen: _Look) -> str:
    """What was looked at, and what could not be looked at."""
    locale, portfolio = here.locale, seen.portfolio
    if seen.alone:
        parts = [say("addin", "clicks.alone", locale, file=here.book.name)]
    else:
        parts = [say("addin", "clicks.compared", locale, file=here.book.name, folder=portfolio.root.name or str(portfolio.root),
                     files=len(portfolio.books) + len(portfolio.refused))]
    if portfolio.organisation is None:
        parts.append(say("addin", "no_organisation", locale))
    parts += [say("addin", "no_calendar", locale, year=str(year)) for year in unknown_years(portfolio)]
    return " ".join(parts)


def _mark(here: Live, seen: _Look, shown: Any, about: list[str], before: Mapping[str, Any] | None) -> None:
    """Mark the cells, and say above the list which could not be; no marks where the workbook takes no sheet to note them in."""
    if shown != here.book:
        return
    wanted = marks.wanted(here.book, seen.concerned(), seen.file, here.locale, seen.names)
    traces.write(here.book, wanted)
    changed, locked = marks.apply(here.book, wanted, before)
    unmarked = [say("addin", "clicks.changed", here.locale, count=changed)] if changed else []
    unmarked += [say("addin", "clicks.locked", here.locale, sheets=listed(locked, here.locale))] if locked else []
    if unmarked:
        shown.sheets.active["A3"].value = " ".join([*about[1:], *unmarked])


def _show(here: Live, seen: _Look, told: listing.Listing, about: list[str]) -> Any:
    root = seen.portfolio.root

    def address(file: str) -> str:
        path = here.path if file == seen.file and here.path else root / file
        return path.as_uri() if here.from_addresses else str(path)

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


def _target(seen: _Look, name: str, here: Live) -> Path:
    """A new file among the results of the period folder; an older one, perhaps open or annotated, is not touched."""
    folder = seen.portfolio.root / say("addin", "clicks.results", here.locale)
    plain = Path(say("addin", f"clicks.{name.partition('.')[0]}", here.locale) + Path(name).suffix)
    numbered = (folder / f"{plain.stem} ({number}){plain.suffix}" for number in range(2, 10_000))
    first = folder / plain
    return first if not first.exists() else next(path for path in numbered if not path.exists())


def _written(target: Path, write: Callable[[], Any]) -> Any:
    try:
        return write()
    except OSError as error:
        raise _Told("cannot_write", path=str(target), why=error.strerror or str(error)) from None
