"""Many cells in few words: nothing is lost, neighbours are a range."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reports.areas import areas
from templates.table import Place


def places(*cells: str, file: str = "a.xlsx", sheet: str = "甲") -> list[Place]:
    return [Place(file, sheet, cell) for cell in cells]


def test_neighbours_of_a_column_are_a_range() -> None:
    assert areas(places("D8", "D6", "D7", "B6", "AA6", "D10")) == [{"file": "a.xlsx", "sheet": "甲", "cells": "B6 D6:D8 D10 AA6"}]
    assert areas([*places("B6"), *places("C6", sheet="乙")])[1] == {"file": "a.xlsx", "sheet": "乙", "cells": "C6"}
    assert areas([Place("a.xlsx")]) == [{"file": "a.xlsx", "sheet": "", "cells": ""}]


def spelled(cells: str) -> set[str]:
    found = set()
    for part in cells.split():
        first, _, last = part.partition(":")
        letters = first.rstrip("0123456789")
        begin, end = int(first[len(letters):]), int((last or first)[len(letters):])
        found |= {f"{letters}{row}" for row in range(begin, end + 1)}
    return found


@given(st.sets(st.tuples(st.sampled_from(["A", "B", "Z", "AA"]), st.integers(1, 30))))
def test_all_cells_are_named_and_no_other(cells: set[tuple[str, int]]) -> None:
    told = areas(places(*(f"{letters}{row}" for letters, row in cells)))
    assert set().union(*(spelled(each["cells"]) for each in told)) == {f"{letters}{row}" for letters, row in cells}


def test_what_comes_twice_stands_there_twice() -> None:
    assert areas(places("B6", "B7", "B6", "B6")) == [{"file": "a.xlsx", "sheet": "甲", "cells": "B6:B7 B6 B6"}]
