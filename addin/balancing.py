"""What `tongchou balance` does: a proposal on the screen, as JSON and as a workbook; what if; and carrying out answers."""

from __future__ import annotations

import json
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

import click

from addin import contract, proposals, proposed
from addin.commands import DONE, WRONG_USAGE, not_written, system
from addin.folder import NothingThereError, look
from checks.balance.propose import Wish, propose
from checks.balance.taking_part import Bounds
from checks.balance.what_if import Wrong, supposed
from checks.judge import judge
from reports.proposal.answers import answers, concerning
from reports.proposal.refusal import Refusal
from templates.wording import say

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date
    from pathlib import Path

    from rich.console import Console

    from checks.balance.proposal import Proposal
    from checks.portfolio import Portfolio
    from checks.scheduling.problem import Objective
    from reports.proposal.answers import Answers


@dataclass(frozen=True)
class Asked:
    """The options of `tongchou balance`, as typed; a seed asks for a result that comes out the same everywhere."""

    objective: Objective
    seconds: float
    seed: int | None
    price: float
    since: date | None
    answered: Path | None
    settings: tuple[str, ...]
    without: tuple[str, ...]

    @property
    def supposed(self) -> tuple[str, ...]:
        """What is only supposed, as typed."""
        return (*self.settings, *(f"--without {task}" for task in self.without))

    @property
    def options(self) -> tuple[str, ...]:
        """What the next run has to ask for to go on from here."""
        return (*((f"--objective {self.objective}",) if self.objective != "delay" else ()),
                *((f"--from {self.since}",) if self.since else ()),
                *((f"--fairness {self.price * 100:g}",) if self.price else ()),
                *((f"--seed {self.seed}",) if self.seed is not None else ()))

    def wish(self, rejected: tuple[str, ...] = ()) -> Wish:
        """The same for the planner."""
        return Wish(self.objective, Bounds(rejected, self.since), self.price, self.seconds, 1 if self.seed is None else self.seed,
                    repeatable=self.seed is not None, supposed=self.supposed, options=self.options)


def balance(
    directory: Path, target: Path | None, form: str, asked: Asked, as_of: date | None, locale: str | None, console: Console,
) -> int:
    """Propose a plan for a period folder. Wrong settings and answers that do not fit are said, with exit code 2."""
    own = locale or system()
    try:
        portfolio, judgement = look(directory, as_of, console, own)
    except NothingThereError as nothing:
        return _refused(console, str(nothing))
    own = locale or contract.language_of(portfolio)
    if target and (why := _kept(target)):
        return _refused(console, say("addin", f"balance.{why}", own, path=str(target)))
    rejected = _rejected(asked.answered, portfolio) if asked.answered else ()
    if isinstance(rejected, Refusal):
        return _refused(console, rejected.said(own))
    imagined = supposed(portfolio, asked.settings, asked.without)
    if isinstance(imagined, Wrong):
        return _refused(console, say("checks", f"balance.wrong.{imagined.kind}", own, **imagined.facts))
    base = None
    if asked.settings or asked.without:
        with planning(console, own) as step:
            base = propose(portfolio, judgement, asked.wish(rejected), step=step)
        judgement = judge(imagined)
    with planning(console, own) as step:
        proposal = propose(imagined, judgement, asked.wish(rejected), step=step)
    return _told(proposal, base, target, form, own, console)


def _told(proposal: Proposal, base: Proposal | None, target: Path | None, form: str, locale: str, console: Console) -> int:
    """The result: JSON or a table on standard output, a workbook where one is asked for."""
    if target:
        from reports.proposal import workbook  # noqa: PLC0415 - XlsxWriter, only where a workbook is asked for

        try:
            workbook.write(proposal, target, locale)
        except OSError as error:
            return not_written(error, target, locale, console)
    if form == "json":
        click.echo(json.dumps(proposed.told(proposal, locale, base), ensure_ascii=False, indent=1))
    else:
        from rich.console import Console as Screen  # noqa: PLC0415 - only for tables

        proposals.show(Screen(highlight=False), proposal, locale, base=base, target=target)
    if target:
        console.print(say("addin", "written", locale, path=str(target)), markup=False)
    return DONE


def accept(
    directory: Path, answered: Path, target: Path | None, as_of: date | None, locale: str | None, console: Console, *,
    anyway: bool = False,
) -> int:
    """Write the accepted lines of a proposal into copies of the departments' workbooks, in a new folder.

    With `anyway` also where workbooks changed since, but for lines whose cells no longer hold what they held.
    """
    from reports.proposal import accepted  # noqa: PLC0415 - only where something is accepted

    own = locale or system()
    if target is None:
        return _refused(console, say("addin", "balance.accept_needs", own))
    try:
        portfolio, _ = look(directory, as_of, console, own)
    except NothingThereError as nothing:
        return _refused(console, str(nothing))
    own = locale or contract.language_of(portfolio)
    given = _answers(answered, portfolio)
    if isinstance(given, Refusal):
        return _refused(console, given.said(own))
    try:
        written = accepted.write(given, portfolio, target, anyway=anyway)
    except OSError as error:
        return not_written(error, target, own, console)
    if isinstance(written, Refusal):
        return _refused(console, written.said(own))
    proposals.show_accepted(console, written, own)
    return DONE


def _kept(target: Path) -> str:
    """Why a file that is there is not overwritten: it is no proposal, or somebody has answered it; "" where it may be."""
    if not target.is_file():
        return ""
    there = answers(target)
    if isinstance(there, Refusal):
        return "not_over"
    return "answered" if any(answer is False for answer in there.given.values()) else ""


def _answers(path: Path, portfolio: Portfolio) -> Answers | Refusal:
    given = answers(path)
    return given if isinstance(given, Refusal) else concerning(given, portfolio) or given


def _rejected(path: Path, portfolio: Portfolio) -> tuple[str, ...] | Refusal:
    given = _answers(path, portfolio)
    return given if isinstance(given, Refusal) else given.rejected


def _refused(console: Console, why: str) -> int:
    console.print(why, style="red", markup=False)
    return WRONG_USAGE


@contextmanager
def planning(console: Console, locale: str) -> Iterator[Callable[[float, int | None, int], None]]:
    """A bar of the time that is used, with the best value so far and its bound; nothing when piped."""
    if not console.is_terminal:
        yield lambda _part, _best, _bound: None
        return
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn  # noqa: PLC0415 - only on a terminal

    columns = (TextColumn("{task.description}"), BarColumn(), TextColumn("{task.fields[found]}"), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True) as progress:
        task = progress.add_task(say("addin", "balance.planning", locale), total=1.0, found="")

        def step(part: float, best: int | None, bound: int) -> None:
            progress.update(task, completed=part, found="" if best is None else f"{best} ≥ {bound}")

        yield step
