"""The plan book 部门工作计划: what a department will do, with whom, with what, and what may go wrong."""

from templates.book import Book, Sheet
from templates.books.choices import APPROVAL, BOOK_NAMES, HIGH_LOW, HOURS, LEVELS, MONTHS, YES_NO, YUAN, YUAN_WORKDAYS
from templates.derive import Product, Workdays
from templates.field import Words, choice, day, identity, money, number, percent, ref, text, whole

MODES = {"whole": Words("全部承接", "全部承接", "Taken over whole"), "share": Words("分解", "分解", "Shared")}
KINDS = {
    "project": Words("项目", "專案", "Project"),
    "routine": Words("日常", "例行", "Routine"),
    "cross": Words("跨部门", "跨部門", "Cross-department"),
}
POOLS = {"own": Words("本部门", "本部門", "Own department"), "all": Words("全单位", "全公司", "Whole organisation")}
METHODS = {
    "tender": Words("招标", "招標", "Tender"),
    "inquiry": Words("询价", "詢價", "Inquiry"),
    "direct": Words("直接采购", "直接採購", "Direct purchase"),
    "stock": Words("领用库存", "領用庫存", "From stock"),
}
RESPONSES = {
    "avoid": Words("规避", "規避", "Avoid"),
    "mitigate": Words("减轻", "減輕", "Mitigate"),
    "transfer": Words("转移", "轉移", "Transfer"),
    "accept": Words("接受", "接受", "Accept"),
}
SIDES = {"give": Words("交付", "交付", "Give"), "take": Words("接收", "接收", "Take")}

COVER = Sheet("cover", Words("封面", "封面", "Cover"), (
    text("prepared_by", Words("编制人", "編製人", "Prepared by")),
    text("reviewed_by", Words("审核人", "審核人", "Reviewed by")),
    day("submitted", Words("报送日期", "報送日期", "Submitted on"), required=True),
    day("plan_start", Words("计划期起", "計畫期間起日", "Plan starts"), required=True),
    day("plan_finish", Words("计划期止", "計畫期間迄日", "Plan ends"), required=True),
), form=True)

GOALS = Sheet("goals", Words("目标承接", "目標承接", "Goals"), (
    ref("goal", Words("公司目标", "公司目標", "Company goal"), "organisation.goals", is_key=True),
    choice("mode", Words("承接方式", "承接方式", "Mode"), MODES, required=True),
    text("indicator", Words("指标", "指標", "Indicator"), required=True),
    text("unit", Words("计量单位", "計量單位", "Unit"), required=True, width=10),
    number("baseline", Words("基期值", "基期值", "Baseline"), required=True, low=None),
    number("target", Words("目标值", "目標值", "Target"), required=True, low=None),
    percent("weight", Words("权重（%）", "權重（%）", "Weight (%)"), required=True),
    day("due", Words("完成时限", "完成期限", "Due date")),
    text("note", Words("备注", "備註", "Note")),
), mandatory=True)

