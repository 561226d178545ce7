"""The progress book 月度进展: what a department did in a month, what it cost, and what stands in the way."""

from templates.book import Book, Sheet
from templates.books.choices import APPROVAL, BOOK_NAMES, HOURS, YUAN
from templates.field import Words, choice, day, identity, money, number, percent, ref, text

STATUS = {
    "not_started": Words("未开始", "未開始", "Not started"),
    "in_progress": Words("进行中", "進行中", "In progress"),
    "done": Words("已完成", "已完成", "Done"),
    "paused": Words("暂停", "暫停", "Paused"),
    "cancelled": Words("取消", "取消", "Cancelled"),
}
PASSED = {"passed": Words("合格", "合格", "Passed"), "failed": Words("不合格", "不合格", "Failed")}
SOURCES = {
    "acceptance": Words("验收", "驗收", "Acceptance"),
    "quality": Words("质检", "品檢", "Quality inspection"),
    "compliance": Words("合规", "法遵", "Compliance"),
    "customer": Words("客户", "客戶", "Customer"),
}
CHANGED = {
    "finish": Words("完成日期", "完成日期", "Finish"),
    "status": Words("状态", "狀態", "Status"),
    "budget": Words("预算", "預算", "Budget"),
    "scope": Words("范围", "範圍", "Scope"),
    "other": Words("其他", "其他", "Other"),
}
DECISIONS = {
    "approved": Words("批准", "核准", "Approved"),
    "rejected": Words("驳回", "駁回", "Rejected"),
    "pending": Words("待批", "待核", "Pending"),
}

PROGRESS_OF_TASKS = Sheet("progress", Words("进展", "進度", "Progress"), (
    ref("task", Words("任务", "任務", "Task"), "plan.tasks", is_key=True, required=True),
    percent("planned", Words("计划进度（%）", "預定進度（%）", "Planned (%)"), required=True),
    percent("actual", Words("实际进度（%）", "實際進度（%）", "Actual (%)"), required=True),
    day("actual_start", Words("实际开始", "實際開始日", "Actual start")),
    day("actual_finish", Words("实际完成", "實際完成日", "Actual finish")),
    choice("status", Words("状态", "狀態", "Status"), STATUS, required=True),
    text("delay_reason", Words("滞后原因", "落後原因", "Reason for delay"), width=28),
    text("next_step", Words("下步措施", "後續作法", "Next step"), width=28),
    text("evidence", Words("佐证材料", "佐證資料", "Evidence"), width=28),
), mandatory=True)

TIMESHEET = Sheet("timesheet", Words("工时", "工時", "Timesheet"), (
    ref("person", Words("人员", "人員", "Person"), "organisation.people", required=True),
    ref("task", Words("任务", "任務", "Task"), "plan.tasks", required=True),
    day("date", Words("日期", "日期", "Date"), required=True),
    number("hours", Words("工时", "工時", "Hours"), required=True, high=24),
), unit=HOURS, identity=("person", "task", "date"))

EQUIPMENT_USE = Sheet("equipment_use", Words("设备使用", "設備使用", "Equipment use"), (
    ref("asset", Words("设备场地", "設備場地", "Asset"), "organisation.assets", required=True),
    ref("task", Words("任务", "任務", "Task"), "plan.tasks"),
    day("date", Words("日期", "日期", "Date"), required=True),
    number("hours", Words("使用工时", "使用工時", "Hours"), required=True),
), unit=HOURS, identity=("asset", "task", "date"))

SPENDING = Sheet("spending", Words("预算执行", "預算執行", "Spending"), (
    ref("account", Words("科目", "會計科目", "Account"), "organisation.accounts", is_key=True, width=18),
    money("month_actual", Words("本月实际", "本月實際", "Actual this month"), required=True),
    money("year_actual", Words("本年累计实际", "本年累計實際", "Actual this year"), required=True),
    text("note", Words("备注", "備註", "Note")),
), mandatory=True, unit=YUAN)

ACCEPTANCE = Sheet("acceptance", Words("验收", "驗收", "Acceptance"), (
    ref("task", Words("任务", "任務", "Task"), "plan.tasks", required=True),
    day("date", Words("验收日期", "驗收日期", "Date"), required=True),
    ref("by", Words("验收部门", "驗收部門", "Accepted by"), "organisation.departments", required=True),
    choice("result", Words("验收结论", "驗收結果", "Result"), PASSED, required=True),
    text("problem", Words("存在问题", "缺失事項", "Problem"), width=36),
), identity=("task", "date"))

RECTIFICATION = Sheet("rectification", Words("整改", "改善", "Rectification"), (
    identity("rectification", Words("整改编号", "改善編號", "Rectification no.")),
    choice("source", Words("问题来源", "問題來源", "Source"), SOURCES, required=True),
    ref("task", Words("相关任务", "相關任務", "Task"), "plan.tasks"),
    text("problem", Words("问题描述", "問題描述", "Problem"), required=True, width=36),
    ref("department", Words("责任部门", "責任部門", "Department"), "organisation.departments", required=True),
    ref("person", Words("责任人", "負責人", "Person"), "organisation.people"),
    text("measure", Words("整改措施", "改善措施", "Measure"), width=36),
    day("due", Words("整改期限", "改善期限", "Due date"), required=True),
    day("closed", Words("关闭日期", "結案日期", "Closed on")),
    choice("recheck", Words("复验结论", "複驗結果", "Recheck"), PASSED),
))

CHANGES = Sheet("changes", Words("变更申请", "變更申請", "Changes"), (
    identity("change", Words("变更编号", "變更編號", "Change no.")),
    ref("task", Words("相关任务", "相關任務", "Task"), "plan.tasks"),
    ref("account", Words("相关科目", "相關科目", "Account"), "organisation.accounts"),
    choice("field", Words("变更内容", "變更項目", "What changes"), CHANGED),
    text("old", Words("变更前", "變更前", "From"), width=16),
    text("new", Words("变更后", "變更後", "To"), width=16),
    money("amount", Words("涉及金额", "涉及金額", "Amount")),
    text("reason", Words("变更理由", "變更理由", "Reason"), required=True, width=36),
    day("requested", Words("申请日期", "申請日期", "Requested on"), required=True),
    ref("approved_by", Words("审批人", "核准人", "Approved by"), "organisation.people"),
    choice("level", Words("审批层级", "核決層級", "Approval level"), APPROVAL, width=16),
    day("approved", Words("审批日期", "核准日期", "Approved on")),
    choice("result", Words("审批结果", "核定結果", "Decision"), DECISIONS),
), unit=YUAN)

ISSUES = Sheet("issues", Words("问题与求助", "問題與求助", "Issues"), (
    identity("issue", Words("问题编号", "問題編號", "Issue no.")),
    day("raised", Words("提出日期", "提出日期", "Raised on"), required=True),
    text("matter", Words("问题事项", "問題事項", "Matter"), required=True, width=40),
    ref("to_department", Words("求助部门", "求助部門", "To department"), "organisation.departments"),
    day("answered", Words("答复日期", "答覆日期", "Answered on")),
))

PROGRESS = Book("progress", BOOK_NAMES["progress"], (
    PROGRESS_OF_TASKS, TIMESHEET, EQUIPMENT_USE, SPENDING, ACCEPTANCE, RECTIFICATION, CHANGES, ISSUES,
), owner="department", period="month")
