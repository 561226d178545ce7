"""Data validation: what may be typed into cells."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from xlwings import base_classes

from . import bridge, formulas, looks
from .areas import quoted
from .edits import writable
from .members import offered

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .ranges import Range

TYPES = {"none": "ANY", "whole_number": "WHOLE", "decimal": "DECIMAL", "date": "DATE", "time": "TIME",
         "text_length": "TEXT_LEN", "list": "LIST", "custom": "CUSTOM"}
OPERATORS = {"between": "BETWEEN", "not_between": "NOT_BETWEEN", "equal_to": "EQUAL", "not_equal_to": "NOT_EQUAL",
             "greater_than": "GREATER", "less_than": "LESS", "greater_than_or_equal": "GREATER_EQUAL",
             "less_than_or_equal": "LESS_EQUAL"}
ALERTS = {"stop": "STOP", "warning": "WARNING", "information": "INFO"}
COMPARED = ("whole_number", "decimal", "date", "time", "text_length")
HIDDEN, UNSORTED = 0, 1
"""Whether the list of a cell shows: com.sun.star.sheet.TableValidationVisibility."""


def _said(name: str) -> property:
    return property(lambda self: self._one(name), doc=f"LibreOffice's {name}; None where there is no one rule.")


@offered
class DataValidation(base_classes.DataValidation):
    """The rule for what may be typed into the cells of a range."""

    def __init__(self, block: Range) -> None:
        self.block = block

    link = property(lambda self: self.block.link)
    api = property(lambda self: self.block.api.Validation)
    ignore_blank = _said("IgnoreBlankCells")
    input_title, input_message, show_input = _said("InputTitle"), _said("InputMessage"), _said("ShowInputMessage")
    error_title, error_message, show_error = _said("ErrorTitle"), _said("ErrorMessage"), _said("ShowErrorMessage")

    @property
    def type(self) -> str:
        """What kind of rule it is, in xlwings' words; "inconsistent" where cells have different ones."""
        rule = looks.shared(self.block, "Validation")
        return "inconsistent" if rule is None else next(word for word, name in TYPES.items() if name == rule.Type.value)

    @property
    def operator(self) -> str | None:
        """How values are compared; None where they are not."""
        if self.type not in COMPARED:
            return None
        return next(word for word, name in OPERATORS.items() if name == self.api.getOperator().value)

    @property
    def formula1(self) -> str | None:
        """The first operand of a comparison."""
        return self._formula(self.api.getFormula1()) if self.type in COMPARED else None

    @property
    def formula2(self) -> str | None:
        """The second operand, where there are two."""
        return self._formula(self.api.getFormula2()) if self.operator in ("between", "not_between") else None

    @property
    def formula(self) -> str | None:
        """The formula of a custom rule."""
        return self._formula(self.api.getFormula1()) if self.type == "custom" else None

    @property
    def source(self) -> str | None:
        """The list that can be chosen from: texts with commas, or a formula."""
        if self.type != "list":
            return None
        text = str(self.api.getFormula1())
        return ",".join(_unquoted(text)) if text.startswith('"') else self._formula(text)

    @property
    def in_cell_dropdown(self) -> bool | None:
        """Whether the list shows in the cell."""
        return self.api.ShowList != HIDDEN if self.type == "list" else None

    @property
    def alert_style(self) -> str | None:
        """How a wrong entry is answered."""
        return next((word for word, name in ALERTS.items() if name == self.api.ErrorAlertStyle.value), None) \
            if self.type not in ("none", "inconsistent") else None

    def set_list(self, source: Any, in_cell_dropdown: bool) -> None:
        """Let one of several texts, or of the cells of a range or name, be chosen."""
        if isinstance(source, base_classes.Name):
            text = self._calc(f"={source.name}")
        elif isinstance(source, base_classes.Range):
            text = self._calc(f"={quoted(self._sheet(source))}!{source.address}")
        else:
            if any('"' in value for value in source):
                raise NotImplementedError("a list with quotation marks in it is saved damaged by LibreOffice")
            text = ";".join(f'"{value}"' for value in source)
        self._set("list", "NONE", text, "", in_cell_dropdown=in_cell_dropdown)

    def set_rule(self, rule_type: str, operator: str | None, formula1: str, formula2: str | None) -> None:
        """Let what compares so, or what makes a formula true, be typed."""
        self._set(rule_type, OPERATORS[operator] if operator else "FORMULA", self._calc(formula1), self._calc(formula2 or ""))

    def delete(self) -> None:
        """Let anything be typed."""
        self._set("none", "NONE", "", "")

    def _set(self, kind: str, operator: str, formula1: str, formula2: str, *, in_cell_dropdown: bool = True) -> None:
        writable(self.block)
        rule = self.api
        rule.Type = bridge.enum("sheet.ValidationType", TYPES[kind])
        rule.setSourcePosition(self.block.sheet.place(self.block.first))
        rule.setOperator(bridge.enum("sheet.ConditionOperator", operator))
        rule.setFormula1(formula1)
        rule.setFormula2(formula2)
        rule.ShowList = UNSORTED if in_cell_dropdown else HIDDEN
        self.block.api.Validation = rule

    def _one(self, name: str) -> Any:
        return None if self.type in ("none", "inconsistent") else self.api.getPropertyValue(name)

    @staticmethod
    def _sheet(block: Any) -> str:
        return str(block.sheet.name)

    def _calc(self, text: str) -> str:
        return formulas.Grammar(self.block.sheet).to_calc(text, self.block.first)[1:] if text else ""

    def _formula(self, text: str) -> str:
        return formulas.Grammar(self.block.sheet).to_excel(f"={text}", self.block.first)


def _unquoted(text: str) -> Sequence[str]:
    return [part.strip()[1:-1] for part in text.split(";")]
