"""The house: imports go one way, sentences stand in every language, generated pages are fresh."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from checks.clauses import CLAUSES, rules_of
from checks.rule import RULES
from checks.rules import load_rules
from reports.catalogue import markdown as catalogue
from samples.broken_case import examples
from templates.books import field_of
from templates.dictionary import markdown as dictionary
from templates.field import LOCALES
from templates.wording import sentences

ROOT = Path(__file__).parent.parent
LAYERS = ["templates", "checks", "reports", "addin"]
MAY_IMPORT = {"templates": {"templates"}, "checks": {"templates", "checks"}, "reports": {"templates", "checks", "reports"},
              "addin": {"templates", "checks", "reports", "addin", "samples"}, "samples": {"templates", "checks", "samples"}}


def imports(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module.partition(".")[0])
        elif isinstance(node, ast.Import):
            found |= {alias.name.partition(".")[0] for alias in node.names}
    return found & set(MAY_IMPORT)


@pytest.mark.parametrize("layer", MAY_IMPORT)
def test_data_flows_one_way_and_imports_the_other(layer: str) -> None:
    modules = list((ROOT / layer).rglob("*.py"))
    assert modules
    wrong = {str(path.relative_to(ROOT)): imports(path) - MAY_IMPORT[layer] for path in modules
             if imports(path) - MAY_IMPORT[layer]}
    assert wrong == {}


@pytest.mark.parametrize(("library", "homes"), [
    ("weasyprint", {"reports/pdf.py", "addin/doctor.py"}),
    ("xlwings", {"addin/doctor.py", "addin/live.py", "addin/libreoffice/"}),
    ("uno", {"addin/libreoffice/bridge.py"}),
])
def test_a_foreign_library_lives_in_one_place(library: str, homes: set[str]) -> None:
    users = {path.relative_to(ROOT).as_posix() for layer in LAYERS for path in (ROOT / layer).rglob("*.py")
             if re.search(rf"^\s*(import|from) {library}\b", path.read_text(encoding="utf-8"), re.MULTILINE)}
    assert [user for user in users if not user.startswith(tuple(homes))] == []


@pytest.mark.parametrize("layer", LAYERS)
def test_every_sentence_is_said_in_every_language_with_the_same_facts(layer: str) -> None:
    said = {locale: sentences(layer, locale) for locale in LOCALES}
    assert said["zh-Hans"]
    for locale in LOCALES:
        assert set(said[locale]) == set(said["zh-Hans"]), locale
    for key, text in said["zh-Hans"].items():
        if layer == "checks":                       # a language may leave a fact out, but never invent one
            continue
        for locale in LOCALES:
            assert set(re.findall(r"{(\w+)", said[locale][key])) == set(re.findall(r"{(\w+)", text)), (locale, key)


def test_every_rule_has_its_sentences_and_says_why_it_exists() -> None:
    load_rules()
    for code, rule in RULES.items():
        assert rule.clauses, code
        assert set(rule.clauses) <= set(CLAUSES), code
        assert len(rule.why) > 40, code
        for locale in LOCALES:
            words = sentences("checks", locale)
            assert all(words.get(f"{code}.{part}") for part in ("title", "message", "fix", "why")), (code, locale)


def test_every_clause_has_a_rule_or_says_why_not_and_names_columns_that_exist() -> None:
    assert len(CLAUSES) == 57
    for clause, columns in CLAUSES.items():
        assert all(field_of(column) for column in columns)
        for locale in LOCALES:
            words = sentences("checks", locale)
            assert words[f"clause.{clause}"]
            assert bool(rules_of(clause)) != bool(words.get(f"no_rule.{clause}")), clause


@pytest.mark.parametrize("locale", LOCALES)
def test_the_catalogue_in_docs_is_fresh(locale: str) -> None:
    assert (ROOT / "docs" / f"rules.{locale}.md").read_text(encoding="utf-8") == catalogue(locale, examples()) + "\n"


@pytest.mark.parametrize("locale", LOCALES)
def test_the_data_dictionary_in_docs_is_fresh(locale: str) -> None:
    assert (ROOT / "docs" / f"data-dictionary.{locale}.md").read_text(encoding="utf-8") == dictionary(locale) + "\n"


def test_no_rule_knows_the_sample_organisation() -> None:
    words = re.compile(r"HY-\d|\b(?:EQ|T|H|RK)-[A-Z0-9]{2,}|E1\d{3}|华岳|6602\d\d")
    told = [str(path) for path in (ROOT / "checks").rglob("*.py") if words.search(path.read_text(encoding="utf-8"))]
    assert told == []
