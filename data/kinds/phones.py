"""Telephone numbers as people write them, brought to one form."""

from __future__ import annotations

import re

MOBILE = re.compile(r"1[3-9]\d{9}\Z", re.ASCII)
# Area codes: 010, 02x with eight digits after, 0xxx with seven or eight; a local number alone is taken as well.
LANDLINE = re.compile(r"(010|02\d|0[3-9]\d{2})([2-9]\d{6,7})\Z", re.ASCII)
LOCAL = re.compile(r"[2-9]\d{6,7}\Z", re.ASCII)
HOTLINE = re.compile(r"(?:[48]00\d{7}|1\d{2}|1[02]\d{3}|12\d{3}|9[56]\d{3,6})\Z", re.ASCII)
ABROAD = re.compile(r"\+(?!86)[1-9]\d{6,14}\Z", re.ASCII)
EXTENSION = re.compile(r"(?:转|ext\.?|x|#)\s*(\d{1,6})\Z", re.IGNORECASE)
STORED_EXTENSION = re.compile(r"-(\d{1,6})\Z", re.ASCII)
FILLERS = re.compile(r"[\s\-()（）.·‐‑–—_]")


def read_phone(text: str) -> str | None:
    """Return the number in the stored form, or None if it is not one.

    Stored are ``13912345678``, ``010-62551234``, ``62551234``, ``110``, ``400-123-4567`` as ``4001234567``, numbers abroad as
    ``+33123456789``; an extension follows as ``-801`` after a landline.
    """
    text = text.strip()
    digits = text if MOBILE.match(text) else _home(FILLERS.sub("", text))
    if MOBILE.match(digits) or HOTLINE.match(digits) or ABROAD.match(digits):
        return digits
    text, extension = _without_extension(text)
    digits = _home(FILLERS.sub("", text))
    landline = LANDLINE.match(digits)
    if landline:
        return f"{landline[1]}-{landline[2]}{extension}"
    return digits + extension if LOCAL.match(digits) else None


def _home(digits: str) -> str:
    """Return the number without the country's own code; a landline gets back the 0 that it drops abroad."""
    for prefix in ("+86", "0086"):
        if digits.startswith(prefix):
            rest = digits[len(prefix) :]
            return rest if rest.startswith("0") or MOBILE.match(rest) or HOTLINE.match(rest) else f"0{rest}"
    if digits.startswith("86") and MOBILE.match(digits[2:]):
        return digits[2:]
    return f"+{digits[2:]}" if digits.startswith("00") else digits


def _without_extension(text: str) -> tuple[str, str]:
    found = EXTENSION.search(text) or (STORED_EXTENSION.search(text) if re.search(r"\d{7,8}-\d{1,6}\Z", text) else None)
    return (text[: found.start()], f"-{found[1]}") if found else (text, "")
