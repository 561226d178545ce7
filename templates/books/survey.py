"""The survey book 满意度问卷: how departments rate one another, twice a year."""

from templates.book import Book, Sheet
from templates.books.choices import BOOK_NAMES
from templates.field import Words, choice, identity, ref, text, whole

ANSWERS_OFFERED = {
    "satisfied": Words("满意", "滿意", "Satisfied"),
    "fairly": Words("较满意", "尚滿意", "Fairly satisfied"),
    "neutral": Words("一般", "普通", "Neutral"),
    "rather_not": Words("较不满意", "較不滿意", "Rather dissatisfied"),
    "not": Words("不满意", "不滿意", "Dissatisfied"),
    "unknown": Words("不了解", "不瞭解", "Don't know"),
}
QUESTIONS = {
    "q1": Words("1 响应及时", "1 回應及時", "1 Prompt response"),
    "q2": Words("2 沟通顺畅", "2 溝通順暢", "2 Good communication"),
    "q3": Words("3 按时交付", "3 準時交付", "3 On-time delivery"),
    "q4": Words("4 工作质量", "4 工作品質", "4 Quality of work"),
    "q5": Words("5 总体评价", "5 整體評價", "5 Overall"),
}

COVER = Sheet("cover", Words("封面", "封面", "Cover"), (
    text("period", Words("调查期间", "調查期間", "Period"), required=True),
    whole("sent", Words("发放份数", "發放份數", "Questionnaires sent"), required=True),
), form=True)

ANSWERS = Sheet("answers", Words("答卷", "問卷回覆", "Answers"), (
    identity("respondent", Words("答卷人编号", "填答者編號", "Respondent")),
    ref("department", Words("答卷人部门", "填答者部門", "Own department"), "organisation.departments", required=True),
    ref("rated_department", Words("被评部门", "受評部門", "Rated department"), "organisation.departments",
        is_key=True, required=True),
    *(choice(key, heading, ANSWERS_OFFERED, required=True) for key, heading in QUESTIONS.items()),
    text("comment", Words("意见建议", "意見與建議", "Comment"), width=40),
))

SURVEY = Book("survey", BOOK_NAMES["survey"], (COVER, ANSWERS), owner="organisation", period="half")
