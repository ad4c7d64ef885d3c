"""Dates and times as people and spreadsheets write them, and as they are shown."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta, tzinfo
from datetime import time as clock_time
from functools import cache
from zoneinfo import ZoneInfo

from data.clock import format_utc
from data.i18n import tr

EXCEL_EPOCH = datetime(1899, 12, 30)  # a spreadsheet's clock has no zone
EXCEL_LAST = 2958465  # 9999-12-31
YEARS = (1000, 2200)  # outside of it a date is a slip of the pen
STORED_DATE = re.compile(r"\d{4}-\d\d-\d\d\Z", re.ASCII)
STORED_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ\Z", re.ASCII)
APART = r"(?:[-./\\、—–]|\s)"
DAY = re.compile(rf"(\d{{4}})\s*(?:年|{APART})\s*(\d{{1,2}})\s*(?:月|{APART})\s*(\d{{1,2}})\s*[日号]?", re.ASCII)
WRITTEN_DAY = re.compile(
    r"([〇零○一二三四五六七八九]{4})\s*年\s*([一二三四五六七八九十]{1,2})\s*月\s*([一二三四五六七八九十廿卅]{1,3})\s*[日号]?"
)
NUMERALS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "○": 0}
TENS = {"十": 10, "廿": 20, "卅": 30}
SERIAL = re.compile(r"\d{5}(?:\.\d+)?\Z", re.ASCII)  # a spreadsheet's day count that became text
SERIALS = (10_000, 80_000)  # 1927 to 2119
COMPACT = re.compile(r"(\d{4})(\d\d)(\d\d)(?=\Z|\D|\d{4}(?:\d\d)?\Z)", re.ASCII)
DAY_FIRST = re.compile(r"(\d{1,2})[-./](\d{1,2})[-./](\d{4})", re.ASCII)
HOUR = re.compile(
    r"[T,]?\s*(?:(?:星期|周)[一二三四五六日天])?\s*(?P<half>凌晨|早上|早晨|上午|中午|下午|傍晚|晚上|晚|夜里)?\s*"
    r"(?P<h>\d{1,2})\s*(?:[:时点]\s*(?:(?P<m>\d{1,2}|半)\s*(?:[:分]\s*(?:(?P<s>\d{1,2})(?:\.\d+)?\s*秒?)?)?)?)\s*"
    r"(?P<ampm>[AaPp]\.?[Mm]\.?)?\s*(?P<zone>Z|[+-]\d\d:?\d\d)?\Z",
    re.ASCII,
)
COMPACT_HOUR = re.compile(r"(?P<h>\d\d)(?P<m>\d\d)(?P<s>\d\d)?\Z", re.ASCII)
AFTERNOON = {"下午", "傍晚", "晚上", "晚", "夜里"}


@cache
def zone_of(name: str) -> ZoneInfo:
    """Return the zone with this IANA name."""
    return ZoneInfo(name)


def is_date(text: object) -> bool:
    """Whether this is a stored date."""
    return isinstance(text, str) and bool(STORED_DATE.match(text)) and _is_iso(text)


def is_time(text: object) -> bool:
    """Whether this is a stored time."""
    return isinstance(text, str) and bool(STORED_TIME.match(text)) and _is_iso(text)


def _is_iso(text: str) -> bool:
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return False
    return True


def read_date(raw: object, zone: str) -> str | None:
    """Return the stored form of a date, or None if it is not one. Numbers are a spreadsheet's day count or ``20240506``."""
    moment = _local(raw, zone)
    return None if moment is None else moment.date().isoformat()


def read_time(raw: object, zone: str) -> str | None:
    """Return the stored form of a time written in the zone (midnight where only a day stands), or None if it is none."""
    moment = _local(raw, zone)
    return None if moment is None else format_utc(moment)


def _local(raw: object, zone: str) -> datetime | None:
    """Return the moment, aware, in the zone."""
    if isinstance(raw, datetime):
        found: datetime | None = raw
    elif isinstance(raw, date):
        found = datetime.combine(raw, clock_time())
    elif isinstance(raw, bool):
        found = None
    elif isinstance(raw, (int, float)):
        found = _from_number(raw)
    else:
        found = _from_text(raw) if isinstance(raw, str) else None
    if found is None or not YEARS[0] <= found.year <= YEARS[1]:
        return None
    here = zone_of(zone)
    return found.replace(tzinfo=here) if found.tzinfo is None else found.astimezone(here)


def _from_number(raw: int | float) -> datetime | None:
    if 1 <= raw <= EXCEL_LAST:
        return EXCEL_EPOCH + timedelta(seconds=round(raw * 86400))
    return _from_text(str(int(raw))) if raw > 0 and float(raw).is_integer() else None


