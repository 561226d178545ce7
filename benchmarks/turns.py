"""Measuring in turns: CPU seconds of several ways to do one thing, so that a slow moment of the machine hits all."""

from __future__ import annotations

import resource
import statistics
import subprocess
import time
from typing import TYPE_CHECKING

from rich.console import Console
from rich.table import Table

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path


def in_turns(ways: Mapping[str, Callable[[], object]], rounds: int, few: Mapping[str, int] | None = None,
             clock: Callable[[], float] = time.process_time) -> dict[str, float]:
    """Median CPU seconds of each way, or those of another clock; `few` names the slow and steady ones, with fewer rounds."""
    spent: dict[str, list[float]] = {name: [] for name in ways}
    for turn in range(rounds):
        for name, work in ways.items():
            if turn < (few or {}).get(name, rounds):
                start = clock()
                result = work()
                spent[name].append(clock() - start)
                del result
    return {name: statistics.median(each) for name, each in spent.items()}


def processes(commands: Mapping[str, Sequence[str]], rounds: int, folder: Path) -> dict[str, float]:
    """Median CPU seconds of whole processes, their children's included, in turns."""
    spent: dict[str, list[float]] = {name: [] for name in commands}
    for _ in range(rounds):
        for name, command in commands.items():
            before = resource.getrusage(resource.RUSAGE_CHILDREN)
            subprocess.run(command, check=False, capture_output=True, cwd=folder)
            after = resource.getrusage(resource.RUSAGE_CHILDREN)
            spent[name].append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return {name: statistics.median(each) for name, each in spent.items()}


def show(title: str, spent: Mapping[str, float], base: str, note: str = "", unit: str = "CPU ms") -> None:
    """Print a table of milliseconds and of ratios to one of the ways."""
    table = Table("", unit, f"× {base}", title=title, caption=note or None)
    for name, each in spent.items():
        table.add_row(name, f"{each * 1000:,.1f}", f"{each / spent[base]:.2f}")
    Console().print(table)
