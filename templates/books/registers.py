"""The registers book (台账): compliance, stock-take, gaps, training, partners, improvements, reviews."""

from __future__ import annotations

from templates.book import Book, Sheet
from templates.books.choices import INDICATOR
from templates.derive import Total
from templates.field import Words, choice, day, identity, number, ref, text, whole

DEPARTMENTS, PEOPLE = "organisation.departments", "organisation.people"
DEPARTMENT = Words("部门", "部門", "Department")

COMPLIANCE = Sheet("compliance", Words("合规检查", "法遵查核", "Compliance"), identity=("item",), fields=(
    text("item", Words("检查事项", "查核事項", "Item"), required=True, width=30),
    text("basis", Words("依据", "依據", "Basis")),
    choice("area", Words("领域", "領域", "Area"),
           {"finance": Words("财务", "財務", "Finance"), "people": Words("人力", "人力", "People"),
            "operations": Words("业务", "業務", "Operations")}, required=True),
    ref("subject", Words("受检部门", "受查部門", "Subject"), DEPARTMENTS, required=True),
    day("checked", Words("检查日期", "查核日期", "Checked")),
    choice("result", Words("结论", "結論", "Result"),
           {"met": Words("符合", "符合", "Met"), "not_met": Words("不符合", "不符合", "Not met")}, required=True),
    text("evidence", Words("佐证材料", "佐證資料", "Evidence")),
    ref("rectification", Words("整改编号", "改善編號", "Rectification"), "progress.rectification"),
))
STOCKTAKE = Sheet("stocktake", Words("盘点", "盤點", "Stock-take"), fields=(
    ref("asset", Words("资产编号", "資產編號", "Asset"), "organisation.assets", is_key=True),
    number("book_quantity", Words("账面数量", "帳面數量", "Book quantity"), required=True),
    number("counted_quantity", Words("实盘数量", "實盤數量", "Counted quantity"), required=True),
    text("disposal", Words("处置意见", "處置意見", "Disposal"), width=28),
))
GAPS = Sheet("gaps", Words("人员缺口", "人力缺口", "Gaps"), identity=("department", "post"), fields=(
    text("post", Words("岗位", "職務", "Post"), required=True),
    ref("department", DEPARTMENT, DEPARTMENTS),
    number("needed", Words("需要人数", "需要人數", "Needed")),
    number("have", Words("现有人数", "現有人數", "Have")),
    number("gap", Words("缺口", "缺口", "Gap"), low=None, derived=Total(("needed",), ("have",))),
    choice("measure", Words("补充方式", "補充方式", "Measure"),
           {"transfer": Words("内部调配", "內部調配", "Transfer"), "recruit": Words("招聘", "招募", "Recruit"),
            "train": Words("培训", "訓練", "Train")}),
    day("due", Words("完成期限", "完成期限", "Due")),
))
TRAINING = Sheet("training", Words("培训", "訓練", "Training"), identity=("course",), fields=(
    text("course", Words("课程", "課程", "Course"), required=True),
    ref("department", DEPARTMENT, DEPARTMENTS),
    choice("kind", Words("类别", "類別", "Kind"),
           {"skill": Words("专业", "專業", "Skill"), "coordination": Words("统筹", "統籌", "Coordination"),
            "communication": Words("沟通", "溝通", "Communication")}),
    day("date", Words("计划日期", "預定日期", "Date (planned)")),
    whole("planned_people", Words("计划人数", "預定人數", "Planned people"), required=True),
    whole("actual_people", Words("实际人数", "實際人數", "Actual people")),
    number("hours", Words("学时", "時數", "Hours")),
    whole("passed", Words("合格人数", "合格人數", "Passed")),
))
PARTNERS = Sheet("partners", Words("合作伙伴", "合作夥伴", "Partners"), fields=(
    identity("partner", Words("伙伴编号", "夥伴編號", "Partner id")),
    choice("kind", Words("类别", "類別", "Kind"),
           {"supplier": Words("供应商", "供應商", "Supplier"), "customer": Words("客户", "客戶", "Customer"),
            "partner": Words("合作伙伴", "合作夥伴", "Partner"), "association": Words("行业协会", "產業公會", "Association"),
            "government": Words("政府部门", "政府機關", "Government")}, required=True),
    number("score", Words("评分", "評分", "Score")),
    day("date", Words("评估日期", "評估日期", "Date")),
    text("conclusion", Words("结论", "結論", "Conclusion"), width=30),
))
IMPROVEMENTS = Sheet("improvements", Words("改进措施", "精進措施", "Improvements"), fields=(
    identity("improvement", Words("改进编号", "精進編號", "Improvement id")),
    text("source", Words("来源", "來源", "Source"), required=True),
    text("measure", Words("措施", "措施", "Measure"), required=True, width=32),
    ref("owner", Words("责任人", "負責人", "Owner"), PEOPLE, required=True),
    day("due", Words("完成期限", "完成期限", "Due"), required=True),
    day("closed", Words("关闭日期", "結案日期", "Closed")),
    text("effect", Words("效果", "效果", "Effect")),
))
REVIEWS = Sheet("reviews", Words("评价", "評核", "Reviews"), identity=("department", "indicator"), fields=(
    ref("department", DEPARTMENT, DEPARTMENTS, required=True),
    choice("indicator", Words("指标", "指標", "Indicator"), INDICATOR, required=True, width=22),
    number("self", Words("自评", "自評", "Self")),
    number("first", Words("初核", "初核", "First review")),
    number("final", Words("终评", "核定", "Final")),
    text("note", Words("说明", "說明", "Note"), width=30),
))
REGISTERS = Book("registers", Words("台账", "清冊", "Registers"), owner="organisation", sheets=(
    COMPLIANCE, STOCKTAKE, GAPS, TRAINING, PARTNERS, IMPROVEMENTS, REVIEWS,
))
