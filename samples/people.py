"""Who works there: ids with plain names, posts, departments. Nobody real is meant."""

from __future__ import annotations

from datetime import date
from itertools import product

from samples.world import SPLIT, UNITS, World

NAMED = {
    "E1033": "李娜",
    "E1042": "沈一凡",
    "E1051": "何静",
    "E1061": "王磊",
    "E1062": "赵敏",
    "E1077": "刘洋",
    "E1098": "陈刚",
    "E1130": "孙伟",
    "E1160": "吴涛",
    "E1150": "周强",
}
SURNAMES = "张王李赵陈杨黄周吴徐孙马朱胡郭何林罗高郑"
GIVEN = [
    "建国",
    "秀英",
    "志强",
    "丽华",
    "文博",
    "晓东",
    "海燕",
    "立新",
    "春梅",
    "永康",
    "雅琴",
    "国栋",
    "明辉",
    "佳怡",
    "子涵",
    "德胜",
    "玉兰",
    "振华",
    "思远",
    "慧敏",
]


def hire(world: World) -> None:
    """Fill organisation.people and world.staff; extra people of a larger organisation come last."""
    names = [surname + given for surname, given in product(SURNAMES, GIVEN)]
    world.random.shuffle(names)
    names = [name for name in names if name not in NAMED.values()]
    extra = 1300
    for department, unit in UNITS.items():
        ids = [
            first + i
            for first, size in zip(unit.runs, SPLIT.get(department, (unit.people,)), strict=True)
            for i in range(size)
        ]
        posts = [post for post, count in unit.posts.items() for _ in range(count)]
        for _ in range(world.profile.extra):
            ids.append(extra := extra + 1)
            posts.append(list(unit.posts)[-1])
        world.staff[department] = [
            {
                "person": f"E{number}",
                "name": NAMED.get(f"E{number}") or names.pop(),
                "department": department,
                "post": post,
                "hours_per_day": 8,
                "joined": date(2012 + number % 12, 1 + number % 9, 1),
            }
            for number, post in zip(ids, posts, strict=True)
        ]
    people = sorted(
        (record for staff in world.staff.values() for record in staff), key=lambda each: str(each["person"])
    )
    world.organisation["people"] = list(people)
