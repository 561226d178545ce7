"""Doubts: approved changes that do not hold, since nobody with authority approved them, or that came too late to count."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from checks.finding import Finding
    from templates.table import Row

SHEET = "progress.changes"


def doubts(findings: Iterable[Finding]) -> Mapping[tuple[str, str], str]:
    """By file and number of a change what is the matter with it: `authority` (C01), which goes before `late` (M08)."""
    found: dict[tuple[str, str], str] = {}
    for each in findings:
        doubt = "authority" if each.code == "C01" else "late" if (each.code, each.variant) == ("M08", "late") else ""
        for place in each.places if doubt else ():
            if place.table == SHEET and found.get((place.file, place.key)) != "authority":
                found[place.file, place.key] = doubt
    return found


def doubt_of(row: Row, found: Mapping[tuple[str, str], str]) -> str:
    """What is the matter with a change; "" where nothing is."""
    return found.get((row.at("change").file, row.key), "")
