"""What the organisation book offers to choose from: the lists behind drop-downs and derived sums."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from templates.calendar import Calendar

LISTED = ("departments", "people", "assets", "accounts", "goals", "suppliers", "materials", "skills")
_KEY = {"departments": "department", "people": "person", "assets": "asset", "accounts": "account", "goals": "goal",
        "suppliers": "supplier", "materials": "material", "skills": "skill"}
Records = Mapping[str, Iterable[Mapping[str, object] | None]]
"""Sheet key → records (column key → value); None stands for a blank row."""


@dataclass(frozen=True)
class Lists:
    """Per list the keys with their names; beside them what the formulas need: accounts' class, days off."""

    entries: Mapping[str, list[tuple[str, str]]] = field(default_factory=dict)
    account_class: Mapping[str, str] = field(default_factory=dict)
    controllable: Mapping[str, str] = field(default_factory=dict)
    department_of: Mapping[str, str] = field(default_factory=dict)
    calendar: Calendar = field(default_factory=Calendar)

    @classmethod
    def of(cls, organisation: Records) -> Lists:
        """From an organisation book's records (choices by key)."""
        rows = {key: [record for record in organisation.get(key, ()) if record] for key in (*LISTED, "calendar")}
        own = {record["date"]: record.get("working") == "yes" for record in rows["calendar"]
               if isinstance(record.get("date"), date)}
        entries: dict[str, list[tuple[str, str]]] = {}
        for key in LISTED:
            names = {str(row[_KEY[key]]): str(row.get("name") or "") for row in rows[key] if row.get(_KEY[key])}
            entries[key] = list(names.items())
        return cls(
            entries,
            {str(row["account"]): str(row.get("class") or "") for row in rows["accounts"] if row.get("account")},
            {str(row["account"]): str(row.get("controllable") or "") for row in rows["accounts"] if row.get("account")},
            {str(row["person"]): str(row.get("department") or "") for row in rows["people"] if row.get("person")},
            Calendar(own),  # type: ignore[arg-type]
        )
