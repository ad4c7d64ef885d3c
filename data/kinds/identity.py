"""Resident identity numbers after GB 11643-1999: 6 digits of region, 8 of birth, 3 of order, 1 check character."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from data.i18n import tr

WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)  # 2**(17 - i) mod 11
CHECKS = "10X98765432"  # by remainder, ISO 7064 MOD 11-2
EIGHTEEN = re.compile(r"\d{17}[\dX]\Z", re.ASCII)
FIFTEEN = re.compile(r"\d{15}\Z", re.ASCII)
EXPONENT = re.compile(r"\d(\.\d+)?E\+?\d+\Z", re.ASCII)
EXACT = 10**15  # a spreadsheet keeps 15 digits of a number: from here on the last ones are lost
EXACT_WHOLE = 2**53  # up to here whole numbers of other files are exact


class WrongNumber(ValueError):
    """An identity number that cannot be; the message says why, in the user's language."""


def id_checksum(first17: str) -> str:
    """Return the check character that belongs to the first 17 digits."""
    return CHECKS[sum(w * int(d) for w, d in zip(WEIGHTS, first17, strict=True)) % 11]


def check_id(number: str) -> str:
    """Return the number if it can be one.

    Raises
    ------
    WrongNumber
        If length, birth date or check character are wrong. The region code is not looked up: codes are retired and
        invented ones stand in demo data.
    """
    if not EIGHTEEN.match(number):
        raise WrongNumber(tr("应为 18 位，前 17 位是数字，末位是数字或 X"))
    if _birth(number) is None:
        raise WrongNumber(tr("第 7 到 14 位不是有效的出生日期"))
    if number[17] != id_checksum(number[:17]):
        raise WrongNumber(tr("末位校验码不对，请核对是否抄错"))
    return number


def read_id(raw: object) -> str:
    """Return the 18-character number that was written; old 15-digit numbers are brought to the new form.

    Raises
    ------
    WrongNumber
        If it cannot be one, or if a spreadsheet has rounded its last digits away.
    """
    if isinstance(raw, bool) or not isinstance(raw, (str, int, float)):
        raise WrongNumber(tr("应为文字"))
    text = re.sub(r"[\s\-'’‘`]", "", raw).upper() if isinstance(raw, str) else _digits(raw)
    if EXPONENT.match(text) or (len(text) == 18 and text.endswith("000") and not _sound(text)):
        raise WrongNumber(_damaged())
    return check_id(_upgraded(text) if FIFTEEN.match(text) else text)


def birth_of(id_number: Any) -> str | None:
    """Return the date of birth that a sound number carries, as ``1985-03-12``."""
    born = _birth(id_number) if isinstance(id_number, str) and EIGHTEEN.match(id_number) else None
    return born.isoformat() if born else None


def gender_of(id_number: Any) -> str | None:
    """Return "male" or "female" from the 17th digit."""
    if not isinstance(id_number, str) or not EIGHTEEN.match(id_number):
        return None
    return "male" if int(id_number[16]) % 2 else "female"


def _digits(number: int | float) -> str:
    if isinstance(number, float):
        if abs(number) >= EXACT or not number.is_integer():
            raise WrongNumber(_damaged())
        number = int(number)
    return str(number)


def _damaged() -> str:
    return tr("表格把它当成数字，末几位已丢失；请把该列设为文本后重新填写")


def _sound(text: str) -> bool:
    try:
        check_id(text)
    except WrongNumber:
        return False
    return True


def _upgraded(old: str) -> str:
    """Numbers of 15 digits carry a two-digit year of the 1900s and no check character."""
    first17 = f"{old[:6]}19{old[6:]}"
    return first17 + id_checksum(first17)


def _birth(number: str) -> date | None:
    try:
        born = date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return None
    return born if born.year >= 1850 else None
