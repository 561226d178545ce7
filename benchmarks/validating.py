"""Validating the sample organisation's books against our own reading of them."""

from __future__ import annotations

import tempfile
from pathlib import Path

from benchmarks.turns import in_turns, show
from checks.judge import judge
from checks.portfolio import candidates, load
from checks.rule import RULES
from samples.demo import build
from templates.filled import read

READING = "reading: files into tables"


def main() -> None:
    with tempfile.TemporaryDirectory() as place:
        build(Path(place))
        folder = Path(place, "clean")
        paths = candidates(folder)

        def reading() -> object:
            return [read(path, path.name) for path in paths]

        ways = {READING: reading, "validating: reading, linking, all rules": lambda: judge(load(folder))}
        spent = in_turns(ways, 7)
        show(f"{len(paths)} workbooks, {len(RULES)} rules", spent, READING, "held: validating ≤ 2 × reading")


if __name__ == "__main__":
    main()