TASKS = Sheet("tasks", Words("工作任务", "工作項目", "Tasks"), (
    identity("task", Words("任务编号", "任務編號", "Task no.")),
    ref("parent_task", Words("上级任务", "上層任務", "Parent task"), "plan.tasks"),
    choice("level", Words("计划层级", "計畫層級", "Level"), LEVELS),
    ref("goal", Words("对应目标", "對應目標", "Goal"), "organisation.goals", required=True),
    ref("request", Words("来源需求", "來源需求", "Request"), "plan.requests"),
    text("name", Words("任务名称", "任務名稱", "Task name"), required=True, width=28),
    text("description", Words("任务内容", "任務內容", "Description"), required=True, width=40),
    choice("kind", Words("任务类别", "任務類別", "Kind"), KINDS),
    choice("priority", Words("重要程度", "重要程度", "Priority"), HIGH_LOW, required=True, width=9),
    choice("urgency", Words("紧急程度", "急迫程度", "Urgency"), HIGH_LOW, required=True, width=9),
    choice("difficulty", Words("难度", "難度", "Difficulty"), HIGH_LOW, width=9),
    ref("owner", Words("责任人", "負責人", "Owner"), "organisation.people", required=True),
    ref("supporters", Words("协办人员", "協辦人員", "Supporters"), "organisation.people", many=True, width=20),
    day("start", Words("开始日期", "開始日期", "Start"), required=True),
    day("finish", Words("完成日期", "完成日期", "Finish"), required=True),
    whole("duration", Words("工期", "工期", "Duration"), low=None, derived=Workdays("start", "finish")),
    whole("buffer", Words("缓冲天数", "緩衝天數", "Buffer")),
    ref("predecessors", Words("前置任务", "前置作業", "Predecessors"), "plan.tasks", many=True, width=20),
    whole("lag", Words("时距", "時距", "Lag")),
    text("deliverable", Words("交付成果", "產出物", "Deliverable"), required=True, width=28),
    number("quantity", Words("成果数量", "產出數量", "Quantity")),
    text("acceptance_criterion", Words("验收标准", "驗收標準", "Acceptance criterion"), required=True, width=36),
    ref("accepted_by", Words("验收部门", "驗收部門", "Accepted by"), "organisation.departments"),
    money("budget", Words("任务预算", "任務預算", "Budget")),
    choice("movable", Words("可否调整", "可否調整", "Movable"), YES_NO, width=9),
    day("release", Words("不早于", "不得早於", "Not before")),
    day("deadline", Words("不晚于", "不得晚於", "Not after")),
    text("note", Words("备注", "備註", "Note")),
), mandatory=True, unit=YUAN_WORKDAYS)

MILESTONES = Sheet("milestones", Words("里程碑", "里程碑", "Milestones"), (
    identity("milestone", Words("里程碑编号", "里程碑編號", "Milestone no.")),
    ref("task", Words("所属任务", "所屬任務", "Task"), "plan.tasks", required=True),
    text("name", Words("里程碑名称", "里程碑名稱", "Milestone"), required=True, width=28),
    day("date", Words("时间节点", "查核點日期", "Date"), required=True),
    text("criterion", Words("达成标准", "達成標準", "Criterion"), width=36),
))

STAFFING = Sheet("staffing", Words("人力需求", "人力需求", "Staffing"), (
    ref("task", Words("任务", "任務", "Task"), "plan.tasks", required=True),
    text("post", Words("岗位", "職務", "Post"), width=18),
    text("skill", Words("所需技能", "所需技能", "Skill"), width=18),
    whole("level", Words("技能等级", "技能等級", "Skill level"), low=1, high=4),
    number("headcount", Words("人数", "人數", "Head-count")),
    choice("pool", Words("人员范围", "人員範圍", "Pool"), POOLS),
    ref("person", Words("指定人员", "指定人員", "Person"), "organisation.people"),
    percent("share", Words("投入比例（%）", "投入比例（%）", "Share of day (%)")),
    day("start", Words("开始日期", "開始日期", "Start")),
    day("finish", Words("结束日期", "結束日期", "Finish")),
    number("hours", Words("计划工时", "計畫工時", "Planned hours")),
), mandatory=True, unit=HOURS, identity=("task", "person|post"))

EQUIPMENT = Sheet("equipment", Words("设备需求", "設備需求", "Equipment"), (
    ref("task", Words("任务", "任務", "Task"), "plan.tasks", required=True),
    ref("asset", Words("设备场地", "設備場地", "Asset"), "organisation.assets", required=True),
    number("quantity", Words("需求数量", "需求數量", "Quantity"), required=True),
    day("start", Words("开始日期", "開始日期", "Start")),
    day("finish", Words("结束日期", "結束日期", "Finish")),
    number("hours_per_day", Words("每台每日工时", "每台每日工時", "Hours per day"), high=24),
), unit=HOURS, identity=("task", "asset"))

PROCUREMENT = Sheet("procurement", Words("物料采购", "物料採購", "Procurement"), (
    ref("task", Words("任务", "任務", "Task"), "plan.tasks", required=True),
    text("material", Words("物料", "物料", "Material"), required=True),
    text("category", Words("类别", "類別", "Category"), width=14),
    text("specification", Words("规格型号", "規格型號", "Specification")),
    number("quantity", Words("数量", "數量", "Quantity"), required=True),
    day("ordered", Words("计划下单日期", "預計下單日期", "Order date")),
    day("needed", Words("需用日期", "需用日期", "Needed on"), required=True),
    whole("lead_time", Words("供货周期（日历天）", "交期（日曆天）", "Lead time (calendar days)")),
    ref("supplier", Words("供应商", "供應商", "Supplier"), "organisation.suppliers", width=18),
    money("amount", Words("金额", "金額", "Amount")),
    choice("method", Words("采购方式", "採購方式", "Method"), METHODS),
    choice("approved_level", Words("审批层级", "核決層級", "Approved by"), APPROVAL, width=16),
), unit=YUAN, identity=("task", "material"))

