"""The schedule: a Gantt chart of what departments depend on, chains of tasks, and where there is no slack or buffer."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from checks.derivation import HUNDRED, given, most, total, workdays
from checks.judge import judge
from checks.precedences import Precedences
from checks.slack import Slack
from checks.status import Status
from reports.chains import Chain, chains
from reports.context import plain
from reports.figure import typed_sentence
from reports.gantt import Bar, Gantt
from reports.parameters import parameter
from reports.sections.goals import few

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from reports.context import Context
    from templates.table import Row

MOST_BARS, MOST_CHAINS, MOST_THIN, MOST_CRITICAL = 24, 8, 10, 14
"""Lines of the chart and of the three tables."""
TIGHT = 5
"""Workdays of slack up to which a task is tight: a week."""
WEEK = timedelta(days=7)


def schedule(context: Context) -> dict[str, Any]:
    """Bars, milestones and progress of the key tasks; slack by department; chains; buffers that are too thin (P11)."""
    status = Status(context.portfolio)
    gantt, slack = Gantt(status), Slack(context.portfolio)
    if not gantt.bars:
        return {"lead": context.word("schedule.none"), "near": "",
                **dict.fromkeys(("bars", "slack", "critical", "chains", "thin"), ())}
    open_ = [bar for bar in gantt.bars if not bar.done]
    room = {bar.task.key: free for bar in open_ if (free := slack.of(bar.task.key)) is not None}
    keys = gantt.key_bars()
    shown = _number(context, keys[:MOST_BARS], "shown")
    facts = _slack(context, context.word("whole"), open_, room)
    red = context.figures.count([bar.told.at("actual") for bar in keys[:MOST_BARS] if bar.red and bar.told],
                                context.word("figure.red"))
    case = "done" if not open_ else "none" if not facts["none"].value else "some"
    thin, followers = list(_thin(context)), _followers(context)
    critical = sorted((bar for bar in open_ if room.get(bar.task.key) == 0), key=lambda bar: (bar.finish, bar.task.key))
    return {"lead": context.say(f"schedule.lead_{case}", **facts), **_chart(context, keys[:MOST_BARS]),
            "title": context.say("schedule.gantt_red" if red.value else "schedule.gantt_on_time", red=red, shown=shown),
            "note": context.say("schedule.note", shown=shown, all=_number(context, keys, "key")),
            "near": _near(context, gantt, {bar.task.key for bar in open_}),
            "slack": [{"name": context.name(key), **_slack(context, context.name(key), own, room)}
                      for key in context.portfolio.departments
                      if (own := [bar for bar in open_ if bar.task.department == key])],
            "critical": [_critical(context, bar, followers.get(bar.task.key, ())) for bar in critical[:MOST_CRITICAL]],
            "critical_cut": len(critical) > MOST_CRITICAL,
            "chains": [_chain(context, each) for each in chains(context.portfolio, slack)
                       if any(row.key in room for row in each.tasks)][:MOST_CHAINS],
            "thin": thin[:MOST_THIN], **{f"thin_{part}": context.word(f"schedule.thin_{part}_{'some' if thin else 'none'}")
                                         for part in ("title", "sub")}}


def _number(context: Context, bars: Sequence[Bar], name: str) -> object:
    return context.figures.count([bar.task.at("task") for bar in bars], context.word(f"schedule.figure_{name}"))


def _slack(context: Context, name: str, bars: Sequence[Bar], room: Mapping[str, int]) -> dict[str, Any]:
    """Open tasks, those without slack, and those with little of it."""
    parts = {"open": bars, "none": [bar for bar in bars if room.get(bar.task.key) == 0],
             "tight": [bar for bar in bars if 0 < room.get(bar.task.key, 0) <= TIGHT]}
    return {key: context.figures.count([bar.task.at("finish") for bar in own],
                                       f"{name} {context.word(f'schedule.figure_{key}')}", how=context.word("schedule.how_slack"))
            for key, own in parts.items()}


def _followers(context: Context) -> Mapping[str, list[str]]:
    """By task those that wait for it."""
    found: dict[str, list[str]] = defaultdict(list)
    for key, before in Precedences(context.portfolio).before.items():
        for each in before:
            found[each].append(key)
    return found


def _critical(context: Context, bar: Bar, followers: Sequence[str]) -> dict[str, Any]:
    """A task without slack, and what it would push: its deadline, what waits for it, or the end of its department's plan."""
    case = "deadline" if bar.task.day("deadline") == bar.finish else "followers" if followers else "end"
    return {"department": context.name(bar.task.department), "days": [bar.start.isoformat(), bar.finish.isoformat()],
            "name": typed_sentence(f"{bar.task.key} {bar.task.text('name')}"),
            "buffer": context.number(bar.task, "buffer", f"{bar.task.key} {context.word('schedule.buffer')}"),
            "why": context.say(f"schedule.pushes_{case}", tasks=typed_sentence(context.word("goals.comma").join(followers)))}


