"""Start-up: `tongchou validate` on one plan as a whole process against importing pandas."""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

from benchmarks.turns import processes, show
from samples.demo import build

PANDAS = "python -c 'import pandas'"


def main() -> None:
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)      # without it every import is compiled anew
    with tempfile.TemporaryDirectory() as place:
        build(Path(place))
        plan = Path(place, "clean", "plan", "RD_plan_2026_r2.xlsx")
        tongchou = [sys.executable, "-m", "addin.terminal"]
        commands = {
            PANDAS: [sys.executable, "-c", "import pandas"],
            "tongchou validate PLAN.xlsx": [*tongchou, "validate", str(plan)],
            "tongchou validate PLAN.xlsx --format json": [*tongchou, "validate", str(plan), "--format", "json"],
            "tongchou --help": [*tongchou, "--help"],
            "python -c pass": [sys.executable, "-c", "pass"],
        }
        processes(commands, 1, Path.cwd())               # once, so that everything is compiled
        show("whole processes", processes(commands, 9, Path.cwd()), PANDAS, "held: validate ≤ 1.0 × import pandas")


if __name__ == "__main__":
    main()
