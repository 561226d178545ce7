"""The declarations say what was agreed: typed here from the agreement, never derived from the code."""

from __future__ import annotations

import re
from datetime import date
from itertools import chain
from typing import TYPE_CHECKING

import pytest
from opencc import OpenCC

from templates.books import BOOKS, field_of, sheet_of
from templates.calendar import Calendar
from templates.field import LOCALES, Words
from templates.wording import helps, sentences

if TYPE_CHECKING:
    from templates.book import Book, Sheet
    from templates.field import Field

SHEETS = [(f"{book.key}.{sheet.key}", book, sheet) for book in BOOKS.values() for sheet in book.sheets]
FIELDS = [(f"{path}.{field.key}", sheet, field) for path, _, sheet in SHEETS for field in sheet.fields]
MONTHS = "m01 m02 m03 m04 m05 m06 m07 m08 m09 m10 m11 m12"

# +key: identifies its row · key*: required · key=: worked out · a "!" behind the sheet: mandatory
AGREED = {
    "organisation.about": "name* short_name regulation effective year* report_unit",
    "organisation.deadlines": "+book +period +round due*",
    "organisation.submissions": "+department +book +period +round received*",
    "organisation.departments": "+department* name* head liaison revenue_owner",
    "organisation.people": "+person* name* department* post* hours_per_day joined left",
    "organisation.skills": "+person +skill level expires",
    "organisation.absences": "person* start* finish* kind",
    "organisation.calendar": "+date working* note",
    "organisation.assets": "+asset* name* category department quantity* hours_per_day status* inspection_due",
    "organisation.maintenance": "asset* start* finish* quantity kind",
    "organisation.materials": "+material name* unit stock",
    "organisation.accounts": "+account* name* class* control controllable project_account",
    "organisation.caps": "+department +account cap*",
    "organisation.suppliers": "+supplier* name* admitted* grade grade_expires",
    "organisation.goals": "+goal* parent_goal name* indicator* unit* baseline* target* weight start finish* direction "
                          "additive level note",
    "organisation.approvals": "matter amount_from amount_to level*",
    "organisation.quality": "+standard name criterion",
    "organisation.weights": "+indicator weight*",
    "organisation.parameters": "+rule +parameter value*",
    "organisation.trial": "+rule severity from",
    "organisation.waivers": "code* department key reason* granted_by* until*",
    "plan.cover": "prepared_by reviewed_by submitted* plan_start* plan_finish*",
    "plan.goals!": "+goal mode* indicator* unit* baseline* target* weight* due note",
    "plan.tasks!": "+task* parent_task level goal* request name* description* kind priority* urgency* difficulty "
                   "owner* supporters start* finish* duration= buffer predecessors lag deliverable* quantity "
                   "acceptance_criterion* accepted_by budget movable release deadline note",
    "plan.milestones": "+milestone* task* name* date* criterion",
    "plan.staffing!": "task* post skill level headcount pool person share start finish hours",
    "plan.equipment": "task* asset* quantity* start finish hours_per_day",
    "plan.procurement": "task* material* category specification quantity* ordered needed* lead_time supplier amount "
                        "method approved_level",
    "plan.risks!": "+risk* task* description* category likelihood* impact* score= response measure trigger owner due "
                   "closed",
    "plan.requests": "+request* raised to_departments* matter* objective* needed* form* acceptance_criterion liaison "
                     "task",
    "plan.handovers!": "+handover* side* other_department* deliverable* specification quantity date* "
                       "acceptance_criterion liaison task",
    "plan.curve": f"+task {MONTHS}",
    "budget.lines!": f"account* item supplier last_actual last_budget {MONTHS} total= change= change_rate= basis task",
    "budget.totals": "revenue= cost= expense= capital= controllable=",
    "budget.payroll": "post* headcount* monthly_pay insurance_rate",
    "budget.capital": "+item* amount* feasibility_no approved_level payment_plan task",
    "budget.settlements": "other_department* account* amount* direction*",
    "budget.cash": "+month opening* inflow* outflow* closing= source",
    "progress.progress!": "+task* planned* actual* actual_start actual_finish status* delay_reason next_step evidence",
    "progress.timesheet": "person* task* date* hours*",
    "progress.equipment_use": "asset* task date* hours*",
    "progress.spending!": "+account month_actual* year_actual* note",
    "progress.acceptance": "task* date* by* result* problem",
    "progress.rectification": "+rectification* source* task problem* department* person measure due* closed recheck",
    "progress.changes": "+change* task account field old new amount reason* requested* approved_by level approved "
                        "result",
    "progress.issues": "+issue* raised* matter* to_department answered",
    "meetings.meetings": "+meeting* kind* date* expected attended",
    "meetings.resolutions": "+resolution* meeting* matter* department* person due* status*",
    "registers.compliance": "item* basis area* subject* checked result* evidence rectification",
    "registers.stocktake": "+asset book_quantity* counted_quantity* disposal",
    "registers.gaps": "post* department needed have gap= measure due",
    "registers.training": "course* department kind date planned_people* actual_people hours passed",
    "registers.partners": "+partner* kind* score date conclusion",
    "registers.improvements": "+improvement* source* measure* owner* due* closed effect",
    "registers.reviews": "department* indicator* self first final note",
    "survey.cover": "period* sent*",
    "survey.answers": "+respondent* department* +rated_department* q1* q2* q3* q4* q5* comment",
    "economics.figures": "+month +kind revenue* cost* taxes selling administration research finance other "
                         "profit_total* profit_net",
}
FORMS = {"organisation.about", "plan.cover", "budget.totals", "survey.cover"}
TYPES = {
    "organisation.about": "text text text date int choice",
    "organisation.deadlines": "choice text int date",
    "organisation.submissions": "ref choice text int date",
    "organisation.departments": "id text ref ref choice",
    "organisation.people": "id text ref text number date date",
    "organisation.skills": "ref text int date",
    "organisation.absences": "ref date date choice",
    "organisation.calendar": "date choice text",
    "organisation.assets": "id text text ref number number choice date",
    "organisation.maintenance": "ref date date number choice",
    "organisation.materials": "id text text number",
    "organisation.accounts": "id text choice choice choice choice",
    "organisation.caps": "ref ref money",
    "organisation.suppliers": "id text choice choice date",
    "organisation.goals": "id ref text text text number number percent date date choice choice choice text",
    "organisation.approvals": "choice money money choice",
    "organisation.quality": "id text text",
    "organisation.weights": "choice percent",
    "organisation.parameters": "text text text",
    "organisation.trial": "text choice date",
    "organisation.waivers": "text ref text text text date",
    "plan.cover": "text text date date date",
    "plan.goals": "ref choice text text number number percent date text",
    "plan.tasks": "id ref choice ref ref text text choice choice choice choice ref ref date date int int ref int text "
                  "number text ref money choice date date text",
    "plan.milestones": "id ref text date text",
    "plan.staffing": "ref text text int number choice ref percent date date number",
    "plan.equipment": "ref ref number date date number",
    "plan.procurement": "ref text text text number date date int ref money choice choice",
    "plan.risks": "id ref text text int int int choice text text ref date date",
    "plan.requests": "id date ref text text date text text ref ref",
    "plan.handovers": "id choice ref text text number date text ref ref",
    "plan.curve": "ref" + 12 * " percent",
    "budget.lines": "ref text ref money money" + 12 * " money" + " money money percent text ref",
    "budget.totals": "money money money money money",
    "budget.payroll": "text number money percent",
    "budget.capital": "text money text choice text ref",
    "budget.settlements": "ref ref money choice",
    "budget.cash": "id money money money money text",
    "progress.progress": "ref percent percent date date choice text text text",
    "progress.timesheet": "ref ref date number",
    "progress.equipment_use": "ref ref date number",
    "progress.spending": "ref money money text",
    "progress.acceptance": "ref date ref choice text",
    "progress.rectification": "id choice ref text ref ref text date date choice",
    "progress.changes": "id ref ref choice text text money text date ref choice date choice",
    "progress.issues": "id date text ref date",
    "meetings.meetings": "id choice date int int",
    "meetings.resolutions": "id ref text ref ref date choice",
    "registers.compliance": "text text choice ref date choice text ref",
    "registers.stocktake": "ref number number text",
    "registers.gaps": "text ref number number number choice date",
    "registers.training": "text ref choice date int int number int",
    "registers.partners": "id choice number date text",
    "registers.improvements": "id text text ref date date text",
    "registers.reviews": "ref text number number number text",
    "survey.cover": "text int",
    "survey.answers": "id ref ref choice choice choice choice choice text",
    "economics.figures": "id choice" + 10 * " money",
}
REFERENCES = {
    "organisation.people": "departments.head departments.liaison skills.person absences.person tasks.owner "
                           "tasks.supporters staffing.person risks.owner requests.liaison handovers.liaison "
                           "timesheet.person rectification.person changes.approved_by resolutions.person "
                           "improvements.owner",
    "organisation.departments": "submissions.department people.department assets.department caps.department "
                                "waivers.department tasks.accepted_by requests.to_departments "
                                "handovers.other_department settlements.other_department acceptance.by "
                                "rectification.department issues.to_department resolutions.department "
                                "compliance.subject gaps.department training.department reviews.department "
                                "answers.department answers.rated_department",
    "plan.tasks": "tasks.parent_task tasks.predecessors milestones.task staffing.task equipment.task procurement.task "
                  "risks.task requests.task handovers.task curve.task lines.task capital.task progress.task "
                  "timesheet.task equipment_use.task acceptance.task rectification.task changes.task",
    "plan.requests": "tasks.request",
    "organisation.goals": "organisation.goals.parent_goal plan.goals.goal tasks.goal",
    "organisation.accounts": "caps.account lines.account settlements.account spending.account changes.account",
    "organisation.assets": "maintenance.asset equipment.asset equipment_use.asset stocktake.asset",
    "organisation.suppliers": "procurement.supplier lines.supplier",
    "meetings.meetings": "resolutions.meeting",
    "progress.rectification": "compliance.rectification",
}
CHOICES = {
    "plan.goals.mode": "whole=全部承接 share=分解",
    "plan.tasks.kind": "project=项目 routine=日常 cross=跨部门",
    "plan.tasks.priority": "high=高 medium=中 low=低",
    "plan.staffing.pool": "own=本部门 all=全单位",
    "plan.procurement.method": "tender=招标 inquiry=询价 direct=直接采购 stock=领用库存",
    "plan.risks.response": "avoid=规避 mitigate=减轻 transfer=转移 accept=接受",
    "plan.handovers.side": "give=交付 take=接收",
    "organisation.about.report_unit": "yuan=元 wan=万元",
    "organisation.absences.kind": "leave=休假 trip=出差 training=培训",
    "organisation.calendar.working": "yes=是 no=否",
    "organisation.assets.status": "in_use=在用 idle=闲置 repair=维修 scrapped=报废",
    "organisation.maintenance.kind": "maintenance=检修 calibration=校准 inspection=年检",
    "organisation.accounts.class": "revenue=收入 cost=成本 expense=费用 capital=资本性",
    "organisation.accounts.control": "hard=刚性 soft=柔性",
    "organisation.goals.direction": "up=越高越好 down=越低越好",
    "budget.settlements.direction": "pay=付 receive=收",
    "progress.progress.status": "not_started=未开始 in_progress=进行中 done=已完成 paused=暂停 cancelled=取消",
    "progress.acceptance.result": "passed=合格 failed=不合格",
    "progress.rectification.source": "acceptance=验收 quality=质检 compliance=合规 customer=客户",
    "progress.changes.field": "finish=完成日期 status=状态 budget=预算 scope=范围 other=其他",
    "progress.changes.result": "approved=批准 rejected=驳回 pending=待批",
    "meetings.meetings.kind": "monthly=月度例会 quarterly=季度分析会 annual=年度总结 special=专项协调",
    "meetings.resolutions.status": "open=未办 done=已办 dropped=撤销",
    "registers.compliance.area": "finance=财务 people=人力 operations=业务",
    "registers.compliance.result": "met=符合 not_met=不符合",
    "registers.gaps.measure": "transfer=内部调配 recruit=招聘 train=培训",
    "registers.training.kind": "skill=专业 coordination=统筹 communication=沟通",
    "survey.answers.q3": "satisfied=满意 fairly=较满意 neutral=一般 rather_not=较不满意 not=不满意 unknown=不了解",
    "economics.figures.kind": "budget=预算 actual=实际 last_year=上年同期",
}
REPORTED = "plan budget progress meetings registers survey economics"
APPROVED_BY = "department coordination management"
ANSWERS = "satisfied fairly neutral rather_not not unknown"
OFFERED = {
    "organisation.deadlines.book": REPORTED, "organisation.submissions.book": REPORTED,
    "organisation.departments.revenue_owner": "yes no", "organisation.accounts.controllable": "yes no",
    "organisation.accounts.project_account": "yes no", "organisation.suppliers.admitted": "yes no",
    "organisation.suppliers.grade": "A B C D", "organisation.goals.additive": "yes no",
    "organisation.weights.indicator": "completion on_time people_use asset_use budget_use satisfaction rectification "
                                      "compliance",
    "organisation.approvals.matter": "plan budget change procurement capital",
    "organisation.approvals.level": APPROVED_BY, "plan.procurement.approved_level": APPROVED_BY,
    "budget.capital.approved_level": APPROVED_BY, "progress.changes.level": APPROVED_BY,
    "organisation.trial.severity": "error warning hint off",
    "organisation.goals.level": "year quarter month", "plan.tasks.level": "year quarter month",
    "plan.tasks.urgency": "high medium low", "plan.tasks.difficulty": "high medium low", "plan.tasks.movable": "yes no",
    "progress.rectification.recheck": "passed failed",
    **{f"survey.answers.q{number}": ANSWERS for number in (1, 2, 4, 5)},
    "registers.partners.kind": "supplier customer partner association government",
}
BOUNDS = {
    "organisation.skills.level": (1, 4), "plan.staffing.level": (1, 4),
    "plan.risks.likelihood": (1, 5), "plan.risks.impact": (1, 5),
    "plan.goals.weight": (0, 100), "plan.staffing.share": (0, 100), "plan.curve.m07": (0, 100),
    "progress.progress.actual": (0, 100), "organisation.weights.weight": (0, 100),
    "progress.timesheet.hours": (0, 24), "organisation.people.hours_per_day": (0, 24),
    "organisation.assets.hours_per_day": (0, 24), "plan.equipment.hours_per_day": (0, 24),
    "progress.equipment_use.hours": (0, None), "plan.staffing.headcount": (0, None), "plan.tasks.lag": (0, None),
    "plan.tasks.buffer": (0, None), "plan.equipment.quantity": (0, None), "plan.procurement.lead_time": (0, None),
    "budget.lines.m01": (None, None), "progress.changes.amount": (None, None), "budget.cash.opening": (None, None),
    "organisation.goals.target": (None, None), "plan.goals.baseline": (None, None),
    "organisation.about.year": (None, None), "plan.risks.score": (None, None), "budget.lines.change_rate": (None, None),
}
EITHER_SIGN = {
    "organisation.about.year", "organisation.goals.baseline", "organisation.goals.target", "plan.goals.baseline",
    "plan.goals.target", "registers.partners.score", "registers.reviews.self", "registers.reviews.first",
    "registers.reviews.final",
}
"""Numbers that are neither quantities, head-counts nor lags of time."""
ROWS_WITHOUT_KEY = {
    "plan.staffing": ("task", "person|post"), "plan.equipment": ("task", "asset"),
    "plan.procurement": ("task", "material"), "budget.lines": ("account", "item"),
    "budget.settlements": ("other_department", "account"), "budget.payroll": ("post",),
    "progress.timesheet": ("person", "task", "date"), "progress.equipment_use": ("asset", "task", "date"),
    "progress.acceptance": ("task", "date"), "registers.compliance": ("item",),
    "registers.gaps": ("department", "post"), "registers.training": ("course",),
    "registers.reviews": ("department", "indicator"), "organisation.maintenance": ("asset", "start"),
    "organisation.absences": ("person", "start"), "organisation.approvals": ("matter", "amount_from"),
    "organisation.waivers": ("code", "department", "key"),
}
IN_BOTH = "台里准"
"""Characters that Taiwan writes as they are where a converter would replace them."""


