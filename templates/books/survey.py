"""The survey book (满意度问卷): half-yearly, who rated which department how."""

from __future__ import annotations

from templates.book import Book, Sheet
from templates.books.choices import ANSWER
from templates.field import Words, choice, identity, ref, text, whole

DEPARTMENTS = "organisation.departments"
QUESTIONS = tuple(f"q{number}" for number in range(1, 6))

COVER = Sheet("cover", Words("封面", "封面", "Cover"), form=True, fields=(
    text("period", Words("调查期间", "調查期間", "Period"), required=True),
    whole("sent", Words("发放份数", "發放份數", "Sent"), required=True),
))
ANSWERS = Sheet("answers", Words("答卷", "答卷", "Answers"), fields=(
    identity("respondent", Words("答卷人编号", "填答者編號", "Respondent id")),
    ref("department", Words("所在部门", "所屬部門", "Own department"), DEPARTMENTS, required=True),
    ref("rated_department", Words("被评部门", "受評部門", "Rated department"), DEPARTMENTS, required=True, is_key=True),
    *(choice(key, Words(f"问题{key[1:]}", f"問題{key[1:]}", f"Question {key[1:]}"), ANSWER, required=True) for key in QUESTIONS),
    text("comment", Words("意见", "意見", "Comment"), width=36),
))
SURVEY = Book("survey", Words("满意度问卷", "滿意度問卷", "Survey"), owner="organisation", period="half", sheets=(COVER, ANSWERS))
