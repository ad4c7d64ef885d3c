"""Cells that a spreadsheet program takes for what they are: no text ever turns into a formula."""

from __future__ import annotations

import math
from datetime import date, datetime, time, timedelta
from typing import Any

# A text that begins with one of these is run as a formula when a .csv is opened (CWE-1236).
TRIGGERS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
EXACT = 10**15  # a spreadsheet keeps 15 digits of a number
LONGEST = 32767  # characters in a cell


def defuse(text: str) -> str:
    """Return text for a .csv that no program runs: an apostrophe goes before what looks like a formula."""
    if not text.startswith(TRIGGERS) or _is_number(text):
        return text
    return "'" + text


def armed(text: str) -> str:
    """Return a text as it was before `defuse`, so that what went out comes in again the same."""
    return text[1:] if text[:1] == "'" and text[1:].startswith(TRIGGERS) else text


def _is_number(text: str) -> bool:
    """Whether it is a plain number, which is no danger: -3.5, +86."""
    try:
        return math.isfinite(float(text)) and text.isascii()
    except ValueError:
        return False


def write_cell(sheet: Any, row: int, column: int, value: Any, style: Any = None) -> None:
    """Write a value into an XlsxWriter sheet by its type; text is always text, long numbers too."""
    if value is None:
        if style is not None:
            sheet.write_blank(row, column, None, style)
    elif isinstance(value, bool):
        sheet.write_boolean(row, column, value, style)
    elif isinstance(value, int | float) and math.isfinite(value) and abs(value) < EXACT:
        sheet.write_number(row, column, value, style)
    elif isinstance(value, datetime | date | time | timedelta):
        _write_moment(sheet, row, column, value, style)
    else:
        sheet.write_string(row, column, str(value)[:LONGEST], style)


def _write_moment(sheet: Any, row: int, column: int, value: datetime | date | time | timedelta, style: Any) -> None:
    """A spreadsheet knows no moment before 1900: such a one is written as text."""
    if isinstance(value, date) and value.year < 1900:
        sheet.write_string(row, column, str(value), style)
    else:
        sheet.write_datetime(row, column, value, style)
