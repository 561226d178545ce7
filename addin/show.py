"""Findings on a terminal: by department and file, worst first."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from rich.markup import escape
from rich.padding import Padding
from rich.text import Text

from addin.wrap import wrap
from checks.finding import SEVERITIES, Finding, position
from checks.message import describe
from checks.repeats import Repeat, repeats
from templates.text import printable
from templates.wording import say

if TYPE_CHECKING:
    from rich.console import Console

    from checks.judge import Judgement
    from checks.portfolio import Portfolio

MARK = {"error": ("■", "bold red"), "warning": ("▲", "bold yellow"), "hint": ("●", "cyan")}
"""Shape first, colour second: it survives a pipe and a colour-blind reader."""


INDENT = 4


def show(console: Console, portfolio: Portfolio, judgement: Judgement, locale: str) -> None:
    """Print the findings of one folder or file, then the counts."""
    names = {key: portfolio.name(key) for key in portfolio.departments}
    ordered = sorted(judgement.findings, key=_rank)
    for (department, file), group in groupby(ordered, key=lambda each: (each.department, each.anchor.file)):
        who = names.get(department, department) or say("addin", "show.office", locale)
        console.print(f"[bold]{escape(who)}[/bold]  [dim]{escape(printable(file))}[/dim]")
        for each in repeats(group):
            _show_one(console, each, locale, names)
        console.print()
    counts = {severity: judgement.count(severity) for severity in SEVERITIES}
    console.print(Text(say("addin", "show.counts", locale, **counts, waived=len(judgement.waived),
                           files=len(portfolio.books) + len(portfolio.refused), as_of=portfolio.as_of), style="bold"))


def _rank(finding: Finding) -> tuple[object, ...]:
    place = finding.anchor
    letters = place.cell.rstrip("0123456789")
    return (finding.department, place.file, SEVERITIES.index(finding.severity), position(place.table),
            int(place.cell[len(letters):] or 0), letters, finding.code)


def _show_one(console: Console, told: Repeat, locale: str, names: dict[str, str]) -> None:
    finding = told.first
    said, place = describe(finding, locale, names), finding.anchor
    mark, style = MARK[finding.severity]
    where = printable(f"{place.sheet}!{place.cell}") if place.cell else ""
    line = Text(f"{mark} ", style=style)
    line.append(f"{finding.code} ", style="dim")
    line.append(where, style="bold" if where else "")
    line.append(f"  {said.title}" if where else said.title)
    console.print(Padding(line, (0, 0, 0, 2)))
    for sentence, style in ((said.message, ""), (told.also(locale), ""), (f"→ {said.fix}", "green")):
        for each in wrap(sentence, console.width - INDENT):
            console.print(Padding(Text(each, style=style), (0, 0, 0, INDENT)))
