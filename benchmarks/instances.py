"""Scheduling problems for the benchmark: those of MPSPLIB where their files are, and generated ones, always the same."""

from __future__ import annotations

import json
import os
from dataclasses import replace
from pathlib import Path
from random import Random

from checks.scheduling.board import board
from checks.scheduling.generation import serial
from checks.scheduling.problem import Link, Need, Problem, Resource, Task

FOLDER = "TONGCHOU_SCHEDULING_DATA"
NAMES = ("j30_a2_nr1", "j30_a5_nr2", "j30_a10_nr1", "j90_a5_nr2", "j120_a2_nr3")


def library() -> dict[str, Problem]:
    """The problems of MPSPLIB (Homberger 2007) in the folder that the environment names, else beside the project."""
    folder = Path(os.environ.get(FOLDER) or Path(__file__).parents[2] / "shared" / "data" / "scheduling")
    return {name: read(folder / f"mp_{name}.json") for name in NAMES if (folder / f"mp_{name}.json").exists()}


def read(path: Path) -> Problem:
    """One problem from its file."""
    raw = json.loads(path.read_text(encoding="utf-8"))
    project = {each["id"]: number for number, each in enumerate(raw["projects"])}
    tasks = [Task(each["dur"], project[each["project"]], release=each.get("release", 0), wish=each.get("release", 0), needs=tuple(
        Need(resource, units, 0, each["dur"]) for resource, units in enumerate(each["req"]) if units and each["dur"]))
        for each in raw["tasks"]]
    links = [Link(before, after, raw["tasks"][before]["dur"] + lag)
             for after, each in enumerate(raw["tasks"]) for before, lag in each["pred"]]
    return Problem(tasks, links, [Resource(each["name"], each["capacity"]) for each in raw["resources"]], len(project))


def shared(projects: int, size: int, seed: int) -> Problem:
    """Departments with open dates whose tasks compete for three shared resources, in layers like those of PSPLIB."""
    chance = Random(seed)
    tasks, links = [], []
    for project in range(projects):
        first = len(tasks)
        for number in range(size):
            length = chance.randint(1, 10)
            needs = tuple(Need(resource, chance.randint(1, 10), 0, length) for resource in range(3) if chance.random() < 0.6)
            tasks.append(Task(length, project, needs))
            before = {chance.randint(max(0, number - 8), number - 1) for _ in range(2)} if number else set()
            links += [Link(first + other, first + number, tasks[first + other].duration) for other in sorted(before)]
    return Problem(tasks, links, [Resource(f"shared {number}", 8 + 4 * projects) for number in range(3)], projects)


def in_force(departments: int, size: int, absences: int, seed: int) -> Problem:
    """A yearly plan that was sound until people fell ill and machines broke down: few clashes, slack, deadlines."""
    chance = Random(seed)
    people, machines = 3 * departments, departments
    resources = [Resource(f"person {number}", 10_000) for number in range(people)]
    resources += [Resource(f"machine {number}", 2) for number in range(machines)]
    tasks, links = [], []
    for department in range(departments):
        for _ in range(size):
            number, length = len(tasks), chance.randint(2, 15)
            helper = chance.randrange(people) if chance.random() < 0.3 else 3 * department + chance.randrange(3)
            needs = [Need(helper, chance.choice((2_000, 5_000, 10_000)), 0, length)]
            if chance.random() < 0.3:
                needs.append(Need(people + chance.randrange(machines), 1, length // 2, length - length // 2))
            release = chance.randint(0, 230)
            tasks.append(Task(length, department, tuple(needs), release=release, wish=release,
                              weight=chance.choice((1, 1, 2, 5))))
            if chance.random() < 0.3 and number % size:
                before = number - 1 - chance.randrange(min(4, number % size))
                links.append(Link(before, number, tasks[before].duration))
    sound = Problem(tasks, links, resources, departments)
    start = serial(board(sound), [task.release for task in tasks])
    planned = [replace(task, planned=day, wish=day, latest=day + chance.randint(5, 60) if chance.random() < 0.3 else None,
                       release=max(0, day - chance.randint(0, 20))) for task, day in zip(tasks, start, strict=True)]
    away: dict[int, dict[int, int]] = {}
    for _ in range(absences):
        resource, first = chance.randrange(len(resources)), chance.randrange(200)
        away.setdefault(resource, {}).update(dict.fromkeys(range(first, first + chance.randint(3, 15)), 0))
    return Problem(planned, links, [replace(each, except_on=away.get(number, {})) for number, each in enumerate(resources)],
                   departments)
