"""The meetings book 会议: what was held and what was decided, kept by the coordination office."""

from templates.book import Book, Sheet
from templates.books.choices import BOOK_NAMES
from templates.field import Words, choice, day, identity, ref, text, whole

KINDS = {
    "monthly": Words("月度例会", "每月例會", "Monthly meeting"),
    "quarterly": Words("季度分析会", "每季分析會議", "Quarterly review"),
    "annual": Words("年度总结", "年度總結會議", "Annual review"),
    "special": Words("专项协调", "專案協調會議", "Special coordination"),
}
STATUS = {
    "open": Words("未办", "未辦", "Open"),
    "done": Words("已办", "已辦", "Done"),
    "dropped": Words("撤销", "撤銷", "Dropped"),
}

HELD = Sheet("meetings", Words("会议", "會議", "Meetings"), (
    identity("meeting", Words("会议编号", "會議編號", "Meeting no.")),
    choice("kind", Words("会议类别", "會議類別", "Kind"), KINDS, required=True, width=14),
    day("date", Words("召开日期", "召開日期", "Date"), required=True),
    whole("expected", Words("应到人数", "應到人數", "Expected")),
    whole("attended", Words("实到人数", "實到人數", "Attended")),
))

RESOLUTIONS = Sheet("resolutions", Words("决议事项", "決議事項", "Resolutions"), (
    identity("resolution", Words("决议编号", "決議編號", "Resolution no.")),
    ref("meeting", Words("会议", "會議", "Meeting"), "meetings.meetings", required=True),
    text("matter", Words("决议内容", "決議內容", "Matter"), required=True, width=40),
    ref("department", Words("责任部门", "責任部門", "Department"), "organisation.departments", required=True),
    ref("person", Words("责任人", "負責人", "Person"), "organisation.people"),
    day("due", Words("完成时限", "完成期限", "Due date"), required=True),
    choice("status", Words("办理状态", "辦理狀態", "Status"), STATUS, required=True),
))

MEETINGS = Book("meetings", BOOK_NAMES["meetings"], (HELD, RESOLUTIONS), owner="organisation")
