"""The plan book (部门工作计划): each department, per period and round."""

from __future__ import annotations

from templates.book import Book, Sheet
from templates.books.choices import APPROVAL_LEVEL, HIGH_LOW, PERIOD_LEVEL, YES_NO
from templates.derive import Product, Workdays
from templates.field import Field, Words, choice, day, identity, money, number, percent, ref, text, whole

PEOPLE, DEPARTMENTS, TASKS = "organisation.people", "organisation.departments", "plan.tasks"
CRITERION = Words("验收标准", "驗收標準", "Acceptance criterion")


def _task(*, required: bool = False, is_key: bool = False) -> Field:
    return ref("task", Words("任务编号", "工作項目編號", "Task"), TASKS, required=required, is_key=is_key)


COVER = Sheet("cover", Words("封面", "封面", "Cover"), form=True, fields=(
    text("prepared_by", Words("编制人", "編製人", "Prepared by")),
    text("reviewed_by", Words("审核人", "審核人", "Reviewed by")),
    day("submitted", Words("报送日期", "報送日期", "Submitted"), required=True),
    day("plan_start", Words("计划开始", "計畫開始", "Plan start"), required=True),
    day("plan_finish", Words("计划结束", "計畫結束", "Plan finish"), required=True),
))
GOALS = Sheet("goals", Words("目标承接", "目標承接", "Goals taken over"), mandatory=True, fields=(
    ref("goal", Words("目标编号", "目標編號", "Goal"), "organisation.goals", is_key=True),
    choice("mode", Words("承接方式", "承接方式", "Mode"),
           {"whole": Words("全部承接", "全部承接", "Whole"), "share": Words("分解", "分解", "Share")}, required=True),
    text("indicator", Words("指标", "指標", "Indicator"), required=True),
    text("unit", Words("单位", "單位", "Unit"), required=True, width=8),
    number("baseline", Words("基期值", "基期值", "Baseline"), required=True, low=None),
    number("target", Words("目标值", "目標值", "Target"), required=True, low=None),
    percent("weight", Words("权重", "權重", "Weight"), required=True),
    day("due", Words("完成期限", "完成期限", "Due")),
    text("note", Words("备注", "備註", "Note")),
))
TASK_LIST = Sheet("tasks", Words("工作任务", "工作項目", "Tasks"), mandatory=True, unit=Words("元、工作日", "元、工作日", "yuan, workdays"),
                  fields=(
    identity("task", Words("任务编号", "工作項目編號", "Task id")),
    ref("parent_task", Words("上级任务", "上層工作項目", "Parent task"), TASKS),
    choice("level", Words("层级", "層級", "Level"), PERIOD_LEVEL),
    ref("goal", Words("服务目标", "服務目標", "Goal"), "organisation.goals", required=True, width=10),
    ref("request", Words("协作需求", "協作需求", "Request"), "plan.requests"),
    text("name", Words("任务名称", "工作項目名稱", "Name"), required=True, width=28),
    text("description", Words("任务内容", "工作內容", "Description"), required=True, width=36),
    choice("kind", Words("类别", "類別", "Kind"),
           {"project": Words("项目", "專案", "Project"), "routine": Words("日常", "日常", "Routine"),
            "cross": Words("跨部门", "跨部門", "Cross-department")}),
    choice("priority", Words("优先级", "優先順序", "Priority"), HIGH_LOW, required=True),
    choice("urgency", Words("紧急程度", "緊急程度", "Urgency"), HIGH_LOW, required=True),
    choice("difficulty", Words("难易程度", "難易程度", "Difficulty"), HIGH_LOW),
    ref("owner", Words("责任人", "負責人", "Owner"), PEOPLE, required=True),
    ref("supporters", Words("配合人员", "配合人員", "Supporters"), PEOPLE, many=True, width=18),
    day("start", Words("开始日期", "開始日期", "Start"), required=True),
    day("finish", Words("完成日期", "完成日期", "Finish"), required=True),
    whole("duration", Words("工期", "工期", "Duration"), derived=Workdays("start", "finish")),
    whole("buffer", Words("缓冲", "緩衝", "Buffer")),
    ref("predecessors", Words("前置任务", "前置作業", "Predecessors"), TASKS, many=True, width=18),
    whole("lag", Words("时距", "時距", "Lag")),
    text("deliverable", Words("交付成果", "產出物", "Deliverable"), required=True, width=26),
    number("quantity", Words("数量", "數量", "Quantity")),
    text("acceptance_criterion", CRITERION, required=True, width=28),
    ref("accepted_by", Words("验收部门", "驗收部門", "Accepted by"), DEPARTMENTS),
    money("budget", Words("预算", "預算", "Budget")),
    choice("movable", Words("可移动", "可移動", "Movable"), YES_NO),
    day("release", Words("不早于", "不早於", "Not before")),
    day("deadline", Words("不晚于", "不晚於", "Not after")),
    text("note", Words("备注", "備註", "Note")),
))
MILESTONES = Sheet("milestones", Words("里程碑", "里程碑", "Milestones"), fields=(
    identity("milestone", Words("里程碑编号", "里程碑編號", "Milestone id")),
    _task(required=True),
    text("name", Words("名称", "名稱", "Name"), required=True),
    day("date", Words("日期", "日期", "Date"), required=True),
    text("criterion", Words("达成标准", "達成標準", "Criterion"), width=28),
))
STAFFING = Sheet("staffing", Words("人力需求", "人力需求", "Staffing"), mandatory=True, unit=Words("工时", "工時", "hours"),
                 identity=("task", "person|post"), fields=(
    _task(required=True),
    text("post", Words("岗位", "職務", "Post"), width=16),
    text("skill", Words("技能", "技能", "Skill"), width=16),
    whole("level", Words("级别", "級別", "Level"), low=1, high=4),
    number("headcount", Words("人数", "人數", "Head-count")),
    choice("pool", Words("人员范围", "人員範圍", "Pool"),
           {"own": Words("本部门", "本部門", "Own department"), "all": Words("全单位", "全單位", "All departments")}),
    ref("person", Words("人员", "人員", "Person"), PEOPLE),
    percent("share", Words("投入比例", "投入比例", "Share")),
    day("start", Words("开始日期", "開始日期", "Start")),
    day("finish", Words("结束日期", "結束日期", "Finish")),
    number("hours", Words("计划工时", "計畫工時", "Hours")),
))
EQUIPMENT = Sheet("equipment", Words("设备需求", "設備需求", "Equipment"), identity=("task", "asset"), fields=(
    _task(required=True),
    ref("asset", Words("资产编号", "資產編號", "Asset"), "organisation.assets", required=True),
    number("quantity", Words("数量", "數量", "Quantity"), required=True),
    day("start", Words("开始日期", "開始日期", "Start")),
    day("finish", Words("结束日期", "結束日期", "Finish")),
    number("hours_per_day", Words("每日工时", "每日工時", "Hours per day"), high=24),
))
PROCUREMENT = Sheet("procurement", Words("物料采购", "物料採購", "Procurement"), unit=Words("元", "元", "yuan"),
                    identity=("task", "material"), fields=(
    _task(required=True),
    text("material", Words("物料", "物料", "Material"), required=True),
    text("category", Words("类别", "類別", "Category"), width=14),
    text("specification", Words("规格", "規格", "Specification")),
    number("quantity", Words("数量", "數量", "Quantity"), required=True),
    day("ordered", Words("计划下单日期", "預定下單日期", "Ordered (planned)")),
    day("needed", Words("需用日期", "需用日期", "Needed"), required=True),
    whole("lead_time", Words("采购周期（天）", "採購前置天數", "Lead time (days)")),
    ref("supplier", Words("供应商", "供應商", "Supplier"), "organisation.suppliers"),
    money("amount", Words("金额", "金額", "Amount")),
    choice("method", Words("采购方式", "採購方式", "Method"),
           {"tender": Words("招标", "招標", "Tender"), "inquiry": Words("询价", "詢價", "Inquiry"),
            "direct": Words("直接采购", "直接採購", "Direct"), "stock": Words("领用库存", "領用庫存", "From stock")}),
    choice("approved_level", Words("审批层级", "審批層級", "Approved by"), APPROVAL_LEVEL, width=16),
))
RISKS = Sheet("risks", Words("风险", "風險", "Risks"), mandatory=True, fields=(
    identity("risk", Words("风险编号", "風險編號", "Risk id")),
    _task(),
    text("description", Words("风险描述", "風險描述", "Description"), required=True, width=32),
    text("category", Words("类别", "類別", "Category"), width=12),
    whole("likelihood", Words("可能性", "可能性", "Likelihood"), required=True, low=1, high=5),
    whole("impact", Words("影响程度", "影響程度", "Impact"), required=True, low=1, high=5),
    whole("score", Words("风险值", "風險值", "Score"), low=None, derived=Product(("likelihood", "impact"))),
    choice("response", Words("应对策略", "因應策略", "Response"),
           {"avoid": Words("规避", "規避", "Avoid"), "mitigate": Words("减轻", "減輕", "Mitigate"),
            "transfer": Words("转移", "轉移", "Transfer"), "accept": Words("接受", "接受", "Accept")}),
    text("measure", Words("应对措施", "因應措施", "Measure"), width=30),
    text("trigger", Words("触发条件", "觸發條件", "Trigger")),
    ref("owner", Words("责任人", "負責人", "Owner"), PEOPLE),
    day("due", Words("完成期限", "完成期限", "Due")),
    day("closed", Words("关闭日期", "結案日期", "Closed")),
))
REQUESTS = Sheet("requests", Words("协作需求", "協作需求", "Requests"), fields=(
    identity("request", Words("需求编号", "需求編號", "Request id")),
    day("raised", Words("提出日期", "提出日期", "Raised")),
    ref("to_departments", Words("协作部门", "協作部門", "To departments"), DEPARTMENTS, many=True, required=True),
    text("matter", Words("协作事项", "協作事項", "Matter"), required=True),
    text("objective", Words("协作目标", "協作目標", "Objective"), required=True),
    day("needed", Words("需要日期", "需要日期", "Needed"), required=True),
    text("form", Words("协作方式", "協作方式", "Form"), required=True, width=14),
    text("acceptance_criterion", CRITERION, width=28),
    ref("liaison", Words("联络员", "聯絡窗口", "Liaison"), PEOPLE, many=True),
    _task(),
))
HANDOVERS = Sheet("handovers", Words("接口交付", "介面交付", "Hand-overs"), mandatory=True, fields=(
    identity("handover", Words("接口编号", "介面編號", "Hand-over id")),
    choice("side", Words("本方角色", "本方角色", "Side"),
           {"give": Words("交付", "交付", "Give"), "take": Words("接收", "接收", "Take")}, required=True),
    ref("other_department", Words("对方部门", "對方部門", "Other department"), DEPARTMENTS, required=True),
    text("deliverable", Words("交付内容", "交付內容", "Deliverable"), required=True, width=28),
    text("specification", Words("规格要求", "規格要求", "Specification")),
    number("quantity", Words("数量", "數量", "Quantity")),
    day("date", Words("交接日期", "交接日期", "Date"), required=True),
    text("acceptance_criterion", CRITERION, width=28),
    ref("liaison", Words("联络员", "聯絡窗口", "Liaison"), PEOPLE),
    _task(),
))
MONTHS = tuple(f"m{month:02}" for month in range(1, 13))
CURVE = Sheet("curve", Words("进度计划", "進度計畫", "Progress curve"), fields=(
    _task(is_key=True),
    *(percent(key, Words(f"{int(key[1:])}月", f"{int(key[1:])}月", f"Month {int(key[1:])}")) for key in MONTHS),
))
PLAN = Book("plan", Words("工作计划", "工作計畫", "Plan"), owner="department", rounds=True, sheets=(
    COVER, GOALS, TASK_LIST, MILESTONES, STAFFING, EQUIPMENT, PROCUREMENT, RISKS, REQUESTS, HANDOVERS, CURVE,
))
