"""The LibreOffice engine: its page is fresh, xlwings' interface is the recorded one, the package stands alone."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import xlwings

from addin.libreoffice import coverage

ROOT = Path(__file__).parent.parent
PAGE, PACKAGE = ROOT / "docs" / "libreoffice-engine.md", ROOT / "addin" / "libreoffice"
RECORD = ROOT / "tests" / "xlwings_members.txt"
OURS = {"templates", "checks", "reports", "samples", "addin", "tests", "benchmarks"}


def accessors() -> set[str]:
    """Everything that can be proved."""
    return {each for members in coverage.interface().values() for said in members.values() for each in said}


def test_the_page_is_fresh() -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert coverage.renewed(page, coverage.declared(ROOT / "tests")) == page


def test_what_is_said_to_be_proved_exists_and_is_offered() -> None:
    told = coverage.declared(ROOT / "tests")
    assert len(told) > 100
    assert set(told) - accessors() == set()
    assert [each for each in told if coverage.refuses(each)] == []


def test_the_interface_of_xlwings_is_the_recorded_one() -> None:
    assert xlwings.__version__ == "0.37.8"
    recorded = set(RECORD.read_text(encoding="utf-8").split("\n")) - {""}
    assert sorted(accessors() - recorded) == []         # members that xlwings gained
    assert sorted(recorded - accessors()) == []         # members that it lost


def test_the_package_stands_alone() -> None:
    for path in PACKAGE.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            named = [each.name for each in node.names] if isinstance(node, ast.Import) else \
                [str(node.module)] if isinstance(node, ast.ImportFrom) and not node.level else []
            assert not {name.partition(".")[0] for name in named} & OURS, path.name


def test_it_works_under_another_name(tmp_path: Path) -> None:
    (tmp_path / "engine_of_others").symlink_to(PACKAGE)
    done = subprocess.run(
        [sys.executable, "-c", "import engine_of_others as office, xlwings; print(office.register(), [*xlwings.apps])"],
        cwd=tmp_path, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "<Engine libreoffice> []"


def test_a_class_that_gains_a_member_refuses_it_by_name() -> None:
    assert coverage.refuses("Sheet.charts")
    assert coverage.refuses("Chart.title")
    assert not coverage.refuses("Range.color =")
