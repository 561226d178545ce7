"""The registers book 登记台账: compliance, stock-take, head-count, training, partners, improvements, reviews."""

from templates.book import Book, Sheet
from templates.books.choices import BOOK_NAMES, HOURS
from templates.derive import Total
from templates.field import Words, choice, day, identity, number, ref, text, whole

AREAS = {
    "finance": Words("财务", "財務", "Finance"),
    "people": Words("人力", "人力", "People"),
    "operations": Words("业务", "業務", "Operations"),
}
RESULTS = {"met": Words("符合", "符合", "Met"), "not_met": Words("不符合", "不符合", "Not met")}
MEASURES = {
    "transfer": Words("内部调配", "內部調配", "Internal transfer"),
    "recruit": Words("招聘", "招募", "Recruiting"),
    "train": Words("培训", "訓練", "Training"),
}
TRAINING_KINDS = {
    "skill": Words("专业", "專業", "Skill"),
    "coordination": Words("统筹", "統籌", "Coordination"),
    "communication": Words("沟通", "溝通", "Communication"),
}
PARTNER_KINDS = {
    "supplier": Words("供应商", "供應商", "Supplier"),
    "customer": Words("客户", "客戶", "Customer"),
    "partner": Words("合作伙伴", "合作夥伴", "Partner"),
    "association": Words("行业协会", "產業公會", "Association"),
    "government": Words("政府部门", "政府機關", "Government"),
}

COMPLIANCE = Sheet("compliance", Words("合规检查", "法遵查核", "Compliance"), (
    text("item", Words("检查事项", "查核事項", "Item"), required=True, width=28),
    text("basis", Words("检查依据", "查核依據", "Basis"), width=28),
    choice("area", Words("领域", "領域", "Area"), AREAS, required=True),
    ref("subject", Words("受检部门", "受查部門", "Department"), "organisation.departments", required=True),
    day("checked", Words("检查日期", "查核日期", "Checked on")),
    choice("result", Words("检查结论", "查核結果", "Result"), RESULTS, required=True),
    text("evidence", Words("佐证材料", "佐證資料", "Evidence")),
    ref("rectification", Words("整改编号", "改善編號", "Rectification"), "progress.rectification"),
), identity=("item",))

STOCKTAKE = Sheet("stocktake", Words("盘点", "盤點", "Stock-take"), (
    ref("asset", Words("设备场地", "設備場地", "Asset"), "organisation.assets", is_key=True),
    number("book_quantity", Words("账面数量", "帳面數量", "Book quantity"), required=True),
    number("counted_quantity", Words("实盘数量", "實盤數量", "Counted quantity"), required=True),
    text("disposal", Words("差异处置", "差異處置", "Disposal"), width=30),
))

GAPS = Sheet("gaps", Words("人员缺口", "人力缺口", "Head-count gaps"), (
    text("post", Words("岗位", "職務", "Post"), required=True, width=18),
    ref("department", Words("部门", "部門", "Department"), "organisation.departments"),
    number("needed", Words("需求人数", "需求人數", "Needed")),
    number("have", Words("现有人数", "現有人數", "Have")),
    number("gap", Words("缺口", "缺口", "Gap"), low=None, derived=Total(("needed",), minus=("have",))),
    choice("measure", Words("补充措施", "補充措施", "Measure"), MEASURES, width=14),
    day("due", Words("到位时限", "到位期限", "Due date")),
), identity=("department", "post"))

TRAINING = Sheet("training", Words("培训", "教育訓練", "Training"), (
    text("course", Words("课程", "課程", "Course"), required=True, width=28),
    ref("department", Words("部门", "部門", "Department"), "organisation.departments"),
    choice("kind", Words("类别", "類別", "Kind"), TRAINING_KINDS),
    day("date", Words("计划日期", "預定日期", "Planned date")),
    whole("planned_people", Words("计划人数", "預定人數", "Planned people"), required=True),
    whole("actual_people", Words("实到人数", "實到人數", "Actual people")),
    number("hours", Words("学时", "時數", "Hours")),
    whole("passed", Words("合格人数", "合格人數", "Passed")),
), unit=HOURS, identity=("course",))

PARTNERS = Sheet("partners", Words("合作伙伴", "合作夥伴", "Partners"), (
    identity("partner", Words("伙伴编号", "夥伴編號", "Partner no.")),
    choice("kind", Words("类别", "類別", "Kind"), PARTNER_KINDS, required=True, width=14),
    number("score", Words("评价得分", "評鑑分數", "Score"), low=None),
    day("date", Words("评价日期", "評鑑日期", "Evaluated on")),
    text("conclusion", Words("评价结论", "評鑑結論", "Conclusion"), width=36),
))

IMPROVEMENTS = Sheet("improvements", Words("改进措施", "改進措施", "Improvements"), (
    identity("improvement", Words("改进编号", "改進編號", "Improvement no.")),
    text("source", Words("来源", "來源", "Source"), required=True),
    text("measure", Words("改进措施", "改進措施", "Measure"), required=True, width=36),
    ref("owner", Words("责任人", "負責人", "Owner"), "organisation.people", required=True),
    day("due", Words("完成时限", "完成期限", "Due date"), required=True),
    day("closed", Words("关闭日期", "結案日期", "Closed on")),
    text("effect", Words("改进效果", "改進成效", "Effect"), width=30),
))

REVIEWS = Sheet("reviews", Words("绩效评价", "績效評核", "Reviews"), (
    ref("department", Words("部门", "部門", "Department"), "organisation.departments", required=True),
    text("indicator", Words("指标", "指標", "Indicator"), required=True),
    number("self", Words("自评", "自評", "Self-evaluation"), low=None),
    number("first", Words("初核", "初核", "First review"), low=None),
    number("final", Words("核定", "核定", "Decision"), low=None),
    text("note", Words("差异说明", "差異說明", "Note"), width=30),
), identity=("department", "indicator"))

REGISTERS = Book("registers", BOOK_NAMES["registers"], (
    COMPLIANCE, STOCKTAKE, GAPS, TRAINING, PARTNERS, IMPROVEMENTS, REVIEWS,
), owner="organisation")
