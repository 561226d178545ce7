"""Cash by month: sums of those who plan it; a month with a cell that cannot be read is known to be unknown."""

from __future__ import annotations

from tables import story

from reports.cash import cash


def month(name, opening, inflow, outflow):
    return {"month": name, "opening": opening, "inflow": inflow, "outflow": outflow}


def test_closings_are_worked_out_and_summed_over_departments():
    portfolio = story(budget={"A": {"cash": [month("2026-02", 70, 10, 90), month("2026-01", 100, 20, 50)]},
                              "B": {"cash": [month("2026-01", 5, 0, 1)]}})
    assert [(each.month, each.closing) for each in cash(portfolio)] == [("2026-01", 74), ("2026-02", -10)]
    assert [place.column for place in cash(portfolio)[1].cells] == ["opening", "inflow", "outflow"]


def test_an_unreadable_month_leaves_a_gap():
    portfolio = story(budget={"A": {"cash": [month("2026-01", 100, "很多", 50), month("2026-02", 70, 10, 20)]}})
    assert [each.closing for each in cash(portfolio)] == [None, 60]
    assert cash(story()) == []
