"""Similar texts: every pair that reaches the ratio and no other; groups that pairs link; phrases."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import Indel

from checks import similar
from checks.phrases import cut, says, spoken
from checks.similar import Groups, alike

NAMES = st.lists(st.text("主轴箱装配试验一二AB", min_size=1, max_size=14), unique=True, max_size=40)


def one_by_one(texts, ratio):
    """All pairs, compared in turn."""
    return {(one, other) for one, other in combinations(range(len(texts)), 2)
            if Indel.normalized_similarity(texts[one], texts[other]) >= ratio - 1e-9}


def found(texts, ratio):
    pairs = [tuple(sorted(pair)) for pair in alike(texts, ratio)]
    assert len(pairs) == len(set(pairs))
    return set(pairs)


@given(NAMES, st.sampled_from([0.5, 0.7, 0.8, 0.85, 0.9, 1.0]))
def test_all_pairs_are_found_and_no_other(texts, ratio):
    assert found(texts, ratio) == one_by_one(texts, ratio)


@pytest.mark.parametrize("chunk", [1, 2, 3, 7])
def test_pairs_across_chunks_are_found(chunk, monkeypatch):
    monkeypatch.setattr(similar, "CHUNK", chunk)
    monkeypatch.setattr(similar, "FEW", 0)
    texts = [f"{'长' * (number % 5)}{part}装配与调试" for number, part in enumerate("一二三四五六七八九十")]
    assert found(texts, 0.8) == one_by_one(texts, 0.8) != set()


def test_the_ratio_itself_counts():
    assert found(["甲乙丙丁戊己庚辛壬癸", "甲乙丙丁戊己庚辛壬子"], 0.9) == {(0, 1)}
    assert found(["甲乙丙丁戊己庚辛壬癸", "甲乙丙丁戊己庚辛壬子"], 0.91) == set()
    assert found([], 0.85) == found(["一"], 0.85) == found(["一", "二"], 0) == set()


def test_what_is_linked_through_others_is_one_group():
    groups = Groups(7)
    for one, other in ((5, 3), (3, 1), (6, 4)):
        groups.join(one, other)
    assert groups.joined() == [[1, 3, 5], [4, 6]]
    assert groups.of(5) == 1


def test_all_of_a_bucket_are_joined_where_they_are_linked():
    groups = Groups(8)
    groups.join_all([0, 2, 3, 6, 7], lambda one, other: abs(one - other) <= 2)
    assert groups.joined() == [[0, 2, 3], [6, 7]]


def test_hardly_any_question_is_asked_where_all_are_alike():
    asked = []
    groups = Groups(1000)
    groups.join_all(range(1000), lambda one, other: asked.append((one, other)) is None)
    assert len(groups.joined()[0]) == 1000
    assert len(asked) == 999


def test_phrases_in_either_script_and_as_whole_words():
    assert says("配合做好相關工作", "相关")
    assert says("as  Soon as possible", "as soon as possible")
    assert not says("furthermore", "further")
    assert spoken("進一步 加强 the  relevant 工作") == "进一步加强the relevant工作"
    assert cut("配合做好培训", ["做好", "配合做好"]) == (";培训", ["配合做好"])


@pytest.mark.parametrize("few", [0, 1_000])
def test_few_texts_and_many_are_compared_alike(few, monkeypatch):
    monkeypatch.setattr(similar, "FEW", few)
    texts = [f"编制 {number} 号机架装配工艺文件{'与图纸' * (number % 7)}" for number in range(300)]
    found = {tuple(sorted(pair)) for pair in alike(texts, 0.85)}
    assert found == one_by_one(texts, 0.85)
    assert found
