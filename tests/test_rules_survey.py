"""S01–S03 and the answers that count: defects, near misses, silence after repair; the order of rows does not matter."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tables import facts, said, story

from checks.answers import QUESTIONS, group_in_force, surveys
from checks.judge import judge

OPTIONS = {"s": "满意", "f": "较满意", "n": "一般", "r": "较不满意", "x": "不满意", "u": "不了解", "-": None, "?": "很好"}
LENIENT = [{"rule": "S01", "parameter": name, "value": "1"} for name in ("response", "valid", "group")]


def answer(respondent, rated, given="sfnsf", own="A", **more):
    """One person about one department: `given` names the five options by letter."""
    return {"respondent": respondent, "department": own, "rated_department": rated,
            **{key: OPTIONS[letter] for key, letter in zip(QUESTIONS, given, strict=True)}, **more}


def asked(*answers, sent=10, parameters=(), departments="A B C D", **others):
    """The half-year's survey; further half-years by name."""
    books = {"2026H1": {"cover": [{"period": "2026H1", "sent": sent}], "answers": list(answers)}} | others
    return story({"parameters": list(parameters)}, survey=books, departments=departments)


def many(number, rated="B", given="sfnsf", first=1, **more):
    return [answer(f"R{each}", rated, given, **more) for each in range(first, first + number)]


# S01 ---------------------------------------------------------------------------------------------------------------

SENT = "warning: survey.cover  sent"


def test_too_few_came_back():
    assert said(asked(*many(11), sent=20), "S01") == [SENT]
    told = facts(asked(*many(11), sent=20), "S01")[0]
    assert (told["returned"], told["sent"], told["rate"], told["lacking"]) == (11, 20, pytest.approx(55), 1)
    assert said(asked(*many(12), sent=20), "S01") == []                     # 60 % exactly
    assert said(asked(*many(129), sent=215), "S01") == []
    assert said(asked(*many(128), sent=215), "S01") == [SENT]
    assert said(asked(sent=20), "S01") == [SENT]                            # nobody at all


def test_a_person_who_rates_several_departments_came_back_once():
    assert said(asked(*many(10, "B"), *many(10, "C"), sent=20), "S01") == [SENT]
    assert said(asked(*many(10, "B"), *many(10, "C", first=6), sent=20), "S01") == []


def test_whose_answers_do_not_count_came_back_all_the_same():
    mine = [answer(f"R{each}", "A") for each in range(11, 13)]
    assert SENT not in said(asked(*many(10), *mine, sent=20), "S01")
    assert SENT in said(asked(*many(10), *mine, sent=21), "S01")


def test_without_a_number_sent_there_is_no_rate():
    assert said(asked(*many(10), sent=None), "S01") == []
    assert said(asked(*many(10), sent="二十份"), "S01") == []
    assert said(asked(*many(10), sent=0), "S01") == []


def test_rows_without_a_respondent_may_be_the_missing_ones():
    unsigned = [answer(None, "B") for _ in range(2)]
    assert said(asked(*many(10), *unsigned, sent=20), "S01") == []
    assert said(asked(*many(10), *unsigned, sent=21), "S01") == [SENT]


def test_few_valid_answers():
    assert said(asked(*many(9)), "S01") == ["warning: survey.answers R1/B rated_department"]
    assert said(asked(*many(10)), "S01") == []
    assert said(asked(*many(9), *many(10, "C", first=3), *many(5, "D"), sent=12), "S01") == [
        "warning: survey.answers R1/B rated_department", "warning: survey.answers R1/D rated_department"]


def variants(portfolio):
    return [each.variant for each in judge(portfolio, raising=True).findings if each.code == "S01"]


def test_of_fewer_than_five_persons_the_result_is_suppressed():
    assert variants(asked(*many(5), sent=5)) == ["few"]
    assert variants(asked(*many(4), sent=4)) == ["suppressed"]
    assert facts(asked(*many(4), sent=4), "S01")[0]["limit"] == 5
    assert variants(asked(*many(10), sent=10)) == []


