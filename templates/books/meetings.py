"""The meetings book (会议): meetings and resolutions, kept by the coordination office."""

from __future__ import annotations

from templates.book import Book, Sheet
from templates.field import Words, choice, day, identity, ref, text, whole

MEETING_LIST = Sheet("meetings", Words("会议", "會議", "Meetings"), fields=(
    identity("meeting", Words("会议编号", "會議編號", "Meeting id")),
    choice("kind", Words("类别", "類別", "Kind"),
           {"monthly": Words("月度例会", "月例會", "Monthly"), "quarterly": Words("季度分析会", "季分析會", "Quarterly"),
            "annual": Words("年度总结", "年度總結", "Annual"), "special": Words("专项协调", "專案協調", "Special")}, required=True),
    day("date", Words("日期", "日期", "Date"), required=True),
    whole("expected", Words("应到人数", "應到人數", "Expected")),
    whole("attended", Words("实到人数", "實到人數", "Attended")),
))
RESOLUTIONS = Sheet("resolutions", Words("决议", "決議", "Resolutions"), fields=(
    identity("resolution", Words("决议编号", "決議編號", "Resolution id")),
    ref("meeting", Words("会议编号", "會議編號", "Meeting"), "meetings.meetings", required=True),
    text("matter", Words("事项", "事項", "Matter"), required=True, width=36),
    ref("department", Words("责任部门", "主辦部門", "Department"), "organisation.departments", required=True),
    ref("person", Words("责任人", "負責人", "Person"), "organisation.people"),
    day("due", Words("完成期限", "完成期限", "Due"), required=True),
    choice("status", Words("状态", "狀態", "Status"),
           {"open": Words("未办", "未辦", "Open"), "done": Words("已办", "已辦", "Done"),
            "dropped": Words("撤销", "撤銷", "Dropped")}, required=True),
))
MEETINGS = Book("meetings", Words("会议", "會議", "Meetings"), owner="organisation", sheets=(MEETING_LIST, RESOLUTIONS))