def in_shorthand(sheet: Sheet) -> str:
    return " ".join("+" * field.is_key + field.key + "*" * field.required + "=" * (field.derived is not None)
                    for field in sheet.fields)


def words_of(book: Book) -> list[Words]:
    fields = [field for sheet in book.sheets for field in sheet.fields]
    return [book.label, *(sheet.label for sheet in book.sheets), *(sheet.unit for sheet in book.sheets if sheet.unit),
            *(field.label for field in fields), *chain.from_iterable(field.choices.values() for field in fields)]


def test_the_books_come_in_their_order() -> None:
    assert list(BOOKS) == ["organisation", "plan", "budget", "progress", "meetings", "registers", "survey", "economics"]


def test_the_sheets_come_in_their_order() -> None:
    assert [path for path, _, _ in SHEETS] == [path.rstrip("!") for path in AGREED]


@pytest.mark.parametrize("path", AGREED)
def test_a_sheet_has_the_columns_that_were_agreed(path: str) -> None:
    sheet = sheet_of(path.rstrip("!"))
    assert in_shorthand(sheet) == AGREED[path]
    assert sheet.mandatory is path.endswith("!")
    assert sheet.form is (path in FORMS)


def test_departments_fill_in_plan_budget_and_progress_and_the_office_the_rest() -> None:
    assert {key for key, book in BOOKS.items() if book.owner == "department"} == {"plan", "budget", "progress"}
    assert {key for key, book in BOOKS.items() if book.rounds} == {"plan", "budget"}
    assert {key: book.period for key, book in BOOKS.items() if book.period != "year"} == {
        "progress": "month", "survey": "half"}