RISKS = Sheet("risks", Words("风险", "風險", "Risks"), (
    identity("risk", Words("风险编号", "風險編號", "Risk no.")),
    ref("task", Words("相关任务", "相關任務", "Task"), "plan.tasks", required=True),
    text("description", Words("风险描述", "風險描述", "Description"), required=True, width=36),
    text("category", Words("类别", "類別", "Category"), width=14),
    whole("likelihood", Words("可能性", "可能性", "Likelihood"), required=True, low=1, high=5),
    whole("impact", Words("影响程度", "影響程度", "Impact"), required=True, low=1, high=5),
    whole("score", Words("风险值", "風險值", "Score"), low=None, derived=Product(("likelihood", "impact"))),
    choice("response", Words("应对策略", "因應策略", "Response"), RESPONSES),
    text("measure", Words("应对措施", "因應措施", "Measure"), width=36),
    text("trigger", Words("触发条件", "啟動條件", "Trigger")),
    ref("owner", Words("责任人", "負責人", "Owner"), "organisation.people"),
    day("due", Words("完成时限", "完成期限", "Due date")),
    day("closed", Words("关闭日期", "結案日期", "Closed on")),
), mandatory=True)

REQUESTS = Sheet("requests", Words("协作需求", "協作需求", "Requests"), (
    identity("request", Words("需求编号", "需求編號", "Request no.")),
    day("raised", Words("提出日期", "提出日期", "Raised on")),
    ref("to_departments", Words("配合部门", "協辦部門", "To departments"), "organisation.departments",
        required=True, many=True, width=20),
    text("matter", Words("协作事项", "協作事項", "Matter"), required=True, width=28),
    text("objective", Words("协作目标", "協作目標", "Objective"), required=True, width=28),
    day("needed", Words("需求日期", "需求日期", "Needed by"), required=True),
    text("form", Words("协作方式", "協作方式", "Form"), required=True),
    text("acceptance_criterion", Words("验收标准", "驗收標準", "Acceptance criterion"), width=36),
    ref("liaison", Words("联络员", "聯絡窗口", "Liaison"), "organisation.people", many=True, width=20),
    ref("task", Words("相关任务", "相關任務", "Task"), "plan.tasks"),
))

HANDOVERS = Sheet("handovers", Words("接口交付", "介面交付", "Hand-overs"), (
    identity("handover", Words("交付编号", "交付編號", "Hand-over no.")),
    choice("side", Words("本方角色", "本方角色", "Side"), SIDES, required=True),
    ref("other_department", Words("对方部门", "對方部門", "Other department"), "organisation.departments",
        required=True),
    text("deliverable", Words("交付物", "交付物", "Deliverable"), required=True, width=28),
    text("specification", Words("规格要求", "規格要求", "Specification")),
    number("quantity", Words("数量", "數量", "Quantity")),
    day("date", Words("交接日期", "交接日期", "Date"), required=True),
    text("acceptance_criterion", Words("验收标准", "驗收標準", "Acceptance criterion"), width=36),
    ref("liaison", Words("联络员", "聯絡窗口", "Liaison"), "organisation.people"),
    ref("task", Words("相关任务", "相關任務", "Task"), "plan.tasks"),
), mandatory=True)

CURVE = Sheet("curve", Words("进度计划", "預定進度", "Progress curve"), (
    ref("task", Words("任务", "任務", "Task"), "plan.tasks", is_key=True),
    *(percent(month, heading) for month, heading in MONTHS.items()),
))

PLAN = Book("plan", BOOK_NAMES["plan"], (
    COVER, GOALS, TASKS, MILESTONES, STAFFING, EQUIPMENT, PROCUREMENT, RISKS, REQUESTS, HANDOVERS, CURVE,
), owner="department", rounds=True)
