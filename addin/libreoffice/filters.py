"""Automatic filters of ranges and tables."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from xlwings import base_classes

from . import bridge
from .areas import of_address
from .link import OfficeRefusedError
from .members import offered, refuse
from .values import DAY

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .ranges import Range

COMPARISONS = {"equal_to": 2, "not_equal_to": 3, "greater_than": 4, "greater_than_or_equal": 5, "less_than": 6,
               "less_than_or_equal": 7}
TOPS = {"top_items": 8, "top_percent": 9, "bottom_items": 10, "bottom_percent": 11}
"""Numbers of com.sun.star.sheet.FilterOperator2."""
NUMBER, WORDS = 0, 1
"""Numbers of com.sun.star.sheet.FilterFieldType."""


@offered
class AutoFilter(base_classes.AutoFilter):
    """The filter over a range with headings; `table` is LibreOffice's database range where there is one already."""

    def __init__(self, block: Range, table: Any = None) -> None:
        self.block, self.table = block, table

    link = property(lambda self: self.block.link)

    @property
    def criteria(self) -> list[dict[str, Any]]:
        """What each column is filtered by, one entry a column, in xlwings' words."""
        found = [base_classes.empty_autofilter_criteria(field + 1) for field in range(self.block.area.columns)]
        area = self._area(make=False)
        if area is not None:
            fields = area.getFilterDescriptor().getFilterFields3()
            for number in {field.Field for field in fields}:
                found[number] = _told(number + 1, [field for field in fields if field.Field == number])
        return found

    def apply_values(self, field: int, values: Sequence[str]) -> None:
        """Show the rows whose column (from 1) shows one of the texts."""
        self._apply(field, [_condition(field, COMPARISONS["equal_to"], *values, words=True)])

    def apply_comparison(self, field: int, operator: str, value1: Any, value2: Any) -> None:
        """Show the rows whose column (from 1) compares so; blank cells and what lies outside of two values are refused."""
        if value1 is None or operator == "not_between":
            raise refuse(f"AutoFilter.apply_comparison({operator!r}, {value1!r})")
        if operator == "between":
            self._apply(field, [_condition(field, COMPARISONS["greater_than_or_equal"], self._operand(value1)),
                                _condition(field, COMPARISONS["less_than_or_equal"], self._operand(value2))])
        else:
            self._apply(field, [_condition(field, COMPARISONS[operator], self._operand(value1))])

    def apply_top_items(self, field: int, count: int) -> None:
        """Show the rows with so many of the highest values of a column (from 1)."""
        self._apply(field, [_condition(field, TOPS["top_items"], count)])

    def apply_bottom_items(self, field: int, count: int) -> None:
        """Show the rows with so many of the lowest values of a column (from 1)."""
        self._apply(field, [_condition(field, TOPS["bottom_items"], count)])

    def apply_top_percent(self, field: int, percent: float) -> None:
        """Show the rows with so many hundredths of the highest values of a column (from 1)."""
        self._apply(field, [_condition(field, TOPS["top_percent"], percent)])

    def apply_bottom_percent(self, field: int, percent: float) -> None:
        """Show the rows with so many hundredths of the lowest values of a column (from 1)."""
        self._apply(field, [_condition(field, TOPS["bottom_percent"], percent)])

    def clear(self, field: int | None) -> None:
        """Show the rows that a column (from 1), or every column, hid."""
        if self._area(make=False) is not None:
            self._apply(field, [])

    def _operand(self, value: Any) -> Any:
        """Dates are told as {"type", "value"}; numbers and texts as text."""
        if isinstance(value, dict):
            return (datetime.fromisoformat(value["value"]) - self.block.sheet.book.epoch()) / DAY
        return value

    def _apply(self, field: int | None, conditions: Sequence[Any]) -> None:
        area = self._area(make=True)
        descriptor = area.getFilterDescriptor()
        wanted = [_again(each) for each in descriptor.getFilterFields3() if field is not None and each.Field != field - 1]
        wanted += conditions
        if wanted:
            descriptor.ContainsHeader = True
            descriptor.setFilterFields3(tuple(wanted))
            area.AutoFilter = True
            area.refresh()
        else:                                           # the area itself would leave its rows hidden
            self.block.api.filter(self.block.api.createFilterDescriptor(True))

    def _area(self, *, make: bool) -> Any:
        """The database range over exactly this range: the table's, or the sheet's nameless one."""
        if self.table is not None:
            return self.table
        sheet = self.block.sheet
        nameless = sheet.book.api.getPropertyValue("UnnamedDatabaseRanges")
        if nameless.hasByTable(sheet.position):
            kept = nameless.getByTable(sheet.position)
            if of_address(kept.getDataArea()) == self.block.area:
                return kept
            if kept.AutoFilter and make:
                raise OfficeRefusedError(f"sheet {sheet.name} has a filter over another range already")
        if not make:
            return None
        nameless.setByTable(sheet.address(self.block.area))
        return nameless.getByTable(sheet.position)


def _condition(field: int, operator: int, *values: Any, words: bool = False) -> Any:
    return bridge.struct("sheet.TableFilterField3", Field=field - 1, Operator=operator,
                         Connection=bridge.enum("sheet.FilterConnection", "AND"),
                         Values=tuple(_value(value, words=words) for value in values))


def _again(condition: Any) -> Any:
    """A condition that was read, to be set again: LibreOffice does not tell what kind its values are."""
    values = [each.NumericValue if each.IsNumeric else each.StringValue for each in condition.Values]
    return _condition(condition.Field + 1, condition.Operator, *values, words=not condition.Values[0].IsNumeric)


def _value(value: Any, *, words: bool) -> Any:
    try:
        number = None if words else float(value)
    except ValueError:
        number = None
    if number is None:
        return bridge.struct("sheet.FilterFieldValue", IsNumeric=False, StringValue=value, FilterType=WORDS)
    return bridge.struct("sheet.FilterFieldValue", IsNumeric=True, NumericValue=number, FilterType=NUMBER)


def _told(field: int, conditions: Sequence[Any]) -> dict[str, Any]:
    """The criteria of one column in xlwings' words; unknown where it has none for them."""
    operators = [each.Operator for each in conditions]
    texts = [_text(value) for each in conditions for value in each.Values]
    if operators == [COMPARISONS["equal_to"]] and (len(texts) > 1 or not conditions[0].Values[0].IsNumeric):
        return {**base_classes.empty_autofilter_criteria(field, "values"), "values": texts}
    if len(operators) == 1 and operators[0] in TOPS.values():
        kind = next(word for word, number in TOPS.items() if number == operators[0])
        amount = float(texts[0])
        return {**base_classes.empty_autofilter_criteria(field, kind),
                **({"percent": amount} if kind.endswith("percent") else {"count": int(amount)})}
    if operators == [COMPARISONS["greater_than_or_equal"], COMPARISONS["less_than_or_equal"]]:
        operator: str | None = "between"
    else:
        operator = next((word for word, number in COMPARISONS.items() if [number] == operators), None)
    if operator is None:
        return base_classes.empty_autofilter_criteria(field, "unknown")
    value1, value2 = (*texts, None)[:2]
    return {**base_classes.empty_autofilter_criteria(field, "comparison"), "operator": operator, "value1": value1,
            "value2": value2}


def _text(value: Any) -> str:
    return f"{value.NumericValue:.15g}" if value.IsNumeric else str(value.StringValue)
