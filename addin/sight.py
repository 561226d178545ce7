"""What a click sees: the period folder, with what is on the screen in the place of its files, read and judged."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from addin.live import Told, reachable
from checks.judge import judge
from checks.portfolio import candidates, file_of, load, period_folder
from checks.rules import load_rules

if TYPE_CHECKING:
    from collections.abc import Mapping

    from addin.live import Live, Working
    from checks.finding import Finding
    from checks.judge import Judgement
    from checks.portfolio import Portfolio

HEAVY = "numpy"
"""What rules import where they count load."""


@dataclass(frozen=True)
class Sight:
    """What was read and judged; `file` is the workbook in front as it is called there, `contents` what stood in its cells."""

    portfolio: Portfolio
    judgement: Judgement
    file: str
    contents: Mapping[str, Any] | None

    @property
    def alone(self) -> bool:
        """Whether only the workbook in front was judged."""
        return bool(self.portfolio.single)

    @property
    def names(self) -> dict[str, str]:
        """Departments' names by key."""
        return {key: self.portfolio.name(key) for key in self.portfolio.departments}

    def concerned(self) -> list[Finding]:
        """Findings in whose cells the workbook in front takes part; of the organisation book all."""
        organisation = self.portfolio.organisation
        if self.alone or (organisation and organisation.file == self.file):
            return self.judgement.findings
        return [each for each in self.judgement.findings if any(place.file == self.file for place in each.places)]


def look(here: Live, working: Working, *, whole: bool) -> Sight:
    """Read and judge what the workbook in front belongs to.

    With `whole` its period folder is wanted, and Told raised where it lies in none. Else it is judged alone where there is
    none, and where it counts for nothing in it: an earlier round, no workbook of ours.
    """
    with tempfile.TemporaryDirectory(prefix="tongchou-", dir=reachable()) as temporary:
        step = working("reading")
        copies = _copies(here, Path(temporary))
        contents = here.contents()
        front = here.path or Path(temporary) / here.book.name        # as the window calls it
        folder = period_of(here)
        if whole and folder is None:
            raise Told("no_folder" if here.path else "not_saved")
        root, stand_in = folder or front.parent, {path or front: copy for path, copy in copies.items()}
        counts = whole or (folder is not None and front in candidates(folder))
        portfolio = load(root, only=None if counts else front, step=step, stand_in=stand_in)
        file = file_of(front, root)
        if not whole and file in {each.file for each in portfolio.superseded}:
            portfolio = load(root, only=front, step=step, stand_in=stand_in)
        return Sight(portfolio, judge(portfolio, step=working("checking")), file, contents)


def warm() -> None:
    """Load what reading and judging load where they first need it."""
    load_rules()
    import_module(HEAVY)


def period_of(here: Live) -> Path | None:
    """The period folder to which the workbook in front belongs; the organisation book is the head of its own."""
    if here.path is None:
        return None
    return here.path.parent if here.said.get("book") == "organisation" else period_folder(here.path)


def _copies(here: Live, folder: Path) -> dict[Path | None, Path]:
    """Copies of the workbook in front and of the others that are open, by where their files lie (None: nowhere yet)."""
    copies: dict[Path | None, Path] = {}
    for number, each in enumerate([here, *(each for each in here.open_in_same_office() if each.path != here.path)]):
        own = folder / str(number)
        own.mkdir()
        copies[each.path] = each.copy_into(own)
    return copies
