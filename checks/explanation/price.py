"""What a change costs, as one number to rank by, in working days; and how the parts of it are weighed.

price = days (1.5 × days by which a task finishes sooner, 0.5 × days of a row inside its task)
      + 2 × person-days of work given up + 3 × knock-on tasks
      + money ÷ 5,000 元 + 1 × every further department concerned + what the kind of change takes to arrange
"""

from __future__ import annotations

WEIGHT = {
    "inside": 0.5,                                              # no date moves that anybody else looks at
    "sooner": 1.5,                                              # the same work in less time
    "share": 2.0, "headcount": 2.0, "quantity": 2.0,            # work that will not be done: worse than a day later
}
"""Of a day (of a person-day or unit-day given up), by kind; of other kinds a day is a day."""
EARLIER = 0.25
"""On top where something is to begin earlier: later is easier to arrange."""
KNOCK_ON = 3.0
"""Of every other task that must move along, by however many days: people have to be asked."""
YUAN_A_DAY = 5_000.0
"""元 that are worth a working day."""
PARTY = 1.0
"""Of every department concerned beyond the first one, and of the office: another one that has to agree."""
ARRANGING = {
    "shift": 0.5, "sooner": 0.5, "inside": 0.25, "date": 0.25,
    "share": 0.5, "headcount": 0.5, "quantity": 0.5, "cut": 0.5, "back": 0.5, "agree": 0.5, "add": 0.5, "joint": 0.5,
    "drop": 1.0, "lag": 1.0, "forward": 1.0,
    "person": 2.0,                                              # somebody else must take over the work
    "cap": 2.0,                                                 # whoever set it must raise it
    "pool": 3.0,                                                # people from elsewhere travel, and have to be taught
    "unit": 4.0,                                                # whether it will do, only those who do the work know
}
"""What a kind of change takes to arrange, whatever its size."""
LENT = 3.0
"""On top where the person or unit belongs to another department."""
AGAINST = 2.0
"""On top where a predecessor is dropped although the dates keep its order: it is meant."""
WARNING = 0.5
"""On top of the rank of a repair for every new warning; it is no part of the price."""
