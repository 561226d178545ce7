"""Cores and repairs against brute force: all sets of cells, all single changes and all pairs of them, on small cases."""

from __future__ import annotations

import random
from collections import Counter

import pytest
from small_clashes import WORKDAYS, cheapest, clashes, clashes_with, least_core, portfolio_of, random_case

from checks.conflicts import conflicts
from checks.explanation.explanation import explain
from checks.judge import judge

DAY = {day: number for number, day in enumerate(WORKDAYS)}


def named(conflict):
    """What tells a conflict from the others of its case."""
    code, row = conflict.finding.code, conflict.finding.anchor.key if conflict.finding.code in ("R04", "R06") else ""
    return code, conflict.resource, row, DAY[conflict.start]


def called(clash):
    return clash.code, clash.resource, *(clash.cells if clash.code in ("R04", "R06") else [""]), clash.first


def facts_of(case, core):
    """The rows and maintenance windows that a core's cells stand for; limits and dates are no facts of the second opinion."""
    upkeep = {f"{asset}/{WORKDAYS[first]}": (asset, first, last, units) for asset, first, last, units in case.upkeep}
    return [upkeep.get(place.key, place.key) for place in core if place.table in ("plan.staffing", "plan.equipment",
                                                                                "organisation.maintenance")]


@pytest.mark.parametrize("count", [300, pytest.param(10_000, marks=pytest.mark.proof)])
def test_cores_are_irreducible_and_least_and_repairs_are_truly_the_cheapest(count):
    chance, repaired = random.Random(20260302), Counter()
    for number in range(count):
        case = random_case(chance)
        sown, portfolio = clashes(case), portfolio_of(case)
        judgement = judge(portfolio)
        found = {named(each): each for each in conflicts(judgement.findings) if each.finding.severity == "error"}
        assert sorted(found) == sorted(map(called, sown)), number
        if not sown:
            continue
        clash = chance.choice(sown)
        conflict = found[called(clash)]
        explanation = explain(portfolio, judgement, [conflict])[conflict]
        price = cheapest(case, clash)
        assert [each.price for each in explanation.repairs[:1]] == ([] if price is None else [price]), number
        repaired[clash.code, len(explanation.repairs[0].moves) if explanation.repairs else 0] += 1
        if clash.code in ("R01", "R05"):
            core = facts_of(case, explanation.core)
            assert clashes_with(case, clash, core), number
            assert len(core) == least_core(case, clash), number
            assert not any(clashes_with(case, clash, [each for each in core if each != one]) for one in core), number
    assert all(repaired[code, size] for code in ("R01", "R04", "R05", "P15") for size in (0, 1))
    assert repaired["R05", 2]