def test_a_column_is_found_by_its_path() -> None:
    assert field_of("plan.tasks.owner").label == Words("责任人", "負責人", "Owner")
    with pytest.raises(KeyError):
        field_of("plan.tasks.no_such_column")


@pytest.mark.parametrize("path", TYPES)
def test_a_cell_holds_what_was_agreed(path: str) -> None:
    assert " ".join(field.type for field in sheet_of(path).fields) == TYPES[path]


def test_no_sheet_was_forgotten() -> None:
    assert list(TYPES) == [path for path, _, _ in SHEETS]


@pytest.mark.parametrize("target", REFERENCES)
def test_references_look_where_they_should(target: str) -> None:
    for name in REFERENCES[target].split():
        found = [field for path, _, field in FIELDS if f".{path}".endswith(f".{name}")]
        assert found, name
        assert {field.ref for field in found} == {target}, name


def test_no_reference_was_forgotten() -> None:
    agreed = [name for names in REFERENCES.values() for name in names.split()]
    for path, _, field in FIELDS:
        if field.ref:
            assert [name for name in agreed if f".{path}".endswith(f".{name}")], path


def test_every_reference_leads_to_a_sheet_with_a_key() -> None:
    for path, _, field in FIELDS:
        if field.type == "ref":
            assert field.ref, path
            assert sheet_of(field.ref).fields[0].is_key, path
        else:
            assert not field.ref, path


