"""Writes the sample organisation: a clean folder, two with seeded defects, and the answer key."""

from __future__ import annotations

from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING

from samples.decoys import LOCALES, disturb
from samples.defects import sown
from samples.disguise import falsify_dimension, paste_over, spoken, traditional, write_foreign
from samples.organisations import create, gather, renamed
from samples.places import write as write_expected
from samples.world import Profile
from templates.blank import write
from templates.books import BOOKS
from templates.geometry import PREPARED_ROWS
from templates.lists import Lists

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping
    from pathlib import Path

    from samples.folder import Folder, Workbook
    from templates.field import Locale

ELSEWHERE = Profile("海峰精工集团有限公司", seed=77, months=(1, 2, 3), extra=2, factor=2)
WORDS = {"研发部": "开发中心", "生产一部": "总装厂", "生产二部": "零件厂", "信息化部": "数字中心", "HY-": "HF-"}
IDS = {
    "CO": "OC",
    "RD": "KF",
    "QA": "ZL",
    "PU": "CG",
    "P1": "ZZ",
    "P2": "LJ",
    "EQ": "SB",
    "MK": "YX",
    "FI": "CW",
    "HR": "RL",
    "IT": "SZ",
}
BATCH = 4
Job = tuple["Path", "Workbook", Lists, int]


def build(
    target: Path,
    *,
    seed: int = 2026,
    progress: Callable[[int, int], None] | None = None,
    workers: int = 2,
    codes: Collection[str] | None = None,
) -> None:
    """Write clean/, seeded_r1/, seeded_r2/ and expected.csv into `target`.

    Deterministic for a seed. `codes` are the rules whose defects are sown (None: all that exist); `progress` is told
    how many of how many workbooks are written.
    """
    folders, lines = compose(seed, codes)
    write_folders(target, folders, progress, workers)
    write_expected(target / "expected.csv", lines)


def compose(
    seed: int = 2026,
    codes: Collection[str] | None = None,
    locales: Mapping[tuple[str, str], Locale] | None = None,
) -> tuple[dict[str, Folder], list[tuple[str, ...]]]:
    """The three folders before they are written, and the lines of the answer key; `locales` as in `gather`."""
    world = create(Profile(seed=seed))
    folders = {
        name: gather(world, turn, locales=locales) for name, turn in (("clean", 2), ("seeded_r1", 1), ("seeded_r2", 2))
    }
    disturb(folders["clean"])
    disturb(folders["seeded_r2"])
    lines = []
    for name, folder in folders.items():
        defects = sown(name, codes)
        for defect in defects:
            defect.sow(folder)
        lines += [each.line(name, folder) for defect in defects for each in defect.expected]
    return folders, lines


def second(target: Path, *, workers: int = 2) -> None:
    """Write another organisation, clean: other seed, names, department ids, sizes and months."""
    folder = renamed(gather(create(ELSEWHERE), 2, plain=True), WORDS, IDS)
    write_folders(target.parent, {target.name: folder}, workers=workers)


def write_folders(
    target: Path,
    folders: dict[str, Folder],
    progress: Callable[[int, int], None] | None = None,
    workers: int = 2,
    rows: int = PREPARED_ROWS,
) -> None:
    """Write composed folders, each under its name in `target`, with so many prepared rows on each sheet."""
    jobs = []
    for name, folder in folders.items():
        lists = Lists.of(folder.book("organisation").sheets)
        jobs += [(target / name / workbook.path, workbook, lists, rows) for workbook in folder]
    for path, *_ in jobs:
        path.parent.mkdir(parents=True, exist_ok=True)
    done = 0
    if workers < 2:
        for job in jobs:
            write_all([job])
            done += 1
            if progress:
                progress(done, len(jobs))
        return
    with ProcessPoolExecutor(workers) as pool:
        for count in pool.map(write_all, _batches(jobs)):
            done += count
            if progress:
                progress(done, len(jobs))


def write_all(jobs: list[Job]) -> int:
    """Write a few workbooks, each by the hand it says; returns how many."""
    for path, workbook, lists, rows in jobs:
        sheets, identity = workbook.sheets, workbook.identity
        if identity.locale != "zh-Hans":
            sheets = spoken(sheets, identity.locale)
        if workbook.hand == "foreign":
            write_foreign(path, replace(workbook, sheets=sheets), lists)
            continue
        if identity.locale == LOCALES.get((identity.book, identity.department)):
            sheets = traditional(sheets, identity.book)
        write(path, BOOKS[identity.book], identity, lists=lists, records=sheets, rows=rows)
        if workbook.hand == "wps":
            falsify_dimension(path)
        for sheet, column in sorted(workbook.pasted):
            paste_over(path, identity, sheet, column, len(sheets[sheet]))
    return len(jobs)


def _batches(jobs: list[Job]) -> Iterator[list[Job]]:
    iterator = iter(jobs)
    while batch := list(islice(iterator, BATCH)):
        yield batch
