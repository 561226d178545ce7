"""From a profile to the folders of its rounds: everything generated, nothing written yet."""

from __future__ import annotations

import re
from copy import deepcopy
from random import Random
from typing import TYPE_CHECKING, Any, cast

from samples.budgets import budget
from samples.decoys import HANDS, LOCALES, NAMES
from samples.economics import figure
from samples.folder import Folder, Hand
from samples.goals import foresee, take_over
from samples.handovers import hand_over
from samples.organisation import found, received
from samples.people import hire
from samples.progress import report
from samples.registers import meet, register
from samples.survey import ask
from samples.tasks import plan
from samples.world import UNITS, YEAR, Profile, World

if TYPE_CHECKING:
    from collections.abc import Mapping

    from templates.field import Locale


def create(profile: Profile) -> World:
    """One organisation with all its records, the same for the same profile."""
    world = World(profile, Random(profile.seed))
    hire(world)
    found(world)
    plan(world)
    take_over(world)
    foresee(world)
    hand_over(world)
    budget(world)
    report(world)
    ask(world)
    figure(world)
    meet(world)
    register(world)
    return world


def gather(
    world: World, turn: int, *, plain: bool = False, locales: Mapping[tuple[str, str], Locale] | None = None
) -> Folder:
    """The folder of a round: organisation, plans and budgets; from round 2 on all that follows.

    `plain` leaves the habits of people away: other programs, other languages, renamed files. `locales` are the
    languages of books by (book, department), zh-Hans where none is said.
    """
    folder, name = Folder(), world.profile.name
    languages = dict(locales or {}) if plain else LOCALES | dict(locales or {})
    folder.add(
        "organisation",
        deepcopy(received(world, turn)),
        organisation=name,
        period=str(YEAR),
        locale=languages.get(("organisation", ""), "zh-Hans"),
    )
    for department in UNITS:
        for book, sheets in (("plan", world.plans[department]), ("budget", world.budgets[department])):
            folder.add(
                book,
                deepcopy(sheets),
                organisation=name,
                period=str(YEAR),
                department=department,
                turn=turn,
                locale=languages.get((book, department), "zh-Hans"),
                hand=_hand(department, plain),
                name="" if plain or turn == 1 else NAMES.get((book, department), ""),
            )
        if turn > 1:
            for month in world.profile.months:
                folder.add(
                    "progress",
                    deepcopy(world.progress[department, month]),
                    organisation=name,
                    period=f"{YEAR}-{month:02}",
                    department=department,
                    locale=languages.get(("progress", department), "zh-Hans"),
                    hand=_hand(department, plain),
                )
    if turn > 1:
        for (book, period), sheets in world.others.items():
            folder.add(
                book,
                deepcopy(sheets),
                organisation=name,
                period=period,
                locale=languages.get((book, ""), "zh-Hans"),
            )
    return folder


def renamed(folder: Folder, words: dict[str, str], ids: dict[str, str]) -> Folder:
    """The same folder with other words, and with other department ids wherever one stands by itself."""
    pattern = re.compile(
        "|".join(
            [rf"(?<![A-Za-z0-9]){re.escape(key)}(?![A-Za-z0-9])" for key in ids] + [re.escape(word) for word in words]
        )
    )
    said = ids | words

    def other(value: Any) -> Any:
        if isinstance(value, tuple):
            return tuple(map(other, value))
        return pattern.sub(lambda match: said[match[0]], value) if isinstance(value, str) else value

    result = Folder()
    for each in folder:
        sheets = {
            key: [record and {column: other(value) for column, value in record.items()} for record in records]
            for key, records in each.sheets.items()
        }
        identity = each.identity
        result.add(
            identity.book,
            sheets,
            organisation=identity.organisation,
            period=identity.period,
            department=ids.get(identity.department, identity.department),
            turn=identity.round,
        )
    return result


def _hand(department: str, plain: bool) -> Hand:
    return "ours" if plain else cast("Hand", HANDS.get(department, "ours"))
