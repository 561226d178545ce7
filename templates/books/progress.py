"""The progress book (月度进展): each department, monthly."""

from __future__ import annotations

from templates.book import Book, Sheet
from templates.books.choices import APPROVAL_LEVEL, PASSED
from templates.field import Field, Words, choice, day, identity, money, number, percent, ref, text

PEOPLE, DEPARTMENTS, TASKS = "organisation.people", "organisation.departments", "plan.tasks"
HOURS = Words("工时", "工時", "hours")
YUAN = Words("元", "元", "yuan")


def _task(*, required: bool = False, is_key: bool = False) -> Field:
    return ref("task", Words("任务编号", "工作項目編號", "Task"), TASKS, required=required, is_key=is_key)


PROGRESS_LIST = Sheet("progress", Words("进展", "進度", "Progress"), mandatory=True, fields=(
    _task(required=True, is_key=True),
    percent("planned", Words("计划进度", "預定進度", "Planned %"), required=True),
    percent("actual", Words("实际进度", "實際進度", "Actual %"), required=True),
    day("actual_start", Words("实际开始", "實際開始", "Actual start")),
    day("actual_finish", Words("实际完成", "實際完成", "Actual finish")),
    choice("status", Words("状态", "狀態", "Status"),
           {"not_started": Words("未开始", "未開始", "Not started"), "in_progress": Words("进行中", "進行中", "In progress"),
            "done": Words("已完成", "已完成", "Done"), "paused": Words("暂停", "暫停", "Paused"),
            "cancelled": Words("取消", "取消", "Cancelled")}, required=True),
    text("delay_reason", Words("滞后原因", "落後原因", "Reason for delay")),
    text("next_step", Words("下一步措施", "下一步措施", "Next step"), width=28),
    text("evidence", Words("佐证材料", "佐證資料", "Evidence"), width=26),
))
TIMESHEET = Sheet("timesheet", Words("工时", "工時", "Timesheet"), unit=HOURS, identity=("person", "task", "date"), fields=(
    ref("person", Words("人员", "人員", "Person"), PEOPLE, required=True),
    _task(required=True),
    day("date", Words("日期", "日期", "Date"), required=True),
    number("hours", Words("工时", "工時", "Hours"), required=True, high=24),
))
EQUIPMENT_USE = Sheet("equipment_use", Words("设备使用", "設備使用", "Equipment use"), unit=HOURS,
                      identity=("asset", "task", "date"), fields=(
    ref("asset", Words("资产编号", "資產編號", "Asset"), "organisation.assets", required=True),
    _task(),
    day("date", Words("日期", "日期", "Date"), required=True),
    number("hours", Words("工时", "工時", "Hours"), required=True),
))
SPENDING = Sheet("spending", Words("预算执行", "預算執行", "Spending"), mandatory=True, unit=YUAN, fields=(
    ref("account", Words("科目", "科目", "Account"), "organisation.accounts", is_key=True),
    money("month_actual", Words("本月实际", "本月實際", "This month"), required=True),
    money("year_actual", Words("本年累计", "本年累計", "Year to date"), required=True),
    text("note", Words("说明", "說明", "Note"), width=30),
))
ACCEPTANCE = Sheet("acceptance", Words("验收", "驗收", "Acceptance"), identity=("task", "date"), fields=(
    _task(required=True),
    day("date", Words("验收日期", "驗收日期", "Date"), required=True),
    ref("by", Words("验收部门", "驗收部門", "Accepted by"), DEPARTMENTS, required=True),
    choice("result", Words("结论", "結論", "Result"), PASSED, required=True),
    text("problem", Words("问题", "問題", "Problem"), width=30),
))
RECTIFICATION = Sheet("rectification", Words("整改", "改善", "Rectification"), fields=(
    identity("rectification", Words("整改编号", "改善編號", "Rectification id")),
    choice("source", Words("来源", "來源", "Source"),
           {"acceptance": Words("验收", "驗收", "Acceptance"), "quality": Words("质检", "品檢", "Quality"),
            "compliance": Words("合规", "法遵", "Compliance"), "customer": Words("客户", "客戶", "Customer")}, required=True),
    _task(),
    text("problem", Words("问题", "問題", "Problem"), required=True, width=30),
    ref("department", Words("责任部门", "主辦部門", "Department"), DEPARTMENTS, required=True),
    ref("person", Words("责任人", "負責人", "Person"), PEOPLE),
    text("measure", Words("整改措施", "改善措施", "Measure"), width=28),
    day("due", Words("整改期限", "改善期限", "Due"), required=True),
    day("closed", Words("关闭日期", "結案日期", "Closed")),
    choice("recheck", Words("复验结果", "複驗結果", "Recheck"), PASSED),
))
CHANGES = Sheet("changes", Words("变更申请", "變更申請", "Changes"), unit=YUAN, fields=(
    identity("change", Words("变更编号", "變更編號", "Change id")),
    _task(),
    ref("account", Words("科目", "科目", "Account"), "organisation.accounts"),
    choice("field", Words("变更内容", "變更內容", "Field"),
           {"finish": Words("完成日期", "完成日期", "Finish date"), "status": Words("状态", "狀態", "Status"),
            "budget": Words("预算", "預算", "Budget"), "scope": Words("范围", "範圍", "Scope"),
            "other": Words("其他", "其他", "Other")}),
    text("old", Words("原值", "原值", "Old")),
    text("new", Words("新值", "新值", "New")),
    money("amount", Words("金额", "金額", "Amount")),
    text("reason", Words("变更理由", "變更理由", "Reason"), required=True, width=30),
    day("requested", Words("申请日期", "申請日期", "Requested"), required=True),
    ref("approved_by", Words("审批人", "核准人", "Approved by"), PEOPLE),
    choice("level", Words("审批层级", "審批層級", "Level"), APPROVAL_LEVEL, width=16),
    day("approved", Words("审批日期", "核准日期", "Approved on")),
    choice("result", Words("审批结果", "審批結果", "Result"),
           {"approved": Words("批准", "核准", "Approved"), "rejected": Words("驳回", "退回", "Rejected"),
            "pending": Words("待批", "待核", "Pending")}),
))
ISSUES = Sheet("issues", Words("问题与求助", "問題與求助", "Issues"), fields=(
    identity("issue", Words("问题编号", "問題編號", "Issue id")),
    day("raised", Words("提出日期", "提出日期", "Raised"), required=True),
    text("matter", Words("事项", "事項", "Matter"), required=True, width=36),
    ref("to_department", Words("请求部门", "請求部門", "To department"), DEPARTMENTS),
    day("answered", Words("答复日期", "回覆日期", "Answered")),
))
PROGRESS = Book("progress", Words("月度进展", "月度進度", "Progress"), owner="department", period="month", sheets=(
    PROGRESS_LIST, TIMESHEET, EQUIPMENT_USE, SPENDING, ACCEPTANCE, RECTIFICATION, CHANGES, ISSUES,
))
