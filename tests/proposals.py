"""A small period folder with real workbooks, and proposals for it made by hand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

from checks.balance.proposal import Burden, Fairness, Figures, LeftOut, Move, Proposal, Reason, Scheduled, Unresolved
from checks.change import applied
from checks.conflicts import conflicts
from checks.judge import judge
from checks.portfolio import Portfolio, load
from checks.shifts import Shifts
from templates.blank import write
from templates.books import BOOKS
from templates.field import Locale
from templates.identity import Identity
from templates.lists import Lists

ORGANISATION = {
    "about": [{"name": "示例公司", "year": 2026}],
    "departments": [{"department": "QA", "name": "质量部"}, {"department": "RD", "name": "研发部"}],
    "people": [{"person": "E1", "name": "张三", "department": "QA", "post": "检验员"},
               {"person": "E2", "name": "李四", "department": "RD", "post": "工程师"}],
    "goals": [{"goal": "G1", "name": "交付", "indicator": "准时交付率", "unit": "%", "baseline": 88, "target": 95,
               "finish": date(2026, 12, 31)}],
}
COVER = {"cover": [{"submitted": date(2025, 12, 1), "plan_start": date(2026, 1, 1), "plan_finish": date(2026, 12, 31)}]}


def task(key: str, start: date | None, finish: date | None, **more: object) -> dict[str, object]:
    """A task that keeps E1 busy all day while it runs (see `plan`)."""
    return {"task": key, "goal": "G1", "name": f"{key} 检验", "description": "对首件做全尺寸检验并出报告", "priority": "medium",
            "urgency": "medium", "owner": "E1", "deliverable": "检验报告", "acceptance_criterion": "报告签字", "buffer": 2,
            "start": start, "finish": finish, **more}


def plan(path: Path, department: str, *tasks: dict[str, object], locale: Locale = "zh-Hans") -> None:
    """The plan of a department whose tasks all want E1, each with a milestone on its last day."""
    records = {**COVER, "tasks": list(tasks),
               "staffing": [{"task": each["task"], "person": "E1", "share": 100} for each in tasks],
               "milestones": [{"milestone": f"M-{each['task']}", "task": each["task"], "name": "完成", "date": each["finish"]}
                              for each in tasks if each["finish"]]}
    write(path, BOOKS["plan"], Identity("plan", "2026.1", "示例公司", "2026", department, 2, locale),
          lists=Lists.of(ORGANISATION), records=records, rows=20)


def folder(root: Path, *, name: str = "T-RD-001 检验", locale: Locale = "zh-Hans") -> Path:
    """QA and RD both want E1 whole days from 2 to 13 March 2026."""
    write(root / "organisation_2026.xlsx", BOOKS["organisation"],
          Identity("organisation", "2026.1", "示例公司", "2026", locale=locale), records=ORGANISATION, rows=20)
    plan(root / "plan" / "QA_plan_2026_r2.xlsx", "QA", task("T-QA-001", date(2026, 3, 2), date(2026, 3, 13)),
         task("T-QA-002", date(2026, 6, 1), date(2026, 6, 5)), locale=locale)
    plan(root / "plan" / "RD_plan_2026_r2.xlsx", "RD", task("T-RD-001", date(2026, 3, 2), date(2026, 3, 13), name=name),
         locale=locale)
    return root


def proposal(root: Path | Portfolio, moves: Mapping[str, int], *, reasons: Mapping[str, Reason] | None = None,
             rejected: tuple[str, ...] = (), **more: object) -> Proposal:
    """A proposal that moves these tasks by so many working days; what it settles is what the rules no longer find."""
    portfolio = load(root) if isinstance(root, Path) else root
    shifts = Shifts(portfolio)
    changes = {key: shifts.of(key, by) for key, by in moves.items()}
    after = applied(portfolio, [each for found in changes.values() for each in found])
    old, new = (conflicts(judge(each).findings) for each in (portfolio, after))
    left = {each.key for each in new}
    gone = [each for each in old if each.key not in left]
    schedule = []
    for key, row in portfolio.by_key("plan.tasks").items():
        then = after.by_key("plan.tasks")[key]
        start, finish = then.day("start"), then.day("finish")
        if start and finish:
            schedule.append(Scheduled(key, row.department, row.text("name"), start, finish, row.day("start"), row.day("finish")))
    busy = Reason("capacity", {"resource": "E1", "kind": "person", "name": "张三"})
    because = dict.fromkeys(moves, busy) | dict(reasons or {})
    made = Proposal(
        portfolio=portfolio, after=after, objective="moves", status="feasible", value=float(len(moves)), bound=1.0,
        before_figures=Figures(2.0, 110, 0, 0, 1, {"person": len(old)}),
        after_figures=Figures(2.5, 115, len(moves), sum(map(abs, moves.values())), 0, {"person": len(new)}),
        schedule=tuple(schedule),
        moves=tuple(Move(each, moves[each.task], because[each.task], tuple(one.key for one in gone if each.task in one.tasks),
                         tuple(changes[each.task])) for each in schedule if each.task in moves),
        burden=(Burden("QA", 0, 15), Burden("RD", 5, 10)), fairness=(Fairness(0.0, 0.5, 5), Fairness(0.1, 0.4, 6)),
        resolved=tuple(gone), unresolved=tuple(Unresolved(each, Reason("time")) for each in new),
        left_out=(LeftOut("QA", "T-QA-009", Reason("dates")),), rejected=rejected)
    return replace(made, **more)    # type: ignore[arg-type]
