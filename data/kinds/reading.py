"""Reading of what people and spreadsheets write, one function for each type of field."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from datetime import time as clock_time
from typing import Any

from data.i18n import tr
from data.kinds import identity, moments
from data.kinds.codes import codes_of, word_of
from data.kinds.complaints import choice_wanted, date_wanted, digits_lost, phone_wanted, wrong
from data.kinds.model import Field
from data.kinds.phones import read_phone
from data.kinds.writing import narrow, plain, read_number

LOST_DIGITS = re.compile(r"\d\.\d+E\+?\d\d\Z", re.IGNORECASE | re.ASCII)
YES = {"是", "对", "真", "yes", "y", "true", "t", "1", "√", "✓", "✔", "on"}
NO = {"否", "不是", "错", "假", "no", "n", "false", "f", "0", "×", "✗", "✘", "x", "off"}


def _read_text(field: Field, raw: object, zone: str) -> str:
    """Texts of digits are told when a spreadsheet has turned them into something else."""
    if isinstance(raw, float) and abs(raw) >= identity.EXACT:
        raise wrong(field, raw, digits_lost())
    if field.search == "digits":
        if isinstance(raw, (date, clock_time)):
            raise wrong(field, raw, tr("表格把它当成了日期；请把该列设为文本后重新填写"))
        if (isinstance(raw, int) and abs(raw) >= identity.EXACT_WHOLE) or (isinstance(raw, str) and LOST_DIGITS.match(raw)):
            raise wrong(field, raw, digits_lost())
    return plain(raw) or ""


def _read_number(field: Field, raw: object, zone: str) -> float | int:
    if isinstance(raw, (int, float)) and not isinstance(raw, bool):
        return raw
    number = read_number(raw, field.unit, below_ground=field.minimum is None or field.minimum < 0) if isinstance(raw, str) else None
    if number is None:
        raise wrong(field, raw, tr("应为数字") if field.type == "real" else tr("应为整数"))
    return int(number) if field.type == "int" and number == int(number) else number


def _read_bool(field: Field, raw: object, zone: str) -> bool:
    word = narrow(str(raw)).lower() if not isinstance(raw, float) else f"{raw:g}"
    if word in YES or word in NO:
        return word in YES
    raise wrong(field, raw, tr("应为“是”或“否”"))


def _read_date(field: Field, raw: object, zone: str) -> str:
    value = moments.read_date(narrow(raw) if isinstance(raw, str) else raw, zone)
    if value is None:
        raise wrong(field, raw, date_wanted())
    return value


def _read_time(field: Field, raw: object, zone: str) -> str:
    value = moments.read_time(narrow(raw) if isinstance(raw, str) else raw, zone)
    if value is None:
        raise wrong(field, raw, tr("应为时间，写作 2026-11-21 21:47"))
    return value


def _read_choice(field: Field, raw: object, zone: str) -> str:
    value = codes_of(field).words.get(word_of(plain(raw) or ""))
    if value is None:
        raise wrong(field, raw, choice_wanted(field))
    return value


def _read_link(field: Field, raw: object, zone: str) -> Any:
    if isinstance(raw, str):
        found = re.fullmatch(r"#?(\d{1,18})", narrow(raw))
        return int(found[1]) if found else raw
    return int(raw) if isinstance(raw, float) and raw.is_integer() else raw


def _read_phone(field: Field, raw: object, zone: str) -> str:
    if isinstance(raw, float) and abs(raw) >= identity.EXACT:
        raise wrong(field, raw, phone_wanted())
    text = narrow(plain(raw) or "").removesuffix(".0")  # a number that a program wrote as text: 13800000001.0
    lost_zero = not isinstance(raw, str) and read_phone(text) is None  # 010-62551234 kept as the number 1062551234
    return f"0{text}" if lost_zero and read_phone(f"0{text}") else text


def _read_id_number(field: Field, raw: object, zone: str) -> str:
    try:
        return identity.read_id(narrow(raw) if isinstance(raw, str) else raw)
    except identity.WrongNumber as error:
        raise wrong(field, raw, str(error)) from error


def _as_is(field: Field, raw: object, zone: str) -> object:
    return raw


READERS: dict[str, Callable[[Field, Any, str], Any]] = {
    "text": _read_text, "note": _read_text, "int": _read_number, "real": _read_number, "bool": _read_bool, "date": _read_date,
    "time": _read_time, "choice": _read_choice, "link": _read_link, "phone": _read_phone, "id_number": _read_id_number,
    "url": _as_is, "solid": _as_is,
}  # fmt: skip
