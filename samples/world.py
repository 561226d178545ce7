"""What the generator works on: the units of a sample organisation, its calendar, its data tables."""

from __future__ import annotations

import csv
import tomllib
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from templates.calendar import Calendar

if TYPE_CHECKING:
    from random import Random

    from samples.folder import Record, Sheets

DATA = Path(__file__).parent / "data"
YEAR = 2026


@dataclass(frozen=True)
class Unit:
    """A department: head-count, cap of controllable lines and capital (元), goals with weights, runs of person ids."""

    name: str
    people: int
    cap: int
    goals: dict[str, int]
    posts: dict[str, int]
    runs: tuple[int, ...]


UNITS: dict[str, Unit] = {
    "CO": Unit("统筹管理部", 5, 800_000, {"G4": 50, "G7": 50}, {"统筹主管": 1, "统筹专员": 4}, (1001,)),
    "RD": Unit(
        "研发部",
        32,
        13_780_000,
        {"G5": 60, "G3": 20, "G7": 20},
        {"部长": 1, "机械工程师": 14, "电气工程师": 8, "试验工程师": 5, "工艺工程师": 4},
        (1023,),
    ),
    "QA": Unit(
        "工艺质量部",
        18,
        3_900_000,
        {"G3": 35, "G4": 20, "G5": 15, "G7": 15, "G9": 15},
        {"部长": 1, "工艺工程师": 6, "质量工程师": 5, "CMM 检验员": 3, "检验员": 3},
        (1109,),
    ),
    "PU": Unit(
        "采购供应部", 12, 2_250_000, {"G4": 50, "G7": 50}, {"部长": 1, "采购工程师": 7, "仓储管理员": 4}, (1055,)
    ),
    "P1": Unit(
        "生产一部",
        46,
        6_400_000,
        {"G4": 50, "G3": 30, "G9": 20},
        {"部长": 1, "装配钳工": 18, "数控操作工": 2, "焊工": 6, "起重工": 4, "电装工": 10, "调试工": 5},
        (1067, 1127),
    ),
    "P2": Unit(
        "生产二部",
        38,
        5_300_000,
        {"G4": 50, "G3": 30, "G9": 20},
        {"部长": 1, "数控操作工": 2, "机加工": 20, "喷涂工": 8, "钳工": 7},
        (1156,),
    ),
    "EQ": Unit(
        "设备动力部",
        15,
        7_800_000,
        {"G6": 40, "G7": 30, "G9": 30},
        {"部长": 1, "维修工": 8, "电工": 4, "设备工程师": 2},
        (1141,),
    ),
    "MK": Unit(
        "市场销售部",
        22,
        15_600_000,
        {"G1-1": 25, "G1-2": 25, "G1-3": 25, "G4": 25},
        {"部长": 1, "销售经理": 10, "市场专员": 5, "售后工程师": 6},
        (1194,),
    ),
    "FI": Unit("财务部", 9, 2_100_000, {"G2": 60, "G7": 40}, {"部长": 1, "会计": 5, "出纳": 1, "预算专员": 2}, (1014,)),
    "HR": Unit(
        "人力资源部",
        8,
        3_600_000,
        {"G8": 60, "G9": 40},
        {"部长": 1, "招聘专员": 2, "培训专员": 2, "薪酬专员": 2, "人事专员": 1},
        (1006,),
    ),
    "IT": Unit(
        "信息化部",
        10,
        3_450_000,
        {"G4": 60, "G9": 40},
        {"部长": 1, "软件工程师": 4, "运维工程师": 3, "信息安全工程师": 2},
        (1099,),
    ),
}
SPLIT = {"P1": (32, 14)}
"""How many person ids each run of a department holds, where it has more than one."""


@dataclass(frozen=True)
class Profile:
    """What tells one sample organisation from another."""

    name: str = "华岳智能装备有限公司"
    seed: int = 2026
    months: tuple[int, ...] = (1, 2, 3, 4, 5, 6)
    extra: int = 0
    factor: int = 1

    @property
    def cut_off(self) -> date:
        """The last day of the newest month with progress packs."""
        return date(YEAR, self.months[-1] + 1, 1).replace(day=1) - date.resolution


@dataclass
class World:
    """One sample organisation in the making; the modules beside this one fill it."""

    profile: Profile
    random: Random
    calendar: Calendar = field(default_factory=Calendar)
    organisation: Sheets = field(default_factory=dict)
    plans: dict[str, Sheets] = field(default_factory=dict)
    budgets: dict[str, Sheets] = field(default_factory=dict)
    progress: dict[tuple[str, int], Sheets] = field(default_factory=dict)
    others: dict[tuple[str, str], Sheets] = field(default_factory=dict)
    staff: dict[str, list[Record]] = field(default_factory=dict)

    def tasks(self, department: str) -> list[Record]:
        """A department's tasks, without blank rows."""
        return [record for record in self.plans[department]["tasks"] if record]

    def day(self, typed: str) -> date:
        """02-09 or 2025-12-05 as a date."""
        return date.fromisoformat(typed if len(typed) == 10 else f"{YEAR}-{typed}")

    def worked(self, day: date, *, back: bool = False) -> date:
        """The day itself where people work on it, else the next working day (or the one before)."""
        while not self.calendar.works(day):
            day += -date.resolution if back else date.resolution
        return day


@cache
def table(name: str) -> tuple[dict[str, str], ...]:
    """The rows of a data table in data/."""
    with (DATA / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


def document(name: str) -> dict[str, Any]:
    """A data document in data/, fresh at every call."""
    return tomllib.loads((DATA / f"{name}.toml").read_text(encoding="utf-8"))


def month_end(month: int) -> date:
    """Last day of a month of the year."""
    return date(YEAR + month // 12, month % 12 + 1, 1) - date.resolution
