"""The search for repairs: single changes and pairs of them, cheapest first, until three are verified."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from heapq import heappop, heappush
from typing import TYPE_CHECKING

from checks.change import applied
from checks.explanation.menu import menu
from checks.explanation.move import Repair
from checks.explanation.part import COUNTED, asked_in, part
from checks.explanation.price import WARNING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from checks.conflicts import Conflict
    from checks.explanation.move import Move
    from checks.explanation.scene import Scene
    from checks.explanation.trial import Trial
    from checks.portfolio import Portfolio

ENOUGH = 3
"""Repairs that are offered."""
LOOKS, TRIALS, MORE = 1500, 30, 6
"""How many proposals are looked at, and how many validated in full, before the search is given up; and how many more are
validated once there is a repair."""


@dataclass
class Search:
    """Best first: a pair is never cheaper than either of its moves, so what is verified first is cheapest.

    A pair is offered only where no single change does as cheaply; two more single ones may follow. In a cheapest pair one
    move touches the clash, and the other touches the clash or an error that the first one makes: anything else could be
    left out.
    """

    scene: Scene
    trial: Trial
    conflict: Conflict
    found: list[Repair] = field(default_factory=list)
    _heap: list[tuple[float, int, Repair, int, Sequence[Conflict]]] = field(default_factory=list)
    _pushed: int = 0
    _parts: dict[str, Portfolio] = field(default_factory=dict)
    _paired: set[frozenset[tuple[str, ...]]] = field(default_factory=set)

    def repairs(self) -> tuple[Repair, ...]:
        """The cheapest repairs, at most three, each another idea: not the same task a day further."""
        moves = menu(self.scene, self.conflict)
        for number, move in enumerate(moves):
            self._push(Repair((move,)), number)
        looks, trials, allowed = 0, 0, TRIALS
        while self._heap and len(self.found) < ENOUGH and looks < LOOKS and trials < allowed:
            _, _, repair, number, made = heappop(self._heap)
            if self._told(repair):
                continue
            if repair.warnings:
                self.found.append(repair)
                continue
            looks += 1
            if any(self._left(repair, clash) for clash in made):
                continue
            seconds, new = moves[number + 1:], self._left(repair, self.conflict)
            if not new:
                trials += 1
                verdict = self.trial.verdict(self.conflict, repair)
                if verdict and verdict.good:
                    allowed = min(allowed, trials + MORE)
                    self._keep(repair, verdict.warnings)
                    continue
                if verdict:
                    self._pair(repair, [], [] if verdict.errors else verdict.clashes, verdict.clashes)
                    continue
            self._pair(repair, seconds, new)
        return tuple(self.found)

    def _left(self, repair: Repair, clash: Conflict) -> list[Conflict]:
        """What is left of a clash, by its own rule alone and in the part of the books that it looks at."""
        key = clash.key
        if key not in self._parts:
            whole = self.scene.portfolio
            counted = clash.finding.code in COUNTED
            self._parts[key] = part(self.scene, whole, asked_in(self.scene, clash)) if counted else whole
        return self.trial.left(applied(self._parts[key], repair.changes), clash, self.conflict)

    def _keep(self, repair: Repair, warnings: int) -> None:
        """A repair that raises warnings waits for its turn among those that do not."""
        if warnings:
            self._push(replace(repair, warnings=warnings), -1)
        else:
            self.found.append(repair)

    def _push(self, repair: Repair, number: int, made: Sequence[Conflict] = ()) -> None:
        """`made` are clashes that the first move of a pair makes: they must be gone as well."""
        self._pushed += 1
        heappush(self._heap, (repair.price + WARNING * repair.warnings, self._pushed, repair, number, made))

    def _pair(
        self, repair: Repair, seconds: Sequence[Move], new: Sequence[Conflict], made: Sequence[Conflict] = (),
    ) -> None:
        """The move with one more: those that touch the clash, and those that touch what the move leaves or makes of it."""
        if len(repair.moves) > 1 or self.found:
            return
        for second in (*seconds, *(move for clash in new for move in menu(self.scene, clash))):
            pair = Repair((*repair.moves, second))
            if pair.fits and pair.key not in self._paired:
                self._paired.add(pair.key)
                self._push(pair, -1, made)

    def _told(self, repair: Repair) -> bool:
        """True where a cheaper repair has the same idea or does with one of the moves alone, and for a pair that is late."""
        ideas = _ideas(repair.moves)
        return bool(self.found) and (len(repair.moves) > 1 or any(_ideas(each.moves) <= ideas for each in self.found))


def _ideas(moves: Sequence[Move]) -> set[tuple[str, str]]:
    return {(move.kind, move.subject) for move in moves}
