"""The sample organisation through the whole main job, ending with what lies where."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from addin import commands
from addin.folder import bar
from templates.wording import say

if TYPE_CHECKING:
    from pathlib import Path

    from rich.console import Console


def demo(directory: Path, locale: str | None, console: Console) -> int:
    """Make the sample, then validate, consolidate and report its second seeded round."""
    from samples import demo as sample  # noqa: PLC0415 - only here

    asked, began = locale or commands.system(), time.monotonic()
    console.print(say("addin", "demo.making", asked, path=str(directory)), markup=False)
    with bar(console, say("addin", "demo.bar", asked)) as step:
        sample.build(directory, progress=step)
    seeded, out = directory / "seeded_r2", directory / "out"
    out.mkdir(parents=True, exist_ok=True)
    console.print(say("addin", "demo.judging", asked), markup=False)
    clean = commands.validate([directory / "clean"], "json", out / "clean.json", None, locale, console)
    commands.validate([directory / "seeded_r1"], "json", out / "findings_r1.json", None, locale, console)
    commands.validate([seeded], "json", out / "findings.json", None, locale, console)
    commands.validate([seeded], "table", out / "findings.txt", None, locale, console)
    done = commands.consolidate(seeded, out / "consolidated.xlsx", None, locale, console)
    done |= commands.report(seeded, out / "evaluation.pdf", None, locale, console)
    console.print(say("addin", "demo.done", asked, path=str(directory), seconds=round(time.monotonic() - began)), markup=False)
    return done | clean
