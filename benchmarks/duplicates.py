"""What finding duplicate task names costs: our exact search against rapidfuzz's own cdist, on the same names."""

from __future__ import annotations

import argparse
import random
import statistics
import time
from typing import TYPE_CHECKING

import numpy as np
from rapidfuzz import fuzz, process
from rich.console import Console
from rich.table import Table

from checks.similar import alike
from templates.text import comparable

if TYPE_CHECKING:
    from collections.abc import Callable

RATIO = 0.85
OURS = "ours: all pairs that can reach the ratio"
WHEN = (
    "一季度", "二季度", "三季度", "四季度", "上半年", "下半年", "年度",
)
WHERE = (
    "一车间", "二车间", "总装线", "涂装线", "检测中心", "研发楼", "北区", "南区", "出口市场", "生产二部", "质量部", "仓库",
)
WHAT = (
    "主轴箱", "电气控制柜", "床身", "液压站", "冷却系统", "质量手册", "供应商档案", "预算", "资金计划", "货架", "起重机",
    "配电室", "消防设施", "网络机房", "数据接口", "客户合同", "展会方案", "岗位说明书", "绩效方案", "薪酬制度",
)
WORK = (
    "编制", "修订", "采购", "安装", "调试", "验收", "检修", "培训", "评审", "测试", "设计", "加工", "装配", "检测", "盘点",
    "升级", "改造", "试制", "校准", "汇编",
)
AFTER = ("", "方案", "报告", "项目", "（二期）", "及归档")


def names(count: int, seed: int = 2026) -> list[str]:
    """Distinct task names as departments word them, comparable."""
    chance, found = random.Random(seed), dict[str, None]()
    while len(found) < count:
        model = f"HY-{chance.randint(1, 60)} " if chance.random() < 0.3 else ""
        parts = (chance.choice(each) for each in (WHEN, WHERE, WHAT, WORK, AFTER))
        found[comparable(model + "".join(parts))] = None
    return list(found)


def ours(texts: list[str]) -> int:
    """Normalise the names anew, which the others are spared."""
    comparable.cache_clear()
    return sum(1 for _ in alike([comparable(text) for text in texts], RATIO))


def one_list(texts: list[str]) -> int:
    """Ask rapidfuzz for the whole square; given one list it compares each pair once."""
    scores = process.cdist(texts, texts, scorer=fuzz.ratio, score_cutoff=RATIO * 100, dtype=np.uint8)
    return (int(np.count_nonzero(scores)) - len(texts)) // 2


def two_lists(texts: list[str]) -> int:
    """Ask for the whole square of two lists, which it compares several at a time."""
    scores = process.cdist(texts, list(texts), scorer=fuzz.ratio, score_cutoff=RATIO * 100, dtype=np.uint8)
    return (int(np.count_nonzero(scores)) - len(texts)) // 2


WAYS: dict[str, Callable[[list[str]], int]] = {
    OURS: ours,
    "rapidfuzz cdist, one list": one_list,
    "rapidfuzz cdist, two lists": two_lists,
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--names", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=5)
    asked = parser.parse_args()
    texts = names(asked.names)
    spent: dict[str, list[float]] = {name: [] for name in WAYS}
    pairs: dict[str, int] = {}
    for _ in range(asked.rounds):                       # in turns, so that a slow moment of the machine hits all
        for name, way in WAYS.items():
            start = time.process_time()
            pairs[name] = way(texts)
            spent[name].append(time.process_time() - start)
    median = {name: statistics.median(times) for name, times in spent.items()}
    fastest = min(seconds for name, seconds in median.items() if name != OURS)
    table = Table("way", "CPU s", "× rapidfuzz's faster one", "pairs", title=f"{len(texts):,} task names")
    for name, seconds in median.items():
        table.add_row(name, f"{seconds:.2f}", f"{seconds / fastest:.2f}", f"{pairs[name]:,}")
    Console().print(table)
    if len(set(pairs.values())) > 1:
        raise SystemExit("the ways do not find the same pairs")


if __name__ == "__main__":
    main()
