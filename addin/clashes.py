"""Conflicts on a terminal: by kind, each with its period, a bar, its cells with the core marked, and the repairs."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from rich.padding import Padding
from rich.text import Text

from addin.show import INDENT, MARK
from addin.wrap import wrap
from checks.explanation.told import cost, told
from checks.message import describe
from templates.text import printable
from templates.wording import listed, say, shown

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from rich.console import Console

    from checks.conflicts import Conflict
    from checks.explanation.explanation import Explanation
    from checks.portfolio import Portfolio

BAR = 20
"""Cells of the bar that stand for what is there."""
LONGEST = 40
CORE, BESIDE = "◆", "◇"
"""Before the cells: those of the core, which cannot all hold, and those that merely take part."""
LONGEST_SENTENCE = 2_000


def show(console: Console, portfolio: Portfolio, explained: Mapping[Conflict, Explanation], locale: str) -> None:
    """Print the conflicts of a folder with their explanations, then how many of each kind there are."""
    names = {key: portfolio.name(key) for key in portfolio.departments}
    counts = []
    for kind, group in groupby(explained, key=lambda each: each.kind):
        clashes = list(group)
        label = say("reports", f"report.kind.{kind}", locale)
        counts.append(f"{label} {len(clashes)}")
        console.print(Text(f"{label}（{len(clashes)}）" if locale != "en" else f"{label} ({len(clashes)})", style="bold"))
        for each in clashes:
            _show_one(console, each, explained[each], locale, names)
        console.print()
    summary = say("addin", "clash.total", locale, count=len(explained), as_of=portfolio.as_of, kinds=listed(counts, locale))
    console.print(Text(summary.rstrip(), style="bold"))


def _show_one(console: Console, each: Conflict, explanation: Explanation, locale: str, names: Mapping[str, str]) -> None:
    finding = each.finding
    said = describe(finding, locale, names)
    mark, style = MARK[finding.severity]
    line = Text(f"{mark} ", style=style)
    line.append(f"{finding.code} ", style="dim")
    line.append(said.title, style="bold")
    line.append(f"  {_period(each)}" if each.start else "")
    console.print(Padding(line, (0, 0, 0, 2)))
    if bar := _bar_of(each, locale):
        console.print(Padding(bar, (0, 0, 0, INDENT)))
    sentences = [(said.message, ""), (f"→ {said.fix}", "green"), *_cells(each, explanation),
                 *_repairs(explanation, locale, names)]
    for sentence, look in sentences:
        for part in wrap(sentence, console.width - INDENT):
            console.print(Padding(Text(part, style=look), (0, 0, 0, INDENT)))


def _cells(each: Conflict, explanation: Explanation) -> Iterator[tuple[str, str]]:
    """The core's cells first, marked; then the others that take part."""
    for place in dict.fromkeys([*explanation.core, *each.finding.places]):
        mark, look = (CORE, "bold cyan") if place in explanation.core else (BESIDE, "cyan")
        yield printable(f"{mark} {place.file} {place.sheet}!{place.cell}"), look


def _repairs(explanation: Explanation, locale: str, names: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """The repairs, numbered, each with what it costs; that there is none is said, too."""
    if not explanation.repairs:
        yield say("addin", "clash.no_repair", locale), "yellow"
    for number, repair in enumerate(explanation.repairs, 1):
        yield printable(f"{number}. {told(repair, locale, names)} · {cost(repair, locale)}", LONGEST_SENTENCE), ""


def _period(each: Conflict) -> str:
    return f"{each.start}" if each.finish in (None, each.start) else f"{each.start} … {each.finish}"


def _bar_of(each: Conflict, locale: str) -> Text | None:
    """What is wanted against what is there; of cash what is short."""
    if each.kind == "cash" and each.excess is not None:
        return _bar(1, 0, say("reports", "report.conflicts.short", locale, amount=round(each.excess, 2)))
    if each.peak is None or each.capacity is None:
        return None
    unit = say("reports", f"report.unit.{each.unit}", locale)
    gap = "" if unit == "%" else " "
    return _bar(each.peak, each.capacity, f"{shown(round(each.peak, 2))} / {shown(round(each.capacity, 2))}{gap}{unit}")


def _bar(peak: float, capacity: float, said: str) -> Text:
    """What is there as a full bar, what is wanted beyond it in another shape; cut where it would leave the line.

    Where nothing is there, only what is wanted.
    """
    line = Text("█" * BAR if capacity > 0 else "", style="blue")
    if peak > capacity:
        beyond = min(max(1, round((peak / capacity - 1) * BAR)), LONGEST - BAR) if capacity > 0 else BAR
        line.append("▒" * beyond, style="bold red")
    line.append(f" {said}")
    return line
