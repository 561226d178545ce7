"""The engine: what xlwings asks of one beside its classes, and how it is registered."""

from __future__ import annotations

from datetime import date, datetime
from math import isinf
from typing import TYPE_CHECKING, Any

import xlwings

from .apps import Apps
from .values import CellError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

NAME = "libreoffice"


class Engine:
    """LibreOffice as an engine of xlwings."""

    name = NAME
    type = "desktop"
    """Excel itself is of this type, too: xlwings then hands one value over to fill many cells."""

    def __init__(self) -> None:
        self.apps = Apps(self)

    @staticmethod
    def prepare_xl_data_element(value: Any, options: Mapping[str, Any]) -> Any:
        """A value as cells take it: missing ones empty, numpy's and pandas' as Python's own."""
        del options
        if isinstance(value, str | bool) or type(value) is int:
            return value
        if value is None or _missing(value):
            return ""
        if isinstance(value, float) and isinf(value):
            raise ValueError(f"no cell can hold {value}")
        if isinstance(value, datetime):
            return value.to_pydatetime() if hasattr(value, "to_pydatetime") else value
        if isinstance(value, date):
            return value
        if hasattr(value, "astype") and hasattr(value, "item"):
            value = value.astype("datetime64[ms]").item() if value.dtype.kind == "M" else value.item()
        return value

    @staticmethod
    def clean_value_data(rows: Sequence[Sequence[Any]], datetime_builder: Callable[..., Any], empty_as: Any,
                         number_builder: Callable[[float], Any] | None, err_to_str: bool) -> list[list[Any]]:
        """Values that were read, as the reader wants them: dates, empty cells, numbers, errors."""
        def odd(value: Any) -> Any:
            if value == "" and type(value) is str:
                return empty_as
            if type(value) is CellError:
                return str(value) if err_to_str else None
            if isinstance(value, datetime) and datetime_builder is not datetime:
                return datetime_builder(year=value.year, month=value.month, day=value.day, hour=value.hour, minute=value.minute,
                                        second=value.second, microsecond=value.microsecond)
            return number_builder(value) if type(value) is float and number_builder else value

        plain = number_builder is None
        return [[value if (plain and type(value) is float) or (type(value) is str and value) else odd(value) for value in row]
                for row in rows]


def _missing(value: Any) -> bool:
    """NaN, NaT and NA: none of them is itself."""
    try:
        return bool(value != value)  # noqa: PLR0124 - that is what tells them
    except TypeError:
        return True                                     # pandas.NA says neither yes nor no


ENGINE = Engine()


def register() -> xlwings.Engine:
    """Make the engine known to xlwings and active; more than once is as good as once."""
    if NAME not in {engine.name for engine in xlwings.engines}:
        xlwings.engines.add(xlwings.Engine(impl=ENGINE))
    engine = xlwings.engines[NAME]
    engine.activate()
    return engine
