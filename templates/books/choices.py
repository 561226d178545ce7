"""Words that several books share: the books' own names, choices, months and units."""

from templates.field import Words

BOOK_NAMES = {
    "organisation": Words("主数据", "主檔資料", "Organisation"),
    "plan": Words("部门工作计划", "部門工作計畫", "Department plan"),
    "budget": Words("部门预算", "部門預算", "Department budget"),
    "progress": Words("月度进展", "每月進度", "Monthly progress"),
    "meetings": Words("会议", "會議", "Meetings"),
    "registers": Words("登记台账", "列管清冊", "Registers"),
    "survey": Words("满意度问卷", "滿意度問卷", "Satisfaction survey"),
    "economics": Words("经济指标", "經濟指標", "Economic figures"),
}
REPORTED = {key: words for key, words in BOOK_NAMES.items() if key != "organisation"}
"""The books that somebody sends to the office by a date."""

YES_NO = {"yes": Words("是", "是", "Yes"), "no": Words("否", "否", "No")}
HIGH_LOW = {
    "high": Words("高", "高", "High"), "medium": Words("中", "中", "Medium"), "low": Words("低", "低", "Low"),
}
LEVELS = {
    "year": Words("年度", "年度", "Year"),
    "quarter": Words("季度", "季度", "Quarter"),
    "month": Words("月度", "月份", "Month"),
}
APPROVAL = {
    "department": Words("部门", "部門", "Department"),
    "coordination": Words("统筹管理部门", "統籌單位", "Coordination office"),
    "management": Words("管理层", "管理階層", "Management"),
}

_IN_ENGLISH = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
MONTHS = {f"m{number:02}": Words(f"{number}月", f"{number}月", name) for number, name in enumerate(_IN_ENGLISH, 1)}
"""Column key of each month of the year → its heading."""

YUAN = Words("元", "元", "CNY")
HOURS = Words("工时", "工時", "hours")
YUAN_WORKDAYS = Words("元、工作日", "元、工作天", "CNY, workdays")