def test_only_these_cells_hold_lists() -> None:
    assert {path for path, _, field in FIELDS if field.many} == {
        "plan.tasks.supporters", "plan.tasks.predecessors", "plan.requests.to_departments", "plan.requests.liaison"}


@pytest.mark.parametrize("path", CHOICES)
def test_choices_read_as_agreed(path: str) -> None:
    assert " ".join(f"{key}={words.hans}" for key, words in field_of(path).choices.items()) == CHOICES[path]


@pytest.mark.parametrize("path", OFFERED)
def test_choices_offer_these_keys(path: str) -> None:
    assert " ".join(field_of(path).choices) == OFFERED[path]


def test_a_word_never_means_two_choices_whatever_the_language() -> None:
    for path, _, field in FIELDS:
        assert bool(field.choices) is (field.type == "choice"), path
        said = [(word.casefold(), key) for key, words in field.choices.items() for word in {key, *words}]
        assert len({word for word, _ in said}) == len(set(said)), path


@pytest.mark.parametrize("path", BOUNDS)
def test_numbers_have_sensible_bounds(path: str) -> None:
    field = field_of(path)
    assert (field.low, field.high) == BOUNDS[path]


def test_quantities_are_never_negative_and_money_knows_no_bounds() -> None:
    for path, _, field in FIELDS:
        if not field.numeric:
            assert (field.low, field.high) == (None, None), path
        elif path not in BOUNDS:
            free = field.type == "money" or field.derived or path in EITHER_SIGN
            within = (None, None) if free else (0, 100 if field.type == "percent" else None)
            assert (field.low, field.high) == within, path


