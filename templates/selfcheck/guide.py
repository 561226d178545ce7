"""The page for clerks: what workbooks check by themselves, rule by rule, and what formulas cannot read.

`python -m templates.selfcheck.guide` writes it anew into docs/.
"""

from __future__ import annotations

from pathlib import Path

from templates.field import LOCALES
from templates.selfcheck.coverage import COVERAGE, NOT_TOLD, formula_of
from templates.wording import say, sentences

FORMS = ("boolean", "date", "text", "choice", "name", "characters", "many", "far", "elsewhere", "error", "rows")
"""Forms of cells that formulas do not read, or not as the engine does, in the order of the page."""
DOCS = Path(__file__).parent.parent.parent / "docs"


def markdown(locale: str) -> str:
    """The page in one language."""
    def told(key: str) -> str:
        return say("templates", f"guide.{key}", locale)

    lines = [f"# {told('title')}", "", told("intro"), ""]
    for picture in ("wrong", "right", "health"):
        lines += [f"![{told(f'{picture}_alt')}](pictures/selfcheck-{picture}.png)", ""]
    lines += [f"## {told('how')}", "", *(f"- {told(f'how{number}')}" for number in range(1, 7)), ""]
    lines += [f"## {told('forms')}", "", told("forms_intro"), "", *(f"- {told(f'form_{form}')}" for form in FORMS), ""]
    lines += [f"## {told('codes')}", "", f"| {told('code')} | {told('says')} | {told('covered')} |", "|---|---|---|"]
    lines += [f"| {code} | {_said(code, locale)} | {_covered(code, locale)} |" for code in sorted({*COVERAGE, "F08"})]
    lines += ["", f"## {told('not_told')}", "", f"| {told('code')} | {told('why')} |", "|---|---|"]
    lines += [f"| {', '.join(sorted(codes))} | {say('templates', f'selfcheck_no.{why}', locale)} |"
              for why, codes in NOT_TOLD.items()]
    return "\n".join(lines)


def _said(code: str, locale: str) -> str:
    """All that a rule says, sheet by sheet."""
    words = sentences("templates", locale)
    found = [words[key] for key in sorted(words) if key == f"selfcheck.{code}" or key.startswith(f"selfcheck.{code}.")]
    return "<br>".join(each.removeprefix("✗ ") for each in found)


def _covered(code: str, locale: str) -> str:
    if formula_of(code) is True:
        return say("templates", "guide.whole", locale)
    return say("templates", f"selfcheck_part.{code}", locale)


def write_pages(folder: Path = DOCS) -> None:
    """Write the page in every language."""
    for locale in LOCALES:
        (folder / f"self-checks.{locale}.md").write_text(markdown(locale) + "\n", encoding="utf-8")


if __name__ == "__main__":
    write_pages()
