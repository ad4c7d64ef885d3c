"""Values that are plainly in the form in which they are kept, seen cheaply; all others are checked in full."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

import numpy as np

from data.kinds.identity import CHECKS, WEIGHTS

WORDS = re.compile(r"[\u4e00-\u9fffA-Za-z0-9]+(?:[ .,()#/_-][\u4e00-\u9fffA-Za-z0-9]+)*\Z", re.ASCII)
MOBILE = re.compile(r"1[3-9][0-9]{9}\Z")
FEW = 200  # rows; below, looking at whole columns does not pay

_WEIGHTS = np.array(WEIGHTS, dtype=np.int64)
_CHECKS = np.array([ord(c) for c in CHECKS], dtype=np.int64)


def right(type: str, column: Sequence[Any]) -> Sequence[bool] | None:
    """Return for each value whether it is plainly right; None where the type has no quick look or the column is short."""
    look = _LOOKS.get(type)
    return look(column) if look is not None and len(column) >= FEW else None


def _words(column: Sequence[Any]) -> list[bool]:
    match = WORDS.match
    return [type(v) is str and match(v) is not None for v in column]


def _mobiles(column: Sequence[Any]) -> list[bool]:
    match = MOBILE.match
    return [type(v) is str and match(v) is not None for v in column]


def _identity_numbers(column: Sequence[Any]) -> list[bool]:
    """Look at check characters all at once; the date of birth is looked at once a day that occurs."""
    fit = [type(v) is str and len(v) == 18 and v.isascii() for v in column]
    texts = [v if f else "0" * 18 for v, f in zip(column, fit, strict=True)]
    characters = np.array(texts, dtype="S18").view(np.uint8).reshape(-1, 18).astype(np.int64)
    digits = characters[:, :17] - ord("0")
    sound = ((digits >= 0) & (digits <= 9)).all(axis=1) & (_CHECKS[(digits @ _WEIGHTS) % 11] == characters[:, 17])
    days = {d: _is_day(d) for d in {t[6:14] for t in texts}}
    return [f and s and days[t[6:14]] for f, s, t in zip(fit, sound.tolist(), texts, strict=True)]


def _is_day(text: str) -> bool:
    try:
        return date(int(text[:4]), int(text[4:6]), int(text[6:])).year >= 1850
    except ValueError:
        return False


_LOOKS: dict[str, Callable[[Sequence[Any]], list[bool]]] = {
    "text": _words,
    "note": _words,
    "phone": _mobiles,
    "id_number": _identity_numbers,
}