def test_no_choice_was_forgotten() -> None:
    assert {path for path, _, field in FIELDS if field.choices} <= {*CHOICES, *OFFERED}


def test_rows_without_a_key_are_known_by_what_they_are_about() -> None:
    assert {path: sheet.keys for path, _, sheet in SHEETS if sheet.identity} == ROWS_WITHOUT_KEY
    for path, _, sheet in SHEETS:
        named = chain.from_iterable(each.split("|") for each in sheet.keys)
        assert all(key in sheet.by_key for key in named), path
        assert sheet.form or sheet.keys, path


def test_what_a_cell_is_worked_out_from_is_there_before_it() -> None:
    for path, sheet, field in FIELDS:
        if field.derived:
            before = [each.key for each in sheet.fields[: sheet.fields.index(field)] if each.derived]
            for key in field.derived.inputs:
                assert key in sheet.by_key, path
                assert sheet.by_key[key].derived is None or key in before, path


def worked_out(path: str, **row: object) -> float | None:
    derived = field_of(path).derived
    assert derived
    return derived.value(row.get, lambda _name: [], Calendar())


def test_derived_cells_say_what_a_clerk_would_reckon() -> None:
    assert worked_out("plan.tasks.duration", start=date(2026, 3, 2), finish=date(2026, 3, 6)) == 5
    assert worked_out("plan.risks.score", likelihood=4, impact=5) == 20
    assert worked_out("budget.lines.total", m01=100.0, m12=20.5) == 120.5
    assert worked_out("budget.lines.change", total=138.0, last_budget=100.0) == 38
    assert worked_out("budget.lines.change_rate", change=38.0, last_budget=100.0) == 38
    assert worked_out("budget.cash.closing", opening=500.0, inflow=200.0, outflow=900.0) == -200
    assert worked_out("registers.gaps.gap", needed=8, have=6) == 2


