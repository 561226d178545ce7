"""Breaking lines on a terminal."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from addin.wrap import wrap


def test_chinese_breaks_anywhere_but_before_a_closing_mark() -> None:
    assert wrap("请只留一位责任人，其余填入", 16) == ["请只留一位责任", "人，其余填入"]
    assert wrap("改为“赵敏”", 6) == ["改为", "“赵敏”"]


def test_words_stay_whole() -> None:
    assert wrap("Task T-QA-006 has no owner", 14) == ["Task T-QA-006", "has no owner"]


@given(st.text(alphabet="统筹abc ，。T-1（）", max_size=80), st.integers(8, 40))
def test_nothing_is_lost(text: str, width: int) -> None:
    lines = wrap(text, width)
    assert "".join("".join(lines).split()) == "".join(text.split())


@given(st.text(alphabet="统筹计划", max_size=80), st.integers(8, 40))
def test_no_line_is_too_long(text: str, width: int) -> None:
    assert all(cell_len(line) <= width for line in wrap(text, width))


def test_a_character_goes_down_with_the_closing_marks_that_no_longer_fit():
    assert wrap("差 1 台（间）。涉及", 12) == ["差 1 台", "（间）。涉及"]
    assert all(cell_len(line) <= 12 for line in wrap("可用（一）（二）。（三）。差（四）。" * 3, 12))