def _from_text(text: str) -> datetime | None:
    text = text.strip()
    if SERIAL.match(text) and SERIALS[0] <= float(text) < SERIALS[1]:
        return _from_number(float(text))
    day, rest = _day(text)
    if day is None:
        return None
    if not rest.strip():
        return datetime.combine(day, clock_time())
    return _with_hour(day, rest.strip())


def _day(text: str) -> tuple[date | None, str]:
    found = DAY.match(text) or COMPACT.match(text)
    if found:
        return _date(int(found[1]), int(found[2]), int(found[3])), text[found.end() :]
    found = WRITTEN_DAY.match(text)
    if found:
        year = int("".join(str(NUMERALS[c]) for c in found[1]))
        return _date(year, _numeral(found[2]), _numeral(found[3])), text[found.end() :]
    found = DAY_FIRST.match(text)
    if not found:
        return None, text
    first, second, year = int(found[1]), int(found[2]), int(found[3])
    if first != second and max(first, second) <= 12:  # 5/6/2024 may be May or June: better asked than guessed
        return None, text
    month, day = (second, first) if first > 12 else (first, second)
    return _date(year, month, day), text[found.end() :]


def _numeral(text: str) -> int:
    """Return the number that is written as 六, 十二, 二十一, 卅一; 0 where the order makes none."""
    tens, ones = 0, 0
    for place, c in enumerate(text):
        if c in TENS and ones <= 9 and not tens:
            tens, ones = (ones or 1) * TENS[c], 0
        elif c in NUMERALS and not ones and (place == 0 or tens):
            ones = NUMERALS[c]
        else:
            return 0
    return tens + ones


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _with_hour(day: date, text: str) -> datetime | None:
    found = HOUR.match(text) or COMPACT_HOUR.match(text)
    if not found:
        return None
    parts = found.groupdict()
    hour = _hour(int(parts["h"]), parts.get("half"), (parts.get("ampm") or "").lower().replace(".", ""))
    minute = 30 if parts.get("m") == "半" else int(parts.get("m") or 0)
    second = int(parts.get("s") or 0)
    if hour > 24 or minute > 59 or second > 59 or (hour == 24 and (minute or second)):
        return None
    moment = datetime.combine(day, clock_time()) + timedelta(hours=hour, minutes=minute, seconds=second)
    return moment.replace(tzinfo=_offset(parts["zone"])) if parts.get("zone") else moment


def _hour(hour: int, half: str | None, ampm: str) -> int:
    if hour < 12 and (half in AFTERNOON or ampm == "pm" or (half == "中午" and hour < 3)):
        return hour + 12
    return 0 if hour == 12 and (ampm == "am" or half == "凌晨") else hour


def _offset(text: str) -> tzinfo:
    return UTC if text == "Z" else datetime.strptime(text, "%z").tzinfo or UTC


def show_date(value: str) -> str:
    """Return a stored date as people say it: 2026年11月21日."""
    return _said(date.fromisoformat(value), year=True)


def show_time(value: str, zone: str, now: datetime | None = None) -> str:
    """Return a stored time as it is said in the zone; the year is left out when ``now`` is in the same year."""
    here = datetime.fromisoformat(value).astimezone(zone_of(zone))
    year = now is None or now.astimezone(zone_of(zone)).year != here.year
    return tr("{day} {time}", day=_said(here.date(), year=year), time=f"{here:%H:%M}")


def local_day(value: str, zone: str) -> str:
    """Return the day (2026-11-21) of a moment (UTC as stored) where the station is."""
    return datetime.fromisoformat(value).astimezone(zone_of(zone)).date().isoformat()


def write_time(value: str, zone: str) -> str:
    """Return a stored time as it is put into an edit box or a sheet: ``2026-11-21 21:47:00`` in the zone."""
    return f"{datetime.fromisoformat(value).astimezone(zone_of(zone)):%Y-%m-%d %H:%M:%S}"


def _said(day: date, *, year: bool) -> str:
    month = _months()[day.month - 1]
    if year:
        return tr("{year}年{month}{day}日", year=day.year, month=month, day=day.day)
    return tr("{month}{day}日", month=month, day=day.day)


def _months() -> tuple[str, ...]:
    return (tr("1月"), tr("2月"), tr("3月"), tr("4月"), tr("5月"), tr("6月"),
            tr("7月"), tr("8月"), tr("9月"), tr("10月"), tr("11月"), tr("12月"))  # fmt: skip