@pytest.mark.parametrize(("form_field", "expected"), [
    ("revenue", 900), ("cost", 300), ("expense", 40), ("capital", 5000), ("controllable", 5340)])
def test_totals_gather_lines_by_account_and_capital(form_field: str, expected: float) -> None:
    columns: dict[str, list[object]] = {
        "accounts.account": ["6001", "6401", "6602"], "accounts.class": ["revenue", "cost", "expense"],
        "accounts.controllable": ["no", "yes", "yes"],
        "lines.account": ["6001", "6401", "6401", "6602"], "lines.total": [900.0, 100.0, 200.0, 40.0],
        "capital.amount": [2000.0, 3000.0]}
    derived = field_of(f"budget.totals.{form_field}").derived
    assert derived
    assert derived.value(lambda _key: None, columns.__getitem__, Calendar()) == expected


@pytest.mark.parametrize("locale", LOCALES)
def test_headings_are_unique_because_excel_tables_ask_for_it(locale: str) -> None:
    for path, _, sheet in SHEETS:
        said = [field.label.said(locale).strip().casefold() for field in sheet.fields]
        assert all(said), path
        assert len(set(said)) == len(said), path


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("book", BOOKS.values(), ids=BOOKS)
def test_sheet_names_are_such_as_excel_takes(book: Book, locale: str) -> None:
    ours = [sentences("templates", locale)[f"{name}.sheet_name"] for name in ("readme", "lists")]
    names = [*ours, *(sheet.label.said(locale) for sheet in book.sheets)]
    assert len({name.casefold() for name in names}) == len(names)
    for name in names:
        assert 0 < len(name) <= 31
        assert not re.search(r"[\[\]:*?/\\']|^_|^history$", name, re.IGNORECASE)
        assert locale == "en" or len(name) <= 8


