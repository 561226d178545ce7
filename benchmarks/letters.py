"""A hundred letters: set by two processes, as the command does, against one after the other."""

from __future__ import annotations

import tempfile
import time
from pathlib import Path

from benchmarks.turns import in_turns, show
from checks.judge import judge
from checks.portfolio import load
from reports.letters import letters, write_all
from reports.pdf import write
from samples.demo import build as sample

NUMBER = 100
ALONE = "one after the other"


def main() -> None:
    with tempfile.TemporaryDirectory() as place:
        sample(Path(place))
        portfolio = load(Path(place, "seeded_r2"))
        own = letters(portfolio, judge(portfolio), "zh-Hans")
        pages = [(f"{number}-{stem}", page) for number in range(-(-NUMBER // len(own))) for stem, page in own][:NUMBER]

        def alone() -> None:
            for stem, page in pages:
                write(page, Path(place, f"{stem}.pdf"))

        def together() -> None:
            write_all(pages, Path(place))

        show(f"{NUMBER} letters", in_turns({ALONE: alone, "as the command does": together}, 1, clock=time.perf_counter), ALONE,
             "held: two cores are used", "wall ms")


if __name__ == "__main__":
    main()
