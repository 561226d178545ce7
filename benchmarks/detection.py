"""Overloads among a million assignments: our detection against a bare difference array, pandas and duckdb."""

from __future__ import annotations

from datetime import date

import duckdb
import numpy as np
import pandas as pd

from benchmarks.turns import in_turns, show
from checks.demand import Demands
from checks.load import peaks
from templates.calendar import Calendar

ROWS, RESOURCES, DAYS, LIMIT = 1_000_000, 500, 730, 33.0
FIRST = date(2025, 1, 1)
NAMES = [f"R{number:03}" for number in range(RESOURCES)]
BARE = "difference array alone"


class Assignments:
    """A million windows of up to 30 days, of 500 resources over two years; the calendar counts every day as worked."""

    def __init__(self) -> None:
        chance = np.random.default_rng(2026)
        self.of = chance.integers(0, RESOURCES, ROWS)
        self.start = chance.integers(0, DAYS - 30, ROWS)
        self.finish = np.minimum(self.start + chance.integers(0, 30, ROWS), DAYS - 1)
        self.amounts = chance.random(ROWS)
        self.calendar = Calendar({date.fromordinal(FIRST.toordinal() + number): True for number in range(DAYS)})
        self.frame = pd.DataFrame({"of": self.of, "start": self.start, "finish": self.finish, "amount": self.amounts})

    def ours(self, *, named: bool = False) -> list[tuple[str, date, date]]:
        """Runs of days beyond the limit with their peaks; `named` adds which rows take part."""
        first = FIRST.toordinal()
        demands = Demands(NAMES, self.of, first + self.start, first + self.finish, self.amounts, [])
        found = peaks(demands, lambda _resource, _days: LIMIT, self.calendar)
        if named:
            for each in found:
                each.loads.members(*each.span)
        return [(each.resource, each.start, each.finish) for each in found]

    def bare(self) -> object:
        """Loads per resource and day, and which are too much; neither runs nor peaks."""
        width = DAYS + 1
        at = self.of * width
        steps = (np.bincount(at + self.start, self.amounts, RESOURCES * width)
                 - np.bincount(at + self.finish + 1, self.amounts, RESOURCES * width))
        return np.cumsum(steps.reshape(RESOURCES, width), axis=1) > LIMIT

    def pandas(self) -> object:
        """The same with group-bys and a cumulated sum."""
        begin = self.frame.groupby(["of", "start"])["amount"].sum().rename_axis(["of", "day"])
        end = self.frame.assign(day=self.frame.finish + 1).groupby(["of", "day"])["amount"].sum()
        load = begin.sub(end, fill_value=0.0).groupby(level="of").cumsum()
        return load[load > LIMIT]

    def duckdb(self) -> object:
        """The same in SQL."""
        rows = self.frame
        query = """with steps as (select "of", start as day, amount from rows
                                  union all select "of", finish + 1, -amount from rows),
                        days as (select "of", day, sum(amount) as step from steps group by "of", day),
                        loads as (select "of", day, sum(step) over (partition by "of" order by day) as load from days)
                   select * from loads where load > ?"""
        with duckdb.connect() as connection:
            connection.register("rows", rows)
            return connection.execute(query, [LIMIT]).fetchnumpy()


def main() -> None:
    rows = Assignments()
    beyond = np.flatnonzero(np.diff(np.pad(rows.bare(), ((0, 0), (1, 0))).astype(int), axis=1) == 1).size  # type: ignore[arg-type]
    found = len(rows.ours())
    assert found == beyond, (found, beyond)
    ways = {BARE: rows.bare, "ours: periods, peaks, capacity": rows.ours, "ours: and the rows that take part":
            lambda: rows.ours(named=True), "pandas: loads beyond the limit": rows.pandas, "duckdb: likewise": rows.duckdb}
    spent = in_turns(ways, 7, {"pandas: loads beyond the limit": 3, "duckdb: likewise": 5})
    show(f"{ROWS:,} assignments, {RESOURCES} resources, {DAYS} days, {found} overloads", spent, BARE,
         "held: ours ≤ 4 × the bare difference array")


if __name__ == "__main__":
    main()
