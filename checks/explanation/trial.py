"""The trial of a repair: applied to the books in memory and validated again; whether the clash is gone, and what is new."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache, cached_property
from typing import TYPE_CHECKING

from checks.change import ADDED, applied
from checks.conflicts import READINGS, Conflict, conflicts
from checks.explanation.part import COUNTED, asked_by, part
from checks.explanation.readers import ALL, readers
from checks.judge import judge
from checks.rule import RULES

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from checks.change import Change
    from checks.explanation.move import Repair
    from checks.explanation.scene import Scene
    from checks.finding import Finding
    from checks.judge import Judgement
    from checks.portfolio import Portfolio


DONE = "ES"
"""Families of rules on what was done and answered (evaluation, survey): their errors follow from reports, not from plans."""
LINKED = frozenset({"P07", "P10", "P11", "P17"})
"""Rules on repeated work, stages, chains and parts of a whole, which look at other departments' tasks as well."""
FOLLOWS = frozenset({"R14"})
"""Rules that say again, as a warning, what a clash already says."""


@dataclass(frozen=True)
class Verdict:
    """What a repair does: new clashes of error severity, other new errors, and how many warnings it raises."""

    clashes: tuple[Conflict, ...] = ()
    errors: tuple[Finding, ...] = ()
    warnings: int = 0

    @property
    def good(self) -> bool:
        """True where no new error appears."""
        return not self.clashes and not self.errors


@dataclass
class Trial:
    """Validates a portfolio again, with the rules only that look at what changed."""

    scene: Scene
    judgement: Judgement

    @property
    def portfolio(self) -> Portfolio:
        """The portfolio as it is."""
        return self.scene.portfolio

    @cached_property
    def _known(self) -> set[tuple[str, str, str, str]]:
        return {finding.identity for finding in self.judgement.findings}

    @cached_property
    def _clashes(self) -> Mapping[str, list[Conflict]]:
        found: dict[str, list[Conflict]] = {}
        for each in conflicts([*self.judgement.findings, *(waived.finding for waived in self.judgement.waived)]):
            found.setdefault(each.finding.code, []).append(each)
        return found

    @cached_property
    def _readers(self) -> Mapping[str, set[tuple[str, str]]]:
        return readers(self.portfolio, {code for code in RULES if code[0] not in DONE} - _on_cells())

    def left(self, portfolio: Portfolio, clash: Conflict, conflict: Conflict) -> list[Conflict]:
        """What the rule of a clash still says of its resource, apart from what it said beside the conflict that is repaired.

        Empty where the clash, which may be that conflict itself, is gone.
        """
        said = conflicts(judge(portfolio, codes={clash.finding.code}).findings)
        return [each for each in said if each.resource == clash.resource and not self._was_there(each, conflict)]

    def verdict(self, conflict: Conflict, repair: Repair) -> Verdict | None:
        """What a repair does to the whole portfolio; None where the clash is still there.

        Clashes come first: where there are new ones, other rules are not asked.
        """
        after = applied(self.portfolio, repair.changes)
        asked = asked_by(self.scene, after, repair.changes)
        for place in conflict.finding.places:
            asked.note(self.scene.row(place))
        near = part(self.scene, after, asked)
        if self.left(near if conflict.finding.code in COUNTED else after, conflict, conflict):
            return None
        touched = self._touched(repair.changes, after)
        new = [*self._said(near, touched & COUNTED, conflict), *self._said(after, touched & set(READINGS) - COUNTED, conflict)]
        if not any(each.severity == "error" for each in new):
            rest = touched - set(READINGS)
            files = {change.place.file for change in repair.changes} | {after.organisation.file if after.organisation else ""}
            departments = {change.department for change in repair.changes} | {""}
            cells = [book for book in after.books if book.file in files]
            own = [book for book in after.books if book.identity.department in departments]
            new += self._said(replace(after, books=cells), rest & _on_cells(), conflict)
            new += self._said(replace(after, books=own), (rest & _on_files()) - _on_cells(), conflict)
            new += self._said(after, rest - _on_files() - _on_cells(), conflict)
        errors = [each for each in new if each.severity == "error"]
        return Verdict(tuple(conflicts(each for each in errors if each.code in READINGS)),
                       tuple(each for each in errors if each.code not in READINGS),
                       sum(each.severity == "warning" for each in new))

    def _said(self, portfolio: Portfolio, codes: set[str], conflict: Conflict) -> list[Finding]:
        """What rules newly say."""
        return [each for each in judge(portfolio, codes=codes).findings if self._new(each, conflict)] if codes else []

    def _touched(self, changes: Iterable[Change], after: Portfolio) -> set[str]:
        """Rules that look at what changes; where a row is added, all but those on what was done."""
        changes = list(changes)
        rules = {code for code in RULES if code[0] not in DONE and code not in FOLLOWS}
        if any(change.key == ADDED for change in changes):
            return rules
        cells = {(change.place.table, change.column) for change in changes} | _derived_changes(self.portfolio, after)
        tables = {(table, ALL) for table, _ in cells}
        return {code for code in rules if code in _on_cells() or not self._readers[code].isdisjoint(cells | tables)}

    def _new(self, finding: Finding, conflict: Conflict) -> bool:
        """True for what was not said before, or is now said of more."""
        same = conflicts([finding])
        return not self._was_there(same[0], conflict) if same else finding.identity not in self._known

    def _was_there(self, after: Conflict, conflict: Conflict) -> bool:
        """True where a clash, other than the one that is repaired, was there before and is no larger now."""
        return any(_within(after, before) for before in self._clashes.get(after.finding.code, ())
                   if before.finding.places != conflict.finding.places or before.start != conflict.start)


@cache
def _on_files() -> frozenset[str]:
    """Rules that a department's own books and the office's are enough for."""
    return frozenset(code for code, rule in RULES.items() if rule.scope == "f" and code not in LINKED)


@cache
def _on_cells() -> frozenset[str]:
    """Rules on single cells of a file: they look at all of them, and are asked of the changed files alone."""
    return frozenset(code for code, rule in RULES.items() if code[0] == "F" and rule.scope == "f")


def _within(after: Conflict, before: Conflict) -> bool:
    """True where a clash is the same as before, or only a part of it."""
    return (set(after.finding.places) <= set(before.finding.places) and after.resource == before.resource
            and (before.start is None or after.start is None or before.start <= after.start)
            and (before.finish is None or after.finish is None or after.finish <= before.finish)
            and (after.excess or 0) <= (before.excess or 0) + 1e-9)


def _derived_changes(before: Portfolio, after: Portfolio) -> set[tuple[str, str]]:
    """Derived columns (table, column) of which a value is another one."""
    return {(table.key, field.key) for old, new in zip(before.books, after.books, strict=True) if old is not new
            for key, table in new.tables.items() for field in table.declaration.fields
            if field.derived and table.columns.get(field.key) != old.tables[key].columns.get(field.key)}