def test_what_does_not_count_makes_no_group():
    out = [answer("R10", "B", "sf?sf"), answer("R11", "B", own="B"), answer("R12", "B"), answer("R12", "B"),
           answer("R13", "B", "uuuuu"), answer("R14", "B", "-----")]
    portfolio = asked(*many(9), *out, sent=14)
    assert facts(portfolio, "S01")[0]["persons"] == 9
    assert facts(asked(*many(9), *out, answer("R15", "B", "uuuus"), sent=14), "S01") == []
    alone = asked(*many(10, "C"), answer("R1", "B", own="B"))
    assert said(alone, "S01") == ["warning: survey.answers R1/B rated_department"]
    assert facts(alone, "S01")[0]["persons"] == 0


def test_the_group_begins_with_the_first_row_that_counts():
    portfolio = asked(answer("R9", "B", own="B"), *many(8), *many(10, "C"))
    assert said(portfolio, "S01") == ["warning: survey.answers R1/B rated_department"]


def test_rows_that_name_no_department_may_belong_to_the_group():
    assert said(asked(*many(9), answer("R10", "研发1部"), sent=10), "S01") == []
    assert said(asked(*many(9), answer("R10", None), sent=10), "S01") == []
    assert said(asked(*many(8), answer("R10", None), sent=9), "S01") == ["warning: survey.answers R1/B rated_department"]
    assert variants(asked(*many(4), answer("R10", None), sent=5)) == ["few"]


def test_thresholds_can_be_changed():
    changed = [{"rule": "S01", "parameter": "response", "value": "50"}, {"rule": "S01", "parameter": "valid", "value": "3"},
               {"rule": "S01", "parameter": "group", "value": "3"}]
    assert said(asked(*many(5), sent=10, parameters=changed), "S01") == []
    assert said(asked(*many(2), sent=4, parameters=changed), "S01") == ["warning: survey.answers R1/B rated_department"]
    assert group_in_force(asked(*many(2), parameters=changed)) == 3
    assert group_in_force(asked(*many(2))) == 5


def test_two_surveys_are_judged_each_by_itself():
    other = {"cover": [{"period": "2025H2", "sent": 6}], "answers": many(6)}
    portfolio = asked(*many(6), sent=12, **{"2025H2": other})
    assert sorted(said(portfolio, "S01")) == [*["warning: survey.answers R1/B rated_department"] * 2, SENT]
    assert [each.period for each in surveys(portfolio)] == ["2025H2", "2026H1"]
    assert said(portfolio, "S02") == []                                     # the same persons, another half-year


# S02 ---------------------------------------------------------------------------------------------------------------

def test_one_person_rates_a_department_twice():
    rows = [answer("R1", "B"), answer("R2", "B"), answer("R1", "B", "nnnnn"), answer("R1", "C")]
    assert said(asked(*rows), "S02") == ["error: survey.answers R1/B respondent; survey.answers R1/B respondent"]
    assert facts(asked(*rows), "S02")[0]["cells"] == ["A6", "A8"]
    assert facts(asked(*rows, answer("r1 ", "B 部")), "S02")[0]["cells"] == ["A6", "A8", "A10"]
    assert said(asked(*rows[1:]), "S02") == []
    assert said(asked(answer("R1", "B"), answer("R11", "B")), "S02") == []


def test_rows_without_a_person_or_department_are_nobody_s_second_vote():
    assert said(asked(answer(None, "B"), answer(None, "B"), answer("R1", None), answer("R1", None)), "S02") == []
    assert said(asked(answer("R1", "研发1部"), answer("R1", "研发1部")), "S02") == []       # F04 says it


def test_a_department_rates_itself():
    wrong = ["error: survey.answers R1/B rated_department; survey.answers R1/B department"]
    assert said(asked(answer("R1", "B", own="B")), "S02") == wrong
    assert said(asked(answer("R1", "B 部", own="B")), "S02") == wrong         # by name, by key
    assert said(asked(answer("R1", "b", own="Ｂ")), "S02") == wrong
    assert said(asked(answer("R1", "C", own="B")), "S02") == []
    assert said(asked(answer("R1", None, own=None)), "S02") == []
    assert said(asked(answer("R1", "研发1部", own="研发1部")), "S02") == []