def test_every_label_is_written_in_its_own_script() -> None:
    to_simple, to_traditional = OpenCC("t2s"), OpenCC("s2t")
    for book in BOOKS.values():
        for words in words_of(book):
            assert to_simple.convert(words.hans) == words.hans
            assert words.en.isascii(), words
            assert all(character in IN_BOTH or to_traditional.convert(character) == character
                       for character in words.hant), words


@pytest.mark.parametrize(("path", "hant"), [
    ("plan.tasks", "工作項目"), ("plan.tasks.predecessors", "前置作業"), ("plan.tasks.deliverable", "產出物"),
    ("budget.lines.account", "會計科目"), ("organisation.quality", "品質標準"), ("plan.curve", "預定進度"),
    ("economics.figures.profit_total", "稅前淨利"), ("registers.compliance", "法遵查核")])
def test_traditional_labels_are_taiwans_terms_and_not_converted_characters(path: str, hant: str) -> None:
    found: Field | Sheet = field_of(path) if path.count(".") == 2 else sheet_of(path)
    assert found.label.hant == hant


def test_money_stands_under_a_unit() -> None:
    for path, _, sheet in SHEETS:
        if any(field.type == "money" for field in sheet.fields):
            assert sheet.unit, path
            assert "元" in sheet.unit.hans, path


def test_help_speaks_of_columns_that_exist() -> None:
    known = {path for path, _, _ in FIELDS} | {f"{path}._" for path, _, _ in SHEETS}
    assert set(helps("zh-Hans")) <= known


def test_departments_find_help_on_every_column_and_everybody_on_every_sheet() -> None:
    asked = {path for path, _, _ in FIELDS if path.startswith(("plan.", "budget.", "progress."))}
    asked |= {f"{path}._" for path, _, _ in SHEETS}
    assert asked <= set(helps("zh-Hans"))


def test_help_is_short_and_says_how_to_report_nothing() -> None:
    for key, sentence in helps("zh-Hans").items():
        assert 0 < len(sentence) <= (80 if key.endswith("._") else 120), key
        assert "{" not in sentence, key
    for path, _, sheet in SHEETS:
        assert ("没有内容请在第一格填“无”" in helps("zh-Hans")[f"{path}._"]) is sheet.mandatory, path


def test_the_languages_say_the_same_things_with_the_same_facts() -> None:
    simplified = sentences("templates", "zh-Hans")
    for locale in ("zh-Hant", "en"):
        other = sentences("templates", locale)
        assert set(other) == set(simplified)
        for key, sentence in simplified.items():
            assert set(re.findall(r"{\w*}", other[key])) == set(re.findall(r"{\w*}", sentence)), f"{locale} {key}"


@pytest.mark.parametrize("locale", LOCALES)
def test_what_excel_shows_beside_a_cell_fits(locale: str) -> None:
    said = sentences("templates", locale)
    assert len(said["invalid.title"]) <= 32
    assert all(len(said[key]) <= 225 for key in said if key.startswith(("hint.", "invalid.")))
    assert all(len(field.label.said(locale)) <= 32 for _, _, field in FIELDS)