def _chart(context: Context, bars: Sequence[Bar]) -> dict[str, Any]:
    """The bars in the order of their starts, in days from the first of the first month."""
    if not bars:
        return {"bars": [], "days": 1, "months": [], "today": None, "cut_off": ""}
    ends = [end for bar in bars for end in (bar.finish, bar.due, *(bar.late or ()))]
    first = min(bar.start for bar in bars).replace(day=1)
    last = _end_of_month(max(ends))
    today = context.portfolio.as_of
    starts = [first]
    while (after := _end_of_month(starts[-1]) + timedelta(days=1)) <= last:
        starts.append(after)
    step = -(-len(starts) // 12)                        # of a plan over several years some months go without a name
    return {"bars": [_bar(context, bar, first) for bar in sorted(bars, key=lambda bar: (bar.start, bar.finish, bar.task.key))],
            "days": (last - first).days + 1, "cut_off": today.isoformat(),
            "months": [(context.month(each.month), (each - first).days) for each in starts[::step]],
            "today": (today - first).days + 1 if first <= today <= last else None}


def _bar(context: Context, bar: Bar, first: date) -> dict[str, Any]:
    def days(begin: date, end: date) -> tuple[int, int]:
        return (begin - first).days, (end - first).days + 1

    reached = context.number(bar.told, "actual", f"{bar.task.key} {context.word('actual')}", "%") if bar.told else None
    return {"department": context.name(bar.task.department), "name": typed_sentence(f"{bar.task.key} {bar.task.text('name')}"),
            "reached": reached, "plan": days(bar.start, bar.finish), "done": bar.done, "red": bar.red,
            "moved": days(bar.finish + timedelta(days=1), bar.due) if bar.due > bar.finish else None,
            "late": days(bar.late[0] + timedelta(days=1), bar.late[1]) if bar.late else None,
            "milestones": [((when - first).days + 0.5, when <= context.portfolio.as_of) for row in bar.milestones
                           if (when := row.day("date")) and when >= first]}


def _end_of_month(day: date) -> date:
    return (day.replace(day=28) + WEEK).replace(day=1) - timedelta(days=1)


def _near(context: Context, gantt: Gantt, open_: set[str]) -> object:
    """How many milestones of open tasks lie between the cut-off and the end of the next month."""
    today = context.portfolio.as_of
    end = _end_of_month(_end_of_month(today) + timedelta(days=1))
    cells = [row.at("date") for key, rows in gantt.milestones.items() if key in open_
             for row in rows if (when := row.day("date")) and today < when <= end]
    number = context.figures.count(cells, context.word("schedule.figure_milestones"))
    return context.say("schedule.near_some" if cells else "schedule.near_none", n=number, end=context.furniture(end.isoformat()))


def _chain(context: Context, chain: Chain) -> dict[str, Any]:
    first, last = chain.tasks[0], chain.tasks[-1]
    buffers = [row.at("buffer") for row in chain.tasks if not row.blank("buffer")]
    label = f"{first.key}–{last.key}"
    behind = workdays([(last.at("finish"), chain.limit)]) - workdays([(last.at("finish"), last.at("finish"))])
    room = most(given(0, "least"), behind)              # a deadline may have been planned away
    days = [each.isoformat() for each in (first.day("start"), last.day("finish")) if each]
    return {"tasks": [typed_sentence(row.key) for row in chain.tasks], "name": typed_sentence(last.text("name")), "days": days,
            "departments": few(context, list(dict.fromkeys(context.name(row.department) for row in chain.tasks))),
            "tight": not chain.slack,
            "buffer": context.figures.add(sum(row.number("buffer") or 0 for row in chain.tasks),
                                          plain(sum(row.number("buffer") or 0 for row in chain.tasks)),
                                          f"{label} {context.word('schedule.buffer')}", total(buffers)),
            "room": context.figures.add(chain.room, plain(chain.room), f"{label} {context.word('schedule.room')}", room,
                                        how=context.word("schedule.how_room"))}


def _thin(context: Context) -> Iterator[dict[str, Any]]:
    """What P11 finds: buffers of important or risky tasks that are too thin, and chains that have none at all."""
    row_of = {row.at("buffer"): row for row in context.portfolio.rows("plan.tasks")}
    for each in judge(context.portfolio, codes=("P11",)).findings:
        if task := row_of.get(each.anchor):
            buffer, tasks = task.number("buffer") or 0, each.facts["tasks"] if each.variant == "chain" else [task.key]
            yield {"department": context.name(each.department), "name": typed_sentence(task.text("name")),
                   "tasks": [typed_sentence(str(key)) for key in tasks] if isinstance(tasks, list) else [],
                   "has": context.figures.add(buffer, plain(buffer), f"{task.key} {context.word('schedule.buffer')}",
                                              total([each.anchor])),
                   "wanted": None if each.variant == "chain" else _wanted(context, task),
                   "why": context.word(f"schedule.why_{each.variant or 'both'}")}


def _wanted(context: Context, task: Row) -> object:
    """The buffer that P11 asks of a task: some days, or a share of its workdays."""
    days, share = (parameter(context, "P11", name) for name in ("days", "share"))
    start, finish = task.day("start"), task.day("finish")
    length = context.portfolio.calendar.workdays(start, finish) if start and finish else 0
    wanted = max(days.value, length * share.value / 100)
    part = workdays([(task.at("start"), task.at("finish"))]) * share.derivation / HUNDRED
    return context.figures.add(wanted, plain(round(wanted, 1)), f"{task.key} {context.word('schedule.wanted')}",
                               most(days.derivation, part), how=context.word("schedule.how_wanted"))