def test_an_option_that_was_not_offered():
    assert said(asked(answer("R1", "B", "ss?ss")), "S02") == ["error: survey.answers R1/B q3"]
    assert said(asked(answer("R1", "B", "ss?s?")), "S02") == ["error: survey.answers R1/B q3; survey.answers R1/B q5"]
    assert said(asked(answer("R1", "B", q1=5)), "S02") == ["error: survey.answers R1/B q1"]
    told = facts(asked(answer("R1", "B", "ss?ss")), "S02")[0]
    assert (told["typed"], told["options"][0], told["last"]) == (["很好"], "满意", "不了解")
    assert said(asked(answer("R1", "B", q1="滿意", q2="Fairly satisfied", q3=" 一般 ", q4="not")), "S02") == []
    assert said(asked(answer("R1", "B", "-uxrn")), "S02") == []              # blank: F02 says it


def test_what_s02_says_is_not_said_again():
    rows = [answer("R1", "B", "ss?ss"), answer("R1", "B"), answer("R2", "A")]
    assert len(said(asked(*rows), "S02")) == 3
    assert said(asked(*rows), "F04") == []
    assert said(asked(*rows), "F05") == []
    assert said(asked(answer("R1", "研发1部"), answer("R2", "B", own="开发部")), "F04") == [
        "error: survey.answers R1/研发1部 rated_department", "error: survey.answers R2/B department"]


# S03 ---------------------------------------------------------------------------------------------------------------

def test_the_same_answer_all_the_way_down():
    rows = [answer("R1", "C", "fffff"), answer("R2", "B"), answer("R1", "B", "fffff")]
    assert said(asked(*rows), "S03") == ["warning: survey.answers R1/C respondent; survey.answers R1/B respondent"]
    nine = [answer("R1", "C", "fffff"), answer("R1", "B", "ffffn")]          # 9 of 10 are 90 %
    told = facts(asked(*nine), "S03")[0]
    assert (told["alike"], told["count"], told["share"]) == (9, 10, pytest.approx(90))
    assert said(asked(answer("R1", "C", "fffff"), answer("R1", "B", "fffnn")), "S03") == []
    assert said(asked(answer("R1", "C", "uuuuu"), answer("R1", "B", "uuuuu")), "S03") != []


def test_straight_lines_begin_with_ten_answers():
    assert said(asked(answer("R1", "C", "sssss"), answer("R1", "B", "ssss-")), "S03") == []
    assert said(asked(answer("R1", "B", "sssss"), answer("R2", "C", "sssss")), "S03") == []
    assert said(asked(answer(None, "B", "sssss"), answer(None, "C", "sssss")), "S03") == []


@pytest.mark.parametrize("out", [answer("R1", "A", "fffff"), answer("R1", "D", "ffff?")])
def test_rows_that_do_not_count_draw_no_line(out):
    assert said(asked(answer("R1", "B", "fffff"), out), "S03") == []
    assert said(asked(answer("R1", "B", "nnnnn"), answer("R1", "C", "nnnnn"), out), "S03") == [
        "warning: survey.answers R1/B respondent; survey.answers R1/C respondent"]


def test_dissatisfied_without_a_word():
    assert said(asked(answer("R1", "B", "snxsf")), "S03") == ["warning: survey.answers R1/B comment"]
    assert said(asked(answer("R1", "B", "xxnsf")), "S03") == ["warning: survey.answers R1/B comment"]
    assert facts(asked(answer("R1", "B", "xxnsf")), "S03")[0]["columns"] == ["q1", "q2"]
    assert said(asked(answer("R1", "B", "snxsf", comment="图纸晚到")), "S03") == []
    assert said(asked(answer("R1", "B", "snrsf")), "S03") == []              # rather not is not 不满意
    assert said(asked(answer("R1", "A", "snxsf")), "S03") == []              # does not count
    assert said(asked(answer("R1", "B", "snxs?")), "S03") == []
    assert said(asked(answer("R1", "B", "snxsf"), answer("R1", "B")), "S03") == []


def test_both_are_said_of_one_person():
    rows = [answer("R1", "B", "xxxxx"), answer("R1", "C", "xxxxx", comment="同上")]
    assert sorted(said(asked(*rows), "S03")) == [
        "warning: survey.answers R1/B comment",
        "warning: survey.answers R1/B respondent; survey.answers R1/C respondent"]


