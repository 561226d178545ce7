"""What must hold of every balanced plan: random problems against trying everything, and laws."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checks.scheduling.balanced import Solution, balanced
from checks.scheduling.board import board
from checks.scheduling.bounds import bound
from checks.scheduling.faults import faults, is_late
from checks.scheduling.faults import lateness as faults_lateness
from checks.scheduling.problem import Link, Need, Objective, Problem
from tests.scheduling_cases import OBJECTIVES, broken, lateness, optima, random_problem

SECONDS = 2.0
CASES = [pytest.param(300, id="some"), pytest.param(10_000, id="many", marks=pytest.mark.proof)]
seeds = st.integers(0, 10**6)
objectives = st.sampled_from(OBJECTIVES)


def better(one: Solution, other: Solution) -> bool:
    return (one.lateness, one.value) < (other.lateness, other.value)


@pytest.mark.parametrize("cases", CASES)
def test_what_is_called_proved_is_the_optimum_and_no_bound_is_above_it(cases: int):
    for seed in range(cases):
        problem, objective = random_problem(seed), OBJECTIVES[seed % 3]
        late, best = optima(problem)[objective]
        found = balanced(problem, objective, seconds=SECONDS)
        assert (found.lateness, found.value) >= (late, best), seed
        if found.proved:
            assert (found.lateness, found.value) == (late, best), seed
        if not late:
            assert found.bound <= best, seed
            assert bound(board(problem), objective) <= best, seed


@pytest.mark.parametrize("cases", CASES)
def test_the_search_alone_breaks_nothing(cases: int):
    for seed in range(cases):
        problem = random_problem(seed, most=8)
        found = balanced(problem, OBJECTIVES[seed % 3], seconds=0.01, solver=False, repeatable=True)
        start = list(found.start)
        assert not broken(problem, start), seed
        assert found.lateness == lateness(problem, start), seed


@pytest.mark.parametrize("cases", CASES)
def test_faults_are_those_of_a_check_by_hand(cases: int):
    chance = Random(7)
    for seed in range(cases):
        problem = random_problem(seed, most=6)
        start = [task.planned or 0 if task.fixed else chance.randint(0, 6) for task in problem.tasks]
        found = faults(problem, start)
        assert bool([fault for fault in found if not is_late(problem, fault)]) == broken(problem, start), seed
        assert faults_lateness(problem, found) == lateness(problem, start), seed


@settings(max_examples=15, deadline=None)
@given(seeds, objectives)
def test_never_worse_than_the_plan_in_force(seed: int, objective: Objective):
    problem = random_problem(seed, most=8)
    first = balanced(problem, objective, seconds=0.02, solver=False, repeatable=True)
    found = balanced(problem, objective, seconds=0.0, solver=False, hints=[first.start])
    assert not better(first, found)


@settings(max_examples=10, deadline=None)
@given(seeds, objectives, st.booleans())
def test_repeatable_means_the_same_again(seed: int, objective: Objective, solver: bool):
    problem = random_problem(seed, most=10)
    one, two = (balanced(problem, objective, seconds=0.05, solver=solver, repeatable=True, seed=seed) for _ in range(2))
    assert one.start == two.start
    assert (one.value, one.bound, one.proved) == (two.value, two.bound, two.proved)


@settings(max_examples=15, deadline=None)
@given(seeds, objectives, st.randoms(use_true_random=False))
def test_the_order_of_tasks_and_resources_does_not_matter(seed: int, objective: Objective, chance: Random):
    problem = random_problem(seed)
    order, resources = list(range(len(problem.tasks))), [1, 0]
    chance.shuffle(order)
    where = {old: new for new, old in enumerate(order)}
    turned = Problem(
        [type(task)(**{**{name: getattr(task, name) for name in task.__slots__},
                       "needs": tuple(Need(resources[need.resource], *need[1:]) for need in task.needs)})
         for task in (problem.tasks[old] for old in order)],
        [Link(where[link.before], where[link.after], link.distance) for link in problem.links],
        [problem.resources[old] for old in resources], problem.projects)
    one, two = balanced(problem, objective, seconds=SECONDS), balanced(turned, objective, seconds=SECONDS)
    if one.proved and two.proved:
        assert (one.lateness, one.value) == (two.lateness, two.value)
