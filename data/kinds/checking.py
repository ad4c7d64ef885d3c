"""Checking of typed values, one function for each type of field."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from shapely.geometry import MultiPolygon, Polygon

from data.clock import format_utc
from data.i18n import tr
from data.kinds import identity, moments, phones
from data.kinds.codes import codes_of
from data.kinds.complaints import choice_wanted, date_wanted, lost_characters, phone_wanted, wrong
from data.kinds.model import Field
from data.kinds.writing import is_lost, many_lines, one_line

URL = re.compile(
    r"(?:(?!javascript|data|file|vbscript)[a-z][a-z0-9+.-]{1,15}://\S+|[\w-]+(?:\.[\w-]+)+(?::\d{1,5})?(?:/\S*)?)\Z", re.IGNORECASE
)


def _check_text(field: Field, value: Any) -> str | None:
    if not isinstance(value, str):
        raise wrong(field, value, tr("应为文字"))
    _must_be_whole(field, value)
    return one_line(value) or None


def _check_note(field: Field, value: Any) -> str | None:
    if not isinstance(value, str):
        raise wrong(field, value, tr("应为文字"))
    _must_be_whole(field, value)
    return many_lines(value) or None


def _must_be_whole(field: Field, value: str) -> None:
    if is_lost(value):
        raise wrong(field, value, lost_characters())


def _check_int(field: Field, value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not math.isfinite(value) or value != int(value):
        raise wrong(field, value, tr("应为整数"))
    if abs(value) >= 2**63:
        raise wrong(field, value, tr("数字太大"))
    return int(_in_range(field, value))


def _check_real(field: Field, value: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not math.isfinite(value):
        raise wrong(field, value, tr("应为数字"))
    return float(_in_range(field, value))


def _in_range(field: Field, value: int | float) -> int | float:
    low, high = field.minimum, field.maximum
    if (low is None or value >= low) and (high is None or value <= high):
        return value
    if low is not None and high is not None:
        raise wrong(field, f"{value:g}", tr("应在 {low} 到 {high} 之间", low=f"{low:g}", high=f"{high:g}"))
    if low is not None:
        raise wrong(field, f"{value:g}", tr("不能小于 {low}", low=f"{low:g}"))
    raise wrong(field, f"{value:g}", tr("不能大于 {high}", high=f"{high:g}"))


def _check_bool(field: Field, value: Any) -> bool:
    if isinstance(value, bool) or value in (0, 1):
        return bool(value)
    raise wrong(field, value, tr("应为“是”或“否”"))


def _check_date(field: Field, value: Any) -> str:
    if isinstance(value, date) and not isinstance(value, datetime):
        return value.isoformat()
    if not moments.is_date(value):
        raise wrong(field, value, date_wanted())
    return str(value)


def _check_time(field: Field, value: Any) -> str:
    if isinstance(value, datetime) and value.tzinfo is not None:
        return format_utc(value)
    if not moments.is_time(value):
        raise wrong(field, value, tr("应为世界时，写作 2026-11-21T13:47:00Z"))
    return str(value)


def _check_choice(field: Field, value: Any) -> str:
    if value not in codes_of(field).values:
        raise wrong(field, value, choice_wanted(field))
    return str(value)


def _check_link(field: Field, value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or value < 1:
        raise wrong(field, value, tr("应为一条记录的编号"))
    return value


def _check_phone(field: Field, value: Any) -> str:
    if not isinstance(value, str):
        raise wrong(field, value, phone_wanted())
    number = phones.read_phone(value)
    if number is None:
        raise wrong(field, value, phone_wanted())
    return number


def _check_id_number(field: Field, value: Any) -> str:
    if not isinstance(value, str):
        raise wrong(field, value, tr("应为文字"))
    try:
        return identity.check_id(value)
    except identity.WrongNumber as error:
        raise wrong(field, value, str(error)) from error


def _check_url(field: Field, value: Any) -> str:
    if not isinstance(value, str) or not URL.match(value.strip()):
        raise wrong(field, value, tr("应为网址，例如 rtsp://192.168.1.20:554/1"))
    return value.strip()


def _check_solid(field: Field, value: Any) -> MultiPolygon:
    solid = MultiPolygon([value]) if isinstance(value, Polygon) else value
    if not isinstance(solid, MultiPolygon) or solid.is_empty or not solid.has_z:
        raise wrong(field, type(value).__name__, tr("应为带高度的多面体"))
    return solid


CHECKS: dict[str, Callable[[Field, Any], Any]] = {
    "text": _check_text, "note": _check_note, "int": _check_int, "real": _check_real, "bool": _check_bool, "date": _check_date,
    "time": _check_time, "choice": _check_choice, "link": _check_link, "phone": _check_phone, "id_number": _check_id_number,
    "url": _check_url, "solid": _check_solid,
}  # fmt: skip
