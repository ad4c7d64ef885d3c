"""Values that are plainly in the form in which they are kept, seen cheaply; all others are checked in full."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from data.kinds import Field
from data.kinds.identity import CHECKS, WEIGHTS

# 锟 (U+951F) is left out: three of it are what is left of lost characters, and no name has it.
WORDS = re.compile(r"[\u4e00-\u951e\u9520-\u9fffA-Za-z0-9]+(?:[ .,()#/_-][\u4e00-\u951e\u9520-\u9fffA-Za-z0-9]+)*\Z", re.ASCII)
MOBILE = re.compile(r"1[3-9][0-9]{9}\Z")
NOT_WORDS = re.compile(r"[^\u4e00-\u951e\u9520-\u9fffA-Za-z0-9 .,()#/_\n-]|(?:^|[ .,()#/_\n-])[ .,()#/_\n-]|[ .,()#/_\n-]\Z|^\Z")
MOST_DAYS = 100_000  # remembered, of all columns together: more than there are in 270 years
FEW = 200  # rows; below, looking at whole columns does not pay

Bytes = npt.NDArray[np.uint8]

_DAYS: set[str] = set()
_DATE_DIGITS = [0, 1, 2, 3, 5, 6, 8, 9]
_MONTH_DAYS = np.array((0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31), dtype=np.int64)
_WEIGHTS = np.array(WEIGHTS, dtype=np.int64)
_CHECKS = np.array([ord(c) for c in CHECKS], dtype=np.int64)


def right(type: str, texts: Sequence[str]) -> Sequence[bool] | None:
    """Return for each text whether it is plainly right; None where the type has no quick look."""
    look = _LOOKS.get(type)
    return look(texts) if look is not None else None


def all_right(type: str, texts: Sequence[str]) -> bool:
    """Whether all these texts are plainly right; they are looked at joined by line feeds, as one text or one table of bytes."""
    look = _LOOKS_AT_ALL.get(type)
    return look is not None and bool(texts) and look(texts)


def numbers_right(field: Field, column: Sequence[Any], types: set[type]) -> bool:
    """Whether a column of an int, real or bool field holds numbers of its own type only, in its range, and perhaps gaps."""
    own = _NUMBERS.get(field.type)
    if own is None or own not in types or not types <= {own, type(None)} or (field.required and len(types) > 1):
        return False
    if own is bool:
        return True
    try:
        numbers: npt.NDArray[Any] = np.array(column if len(types) == 1 else [v for v in column if v is not None], dtype=own)
    except OverflowError:
        return False
    low, high = float(numbers.min()), float(numbers.max())  # nan where any is
    least, most = (-math.inf if field.minimum is None else field.minimum), (math.inf if field.maximum is None else field.maximum)
    return math.isfinite(low) and math.isfinite(high) and low >= least and high <= most


_NUMBERS: dict[str, type] = {"int": int, "real": float, "bool": bool}


def _words(texts: Sequence[str]) -> list[bool]:
    match = WORDS.match
    return [match(v) is not None for v in texts]


def _all_words(texts: Sequence[str]) -> bool:
    joined = "\n".join(texts)
    return joined.count("\n") == len(texts) - 1 and NOT_WORDS.search(joined) is None


def _mobiles(texts: Sequence[str]) -> list[bool]:
    match = MOBILE.match
    return [match(v) is not None for v in texts]


def _all_mobiles(texts: Sequence[str]) -> bool:
    table = _table(texts, 11)
    if table is None:
        return False
    return bool((table[:, 0] == ord("1")).all() and (table[:, 1] >= ord("3")).all() and _are_digits(table).all())


def _identity_numbers(texts: Sequence[str]) -> list[bool]:
    fit = [len(v) == 18 and v.isascii() for v in texts]
    sound = _sound_numbers(_bytes_of([v if f else "0" * 18 for v, f in zip(texts, fit, strict=True)], 18))
    return [f and s for f, s in zip(fit, sound.tolist(), strict=True)]


def _all_identity_numbers(texts: Sequence[str]) -> bool:
    table = _table(texts, 18)
    return table is not None and bool(_sound_numbers(table).all())


def _sound_numbers(table: Bytes) -> Any:
    """Return for each number, 18 bytes, whether digits, check character and date of birth are right."""
    digits = table[:, :17].astype(np.int64) - ord("0")
    good = _are_digits(table[:, :17]) & (_CHECKS[(digits @ _WEIGHTS) % 11] == table[:, 17])
    return good & _are_days(digits[:, 6:10], digits[:, 10:12], digits[:, 12:14], first_year=1850)


def _all_dates(texts: Sequence[str]) -> bool:
    """There are few days and many who were born on them: those that were right once are not looked at again."""
    fresh = set(texts).difference(_DAYS)
    if fresh and not _are_dates(list(fresh)):
        return False
    if len(_DAYS) + len(fresh) < MOST_DAYS:
        _DAYS.update(fresh)
    return True


def _are_dates(texts: Sequence[str]) -> bool:
    table = _table(texts, 10)
    if table is None or not (table[:, [4, 7]] == ord("-")).all() or not _are_digits(table[:, _DATE_DIGITS]).all():
        return False
    digits = table.astype(np.int64) - ord("0")
    return bool(_are_days(digits[:, :4], digits[:, 5:7], digits[:, 8:], first_year=1).all())


def _are_days(years: Any, months: Any, days: Any, *, first_year: int) -> Any:
    """Return for each row of digits whether there is such a day in the calendar."""
    year, month, day = years @ (1000, 100, 10, 1), months @ (10, 1), days @ (10, 1)
    leap = (year % 4 == 0) & ((year % 100 != 0) | (year % 400 == 0))
    last = _MONTH_DAYS[np.clip(month, 0, 12)] + (leap & (month == 2))
    return (year >= first_year) & (month >= 1) & (month <= 12) & (day >= 1) & (day <= last)


def _are_digits(table: Bytes) -> Any:
    return ((table >= ord("0")) & (table <= ord("9"))).all(axis=1)


def _table(texts: Sequence[str], length: int) -> Bytes | None:
    """Return texts of one length in ASCII as rows of bytes, None if they are not of it."""
    joined = "\n".join(texts)
    if len(joined) != (length + 1) * len(texts) - 1 or not joined.isascii() or joined.count("\n") != len(texts) - 1:
        return None
    rows = np.frombuffer(f"{joined}\n".encode(), np.uint8).reshape(-1, length + 1)
    return rows[:, :length] if (rows[:, length] == ord("\n")).all() else None


def _bytes_of(texts: Sequence[str], length: int) -> Bytes:
    return np.array(texts, dtype=f"S{length}").view(np.uint8).reshape(-1, length)


_LOOKS: dict[str, Callable[[Sequence[str]], list[bool]]] = {
    "text": _words,
    "note": _words,
    "phone": _mobiles,
    "id_number": _identity_numbers,
}
_LOOKS_AT_ALL: dict[str, Callable[[Sequence[str]], bool]] = {
    "text": _all_words,
    "note": _all_words,
    "phone": _all_mobiles,
    "id_number": _all_identity_numbers,
    "date": _all_dates,
}
