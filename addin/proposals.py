"""A proposal on a terminal: what it comes to, before and after, every move with its reason, what stays, and what to type next."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.padding import Padding
from rich.text import Text

from addin.show import INDENT, MARK
from addin.wrap import wrap
from checks.message import describe
from reports.proposal.overview import past, quoted
from reports.proposal.reasons import sentence
from reports.proposal.words import status
from templates.text import printable
from templates.wording import MINUS, say, shown

if TYPE_CHECKING:
    from pathlib import Path

    from rich.console import Console

    from checks.balance.proposal import Figures, Move, Proposal, Unresolved
    from reports.proposal.accepted import Copies

BAR = 24
"""Cells of the longest bar."""
LABEL = 34
"""Cells of a label in the table of figures."""


def show(console: Console, proposal: Proposal, locale: str, *, base: Proposal | None = None, target: Path | None = None) -> None:
    """Print a proposal; `base` is the one without what was supposed, `target` the workbook that holds it."""
    console.print(Text(_say("head", locale, as_of=proposal.portfolio.as_of,
                            objective=say("reports", f"proposal.objective.{proposal.objective}", locale)), style="dim"))
    if proposal.supposed:
        _sentence(console, say("reports", "proposal.supposed", locale, what=proposal.supposed), "yellow")
    _sentence(console, status(proposal, locale), "bold")
    console.print()
    _figures(console, proposal, base, locale)
    _moves(console, proposal, locale)
    _burden(console, proposal, locale)
    _left(console, proposal, locale)
    _next(console, proposal, target, locale)


def show_accepted(console: Console, copies: Copies, locale: str) -> None:
    """Print what became of the accepted lines: the copies, and what was not written."""
    for path in copies.files:
        console.print(Text(f"✓ {path}", style="green"))
    for each in copies.stale:
        _sentence(console, each.said(locale), "yellow")
    _sentence(console, _say("accepted", locale, files=len(copies.files), tasks=len(copies.tasks), untouched=copies.untouched),
              "bold")
    _sentence(console, say("addin", "balance.check", locale), "")
    if copies.left:
        _sentence(console, _say("accepted_left", locale, left=copies.left), "")


def _figures(console: Console, proposal: Proposal, base: Proposal | None, locale: str) -> None:
    """One line a figure: before, after, and the difference; with something supposed, the plan without it and with it."""
    old, new = (base.after_figures, proposal.after_figures) if base else (proposal.before_figures, proposal.after_figures)
    heads = ("without", "supposed") if base else ("before", "after")
    left, right = (_say(key, locale) if base else say("reports", f"proposal.{key}", locale) for key in heads)
    console.print(Text(_padded("", LABEL) + _right(left, 10) + "    " + _right(right, 8), style="bold"))
    for label, one, other in _pairs(old, new, locale, both=base is not None):
        line = Text(_padded(label, LABEL) + _right(_number(one, locale), 10) + "  → " + _right(_number(other, locale), 8))
        if one is not None and other is not None and one != other:
            mark, style = ("▼", "green") if other < one else ("▲", "red")
            line.append(f"  {mark} {shown(round(abs(other - one), 1))}", style=style)
        console.print(line)
    console.print()


def _pairs(old: Figures, new: Figures, locale: str, *, both: bool) -> list[tuple[str, float | None, float | None]]:
    pairs: list[tuple[str, float | None, float | None]] = [
        (say("reports", "proposal.figure.conflicts", locale), sum(old.conflicts.values()), sum(new.conflicts.values()))]
    pairs += [(f"  {say('reports', f'report.kind.{kind}', locale)}", old.conflicts.get(kind, 0), new.conflicts.get(kind, 0))
              for kind in dict.fromkeys([*old.conflicts, *new.conflicts])]
    keys = ("delay", "makespan", "late", *(("moves", "days") if both else ()))
    pairs += [(say("reports", f"proposal.figure.{key}", locale), getattr(old, key), getattr(new, key)) for key in keys]
    return pairs


def _moves(console: Console, proposal: Proposal, locale: str) -> None:
    for department, group in groupby(proposal.moves, key=lambda each: each.task.department):
        moves = list(group)
        console.print(Text(_say("moves_of", locale, department=printable(proposal.portfolio.name(department)), count=len(moves)),
                           style="bold"))
        for move in moves:
            _move(console, proposal, move, locale)
        console.print()
    if proposal.past:
        _sentence(console, past(proposal, locale), "yellow")
        console.print()
    if proposal.rejected:
        _sentence(console, _say("rejected", locale, tasks=proposal.rejected), "dim")


def _move(console: Console, proposal: Proposal, move: Move, locale: str) -> None:
    task = move.task
    line = Text(f"  {printable(task.task)} ", style="cyan")
    line.append(printable(task.name, 60))
    console.print(line)
    old = f"{task.old_start} … {task.old_finish}" if task.old_start else say("reports", "proposal.open", locale)
    when = Text(f"{old} → {task.start} … {task.finish}")
    if move.by:
        when.append(f"  {'▶ +' if move.by > 0 else f'◀ {MINUS}'}{abs(move.by)}", style="magenta")
    console.print(Padding(when, (0, 0, 0, INDENT)))
    _sentence(console, sentence("reason", move.reason, proposal.portfolio, locale), "green", INDENT)


def _burden(console: Console, proposal: Proposal, locale: str) -> None:
    """A bar for every department that is delayed; nothing where none is."""
    delayed = [each for each in proposal.burden if each.days_delayed > 0]
    if not delayed:
        return
    console.print(Text(_say("burden", locale), style="bold"))
    most = max(each.share for each in delayed)
    for each in sorted(delayed, key=lambda burden: (-burden.share, burden.department)):
        line = Text("  " + _padded(printable(proposal.portfolio.name(each.department), 20), 18))
        line.append("█" * max(1, round(each.share / most * BAR)) if most else "", style="blue")
        line.append(" " + _say("delayed", locale, days=each.days_delayed, percent=shown(round(each.share * 100, 1))))
        console.print(line)
    console.print()


def _left(console: Console, proposal: Proposal, locale: str) -> None:
    """What stays unresolved, what was left out, and what little more would do."""
    names = {key: proposal.portfolio.name(key) for key in proposal.portfolio.departments}
    if proposal.unresolved:
        console.print(Text(_say("unresolved", locale, count=len(proposal.unresolved)), style="bold"))
        for each in proposal.unresolved:
            _unresolved(console, proposal, each, names, locale)
        console.print()
    for extra in proposal.extra:
        _sentence(console, say("reports", "proposal.extra_unit", locale, units=extra.units, name=extra.name, tasks=extra.tasks),
                  "green")
    if proposal.left_out:
        console.print(Text(_say("left_out", locale, count=len(proposal.left_out)), style="bold"))
        for lacking in proposal.left_out:
            said = sentence("left_out", lacking.reason, proposal.portfolio, locale)
            _sentence(console, f"{lacking.task}  {said}", "", 2)
        console.print()
    if proposal.raised:
        _sentence(console, _say("raised", locale, count=len(proposal.raised)), "yellow")


def _unresolved(console: Console, proposal: Proposal, each: Unresolved, names: dict[str, str], locale: str) -> None:
    mark, style = MARK["error" if each.conflict is None else each.conflict.finding.severity]
    line = Text(f"  {mark} ", style=style)
    if each.conflict is None:
        line.append(say("reports", "proposal.deadline_missed", locale, task=each.task))
    else:
        line.append(f"{each.conflict.finding.code} ", style="dim")
        line.append(describe(each.conflict.finding, locale, names).title, style="bold")
        line.append(f"  {printable(each.conflict.resource, 60)}")
    console.print(line)
    _sentence(console, f"→ {sentence('blocked', each.blocked_by, proposal.portfolio, locale)}", "green", INDENT)


def _next(console: Console, proposal: Proposal, target: Path | None, locale: str) -> None:
    """The commands that come next, with the real names."""
    if (not proposal.moves and not proposal.rejected) or proposal.supposed:
        return
    folder = " ".join([quoted(str(proposal.portfolio.root)), *proposal.options])
    console.print(Text(say("reports", "proposal.next", locale), style="bold"))
    if target is None:
        steps = [("write", f"tongchou balance {folder} -o {_say('book', locale)}.xlsx")]
    else:
        file, again = quoted(str(target)), quoted(str(target.with_name(f"{target.stem}_2{target.suffix}")))
        copies = quoted(str(target.with_name(say("reports", "proposal.copies", locale))))
        steps = [("open", file), ("with", f"tongchou balance {folder} --with {file} -o {again}"),
                 ("accept", f"tongchou balance {folder} --accept {file} -o {copies}")]
    for key, command in steps:
        _sentence(console, _say(f"next_{key}", locale), "", 2)
        console.print(Text(f"    {command}", style="cyan"), soft_wrap=True)


def _say(key: str, locale: str, **facts: object) -> str:
    return say("addin", f"proposed.{key}", locale, **facts)


def _sentence(console: Console, text: str, style: str, indent: int = 0) -> None:
    for part in wrap(printable(text, 2000), console.width - indent):
        console.print(Padding(Text(part, style=style), (0, 0, 0, indent)))


def _number(value: float | None, locale: str) -> str:
    return say("reports", "proposal.open", locale) if value is None else shown(round(value, 1), locale)


def _padded(text: str, width: int) -> str:
    return text + " " * max(1, width - cell_len(text))


def _right(text: str, width: int) -> str:
    return " " * max(0, width - cell_len(text)) + text
