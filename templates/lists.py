"""What the organisation book offers to choose from: the lists behind drop-downs and derived sums."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from math import isfinite
from typing import TYPE_CHECKING

from templates.calendar import Calendar

if TYPE_CHECKING:
    from templates.identity import Identity

LISTED = ("departments", "people", "assets", "accounts", "goals", "suppliers", "materials", "skills")
KEY_OF = {"departments": "department", "people": "person", "assets": "asset", "accounts": "account", "goals": "goal",
          "suppliers": "supplier", "materials": "material", "skills": "skill"}
"""List → the column of its keys."""
_ALONG = ("departments", "people", "skills", "absences", "assets", "maintenance", "accounts", "caps", "suppliers", "goals",
          "approvals", "quality", "deadlines", "parameters")
"""Sheets whose rows self-checks look at."""
Records = Mapping[str, Iterable[Mapping[str, object] | None]]
"""Sheet key → records (column key → value); None stands for a blank row."""


def typed_number(typed: object, default: float) -> float:
    """A number that the organisation sets, as it was typed; what is none, or has no end, changes nothing."""
    try:
        number = float(str(typed).replace(",", ""))
    except ValueError:
        return default
    return number if isfinite(number) else default


@dataclass(frozen=True)
class Lists:
    """Per list the keys with their names; beside them what the formulas need: accounts' class, days off."""

    entries: Mapping[str, list[tuple[str, str]]] = field(default_factory=dict)
    account_class: Mapping[str, str] = field(default_factory=dict)
    controllable: Mapping[str, str] = field(default_factory=dict)
    department_of: Mapping[str, str] = field(default_factory=dict)
    calendar: Calendar = field(default_factory=Calendar)
    rows: Mapping[str, list[Mapping[str, object]]] = field(default_factory=dict)
    """Rows of the organisation book that come along with a department's for its self-checks."""
    parameters: Mapping[str, object] = field(default_factory=dict)
    """Parameters of rules that the organisation sets ("P11.share"), as typed."""

    @classmethod
    def of(cls, organisation: Records) -> Lists:
        """From an organisation book's records (choices by key)."""
        rows = {key: [record for record in organisation.get(key, ()) if record] for key in (*LISTED, "calendar")}
        along = {key: [record for record in organisation.get(key, ()) if record] for key in _ALONG}
        own = {record["date"]: record.get("working") == "yes" for record in rows["calendar"]
               if isinstance(record.get("date"), date)}
        entries: dict[str, list[tuple[str, str]]] = {}
        for key in LISTED:
            names = {str(row[KEY_OF[key]]): str(row.get("name") or "") for row in rows[key] if row.get(KEY_OF[key])}
            entries[key] = list(names.items())
        return cls(
            entries,
            {str(row["account"]): str(row.get("class") or "") for row in rows["accounts"] if row.get("account")},
            {str(row["account"]): str(row.get("controllable") or "") for row in rows["accounts"] if row.get("account")},
            {str(row["person"]): str(row.get("department") or "") for row in rows["people"] if row.get("person")},
            Calendar(own),  # type: ignore[arg-type]
            along,
            {f"{str(row['rule']).upper()}.{row['parameter']}": row["value"] for row in along["parameters"]
             if row.get("rule") and row.get("parameter") and row.get("value") is not None},
        )

    def due_on(self, identity: Identity) -> date | None:
        """The day on which a book is due, by its kind, period and round; None where the organisation does not say."""
        due = [row["due"] for row in self.rows.get("deadlines", ()) if row.get("book") == identity.book
               and str(row.get("period")) == identity.period and (row.get("round") or 0) == identity.round]
        return max((day for day in due if isinstance(day, date)), default=None)
