"""Values of every type of field: read from what people write, checked before they are kept, shown to people."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from data.errors import InvalidValue
from data.i18n import tr
from data.kinds import moments
from data.kinds.checking import CHECKS
from data.kinds.codes import codes_of
from data.kinds.identity import birth_of, gender_of, id_checksum
from data.kinds.model import Field
from data.kinds.reading import READERS
from data.kinds.units import unit_words
from data.kinds.writing import plain

__all__ = ["birth_of", "check", "gender_of", "id_checksum", "read", "show", "written"]


def check(field: Field, value: Any) -> Any:
    """Return a typed value in the form in which it is kept; None where it is empty.

    Raises
    ------
    InvalidValue
        If the field does not allow the value, or is required and empty.
    """
    kept = None if value is None else CHECKS[field.type](field, value)
    if kept is None and field.required:
        raise InvalidValue(tr("“{label}”不能为空", label=field.label), field=field.name)
    return kept


def read(field: Field, raw: object, zone: str) -> Any:
    """Return the value that a person or a spreadsheet wrote, in the form in which it is kept; None where it is empty.

    Parameters
    ----------
    field
        The field that it is for.
    raw
        Text, number, date, time, bool or None. Numbers in date and time fields are a spreadsheet's day count.
    zone
        IANA name of the zone in which times are written.

    Raises
    ------
    InvalidValue
        If no value of the field can be made of it, with what is expected.
    """
    text = plain(raw)
    if text is None:
        return check(field, None)
    return check(field, READERS[field.type](field, raw if not isinstance(raw, str) else text, zone))


def show(field: Field, value: Any, *, zone: str, unit: bool = True, now: datetime | None = None) -> str:
    """Return a kept value as people read it, unmasked; "" where it is empty.

    ``unit`` False leaves the unit off (column headings carry it); ``now`` leaves the year off times of the same year.
    """
    if value is None:
        return ""
    if field.type == "time":
        return moments.show_time(value, zone, now)
    if field.type in ("int", "real"):
        return _number(field, value, unit)
    return SHOWN.get(field.type, _plain)(field, value)


def written(field: Field, value: Any, zone: str) -> str:
    """Return a kept value as it stands in an edit box or a sheet; `read` makes the same value of it."""
    if value is None:
        return ""
    if field.type == "time":
        return moments.write_time(value, zone)
    if field.type == "real":
        return f"{value:.15g}"
    if field.type in ("choice", "bool"):
        return show(field, value, zone=zone)
    return str(value)


def _label(field: Field, value: Any) -> str:
    choice = codes_of(field).values.get(value)
    return choice.label if choice else str(value)


def _number(field: Field, value: int | float, unit: bool) -> str:
    if field.unit == "B" and unit:
        return _size(value)
    text = str(value) if isinstance(value, int) else f"{value:.{field.digits}f}".rstrip("0").rstrip(".")
    if not unit or not field.unit:
        return text
    return text + field.unit if field.unit in "°%" else f"{text} {unit_words(field.unit)}"


def _size(count: float) -> str:
    for name in ("B", "KB", "MB"):
        if count < 1024:
            return f"{count:.0f} {name}" if name == "B" else f"{count:.1f} {name}"
        count /= 1024
    return f"{count:.1f} GB"


def _date(field: Field, value: Any) -> str:
    return moments.show_date(value)


def _bool(field: Field, value: Any) -> str:
    return tr("是") if value else tr("否")


def _link(field: Field, value: Any) -> str:
    return f"#{value}"


def _solid(field: Field, value: Any) -> str:
    return tr("三维模型")


def _plain(field: Field, value: Any) -> str:
    return str(value)


SHOWN: dict[str, Callable[[Field, Any], str]] = {"choice": _label, "date": _date, "bool": _bool, "link": _link, "solid": _solid}