def test_how_alike_and_from_how_many_can_be_changed():
    def set_to(**values):
        return [{"rule": "S03", "parameter": key, "value": value} for key, value in values.items()]

    rows = [answer("R1", "B", "sssss"), answer("R1", "C", "sssff")]          # 8 of 10
    assert said(asked(*rows), "S03") == []
    assert len(said(asked(*rows, parameters=set_to(same="80")), "S03")) == 1
    assert len(said(asked(answer("R1", "B", "sssss"), parameters=set_to(answers="5")), "S03")) == 1


# the answers that count --------------------------------------------------------------------------------------------

def test_satisfaction_is_pooled_over_the_questions_of_the_rows_that_count():
    rows = [answer("R1", "B", "sfnus"), answer("R2", "B", "rx-fs", comment="晚了"), answer("R3", "B", "uuuuu"),
            answer("R4", "B", "sssss", own="B"), answer("R5", "B", "ssss?"), answer("R6", "B"), answer("R6", "B", "sssss"),
            answer("R1", "C", "sssss")]
    survey, = surveys(asked(*rows, sent=12))
    about = survey.tally("B")
    assert (len(about.satisfied), len(about.valid), len(about.persons)) == (5, 8, 2)
    assert about.rate == pytest.approx(62.5)
    assert [place.cell for place in about.satisfied] == ["D6", "E6", "H6", "G7", "H7"]
    assert [place.cell for place in about.persons] == ["A6", "A7"]
    fourth = survey.tally("B", ["q4"])
    assert (len(fourth.satisfied), len(fourth.valid), len(fourth.persons)) == (1, 1, 1)
    whole = survey.tally()
    assert (len(whole.satisfied), len(whole.valid), len(whole.persons)) == (10, 13, 2)
    assert survey.tally("D").rate is None
    assert (len(survey.returned), survey.response) == (6, pytest.approx(50))


LETTERS = st.text("sfnrxu-?", min_size=5, max_size=5)
ROWS = st.lists(st.builds(
    answer, st.sampled_from(["R1", "R2", "R3", "R4", "r1", None]), st.sampled_from(["A", "B", "C", "C 部", "研发1部", None]),
    LETTERS, own=st.sampled_from(["A", "B", None]), comment=st.sampled_from(["晚了", None])), max_size=12)


def cells_found(rows):
    """What S02 and S03 say, as codes and sets of cells named by the row's own number, in whatever order rows are told."""
    portfolio = asked(*(row for _, row in rows), sent=3)
    own = {f"{line}": number for line, (number, _) in enumerate(rows, 6)}
    return sorted((each.code, sorted((own[place.cell[1:]], place.column) for place in each.places))
                  for each in judge(portfolio, raising=True).findings if each.code in ("S02", "S03"))


@settings(max_examples=60, deadline=None)
@given(st.data(), ROWS)
def test_the_order_of_rows_changes_no_finding(data, rows):
    numbered = list(enumerate(rows))
    shuffled = data.draw(st.permutations(numbered))
    assert cells_found(numbered) == cells_found(shuffled)
    plain, other = (asked(*(row for _, row in told), sent=3) for told in (numbered, shuffled))
    # a group's finding stands at its first row, which differs; what is said of whom does not
    one, two = ([(each.get("partner", ""), each["lacking"]) for each in facts(portfolio, "S01")] for portfolio in (plain, other))
    assert sorted(one) == sorted(two)


@settings(max_examples=60, deadline=None)
@given(ROWS)
def test_counts_agree_with_one_another(rows):
    survey, = surveys(asked(*rows, sent=3))
    whole = survey.tally()
    parts = [survey.tally(department) for department in survey.rated]
    questions = [survey.tally("", [key]) for key in QUESTIONS]
    for each in (*parts, *questions, whole):
        assert set(each.satisfied) <= set(each.valid)
        assert len(each.persons) <= len(each.valid) <= 5 * len(survey.rows)
    assert sum(len(each.valid) for each in parts) == len(whole.valid) == sum(len(each.valid) for each in questions)
    assert sum(len(each.satisfied) for each in parts) == len(whole.satisfied)
