"""A copy of a workbook in which some cells differ, and not one byte more."""

from __future__ import annotations

import zipfile
from datetime import date
from pathlib import Path

import pytest
from handmade import DECLARATION, MAIN, package, parts_of, relationships, styles, worksheet

from templates.xlsx.amended import CHAIN, Amendment, amend, shared_from
from templates.xlsx.refused import Refused
from templates.xlsx.workbook import Workbook

DAY = styles("yyyy-mm-dd")
ROWS = ('<row r="1" spans="1:3"><c r="A1" s="1"><v>46083</v></c><c r="B1" t="inlineStr"><is><t>2026-03-02</t></is></c>'
        '<c r="C1"><v>46083</v></c></row><row r="2"><c r="A2" s="1"/><c r="B2"><f>A1+1</f><v>46084</v></c></row>')


def book(tmp_path: Path, rows: str = ROWS, *, chain: bool = False) -> Path:
    parts = parts_of({"甲": worksheet(rows), "乙": worksheet('<row r="1"><c r="A1"><v>1</v></c></row>')}, styles=DAY)
    parts["docProps/custom.bin"] = b"\0\1\2"
    if chain:
        parts[CHAIN] = f'{DECLARATION}<calcChain xmlns="{MAIN}"><c r="B2" i="1"/></calcChain>'
        related = relationships({"rIdChain": ("calcChain", "calcChain.xml"), "rIdStyles": ("styles", "styles.xml"), **{
            f"rId{number}": ("worksheet", f"worksheets/sheet{number}.xml") for number in (1, 2)}})
        parts["xl/_rels/workbook.xml.rels"] = related
    return package(tmp_path / "before.xlsx", parts)


def members(path: Path) -> list[tuple[str, int, bytes]]:
    with zipfile.ZipFile(path) as archive:
        return [(info.filename, info.compress_type, archive.read(info)) for info in archive.infolist()]


def grid(path: Path) -> dict[tuple[int, int], object]:
    with Workbook(path) as workbook:
        return workbook.sheet("甲").grid


def amended(tmp_path: Path, cells: dict[tuple[int, int], object], source: Path | None = None) -> tuple[Path, Path]:
    before = source or book(tmp_path)
    amend(before, tmp_path / "after.xlsx", {"甲": Amendment(cells)})
    return before, tmp_path / "after.xlsx"


def test_every_other_part_and_every_other_byte_of_the_sheet_stays(tmp_path: Path) -> None:
    before, after = (members(path) for path in amended(tmp_path, {(1, 1): date(2026, 3, 16)}))
    assert [each[:2] for each in before] == [each[:2] for each in after]
    changed = [(old[2], new[2]) for old, new in zip(before, after, strict=True) if old[2] != new[2]]
    assert len(changed) == 1
    assert changed[0][1] == changed[0][0].replace(b"<v>46083</v>", b"<v>46097</v>", 1)


def test_a_date_stays_what_its_cell_held(tmp_path: Path) -> None:
    when = date(2026, 3, 16)
    _, after = amended(tmp_path, dict.fromkeys([(1, 1), (1, 2), (1, 3), (2, 1), (3, 3)], when))
    assert {at: grid(after)[at] for at in ((1, 1), (1, 2), (1, 3), (2, 1), (3, 3))} == {
        (1, 1): when,               # a date
        (1, 2): "2026-03-16",       # text that says a date
        (1, 3): 46097,              # a date that lost its format
        (2, 1): when,               # blank, with a date's format
        (3, 3): "2026-03-16",       # blank, where a number would show
    }


def test_a_formula_that_gives_way_leaves_the_chain(tmp_path: Path) -> None:
    source = book(tmp_path, chain=True)
    _, kept = amended(tmp_path, {(1, 1): date(2026, 3, 16)}, source)
    assert CHAIN in [each[0] for each in members(kept)]
    kept.unlink()
    _, after = amended(tmp_path, {(2, 2): 5}, source)
    assert CHAIN not in [each[0] for each in members(after)]
    assert not any(b"calcChain" in each[2] for each in members(after))
    assert grid(after)[2, 2] == 5


def test_cells_whose_formula_others_share_are_named(tmp_path: Path) -> None:
    rows = ('<row r="1"><c r="A1"><f t="shared" ref="A1:A2" si="0">B1+1</f><v>1</v></c></row>'
            '<row r="2"><c r="A2"><f t="shared" si="0"/><v>2</v></c><c r="B2"><f>1+1</f><v>2</v></c></row>')
    with Workbook(book(tmp_path, rows)) as workbook:
        assert shared_from(workbook.sheet("甲")) == {(1, 1)}


def test_what_cannot_be_read_is_refused_and_leaves_nothing(tmp_path: Path) -> None:
    source = tmp_path / "no.xlsx"
    source.write_text("text")
    with pytest.raises(Refused):
        amend(source, tmp_path / "after.xlsx", {"甲": Amendment({(1, 1): 1})})
    assert [each.name for each in tmp_path.iterdir()] == ["no.xlsx"]


def test_a_copy_that_would_say_something_else_is_not_left_behind(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError, match="holds"):
        amend(book(tmp_path), tmp_path / "after.xlsx", {"甲": Amendment({(1, 1): "x" * 40_000})})
    assert not (tmp_path / "after.xlsx").exists()
