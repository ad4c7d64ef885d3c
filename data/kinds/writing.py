"""What people put into a cell, made plain: blanks, widths, numbers with separators, units and Chinese numerals."""

from __future__ import annotations

import math
import re
import unicodedata
from typing import Any

# Ways of writing "nothing"; compared after the width of letters is made plain.
BLANKS = {"", "-", "--", "—", "——", "－", "–", "/", "\\", "／", "无", "n/a", "null", "none", "nan", "#n/a", "#value!", "#ref!"}
APOSTROPHES = ("'", "’", "‘", "`")
INVISIBLE = re.compile("[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\x00-\x08\x0e-\x1f\x7f]")
# What programs write for a character that they could not read, and the same once more read as GBK: what stood there is gone.
LOST = re.compile("\ufffd|锟斤拷")
# Full-width letters and digits; Chinese punctuation stays as it is in names and addresses.
NARROW = {code: code - 0xFEE0 for block in ((0xFF10, 0xFF1A), (0xFF21, 0xFF3B), (0xFF41, 0xFF5B)) for code in range(*block)}
NARROW |= {0x3000: 0x20, 0xA0: 0x20}
NUMBER = re.compile(
    r"(?:约|第|共)?\s*([+-]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?|[+-]?\.\d+)(e[+-]?\d{1,3})?\s*([^\d\s.,+-]\S*)?\Z", re.ASCII
)
CHINESE = re.compile(r"(?:约|第|共)?(负?[零〇一二两三四五六七八九十百千万]+)([^零〇一二两三四五六七八九十百千万\d]{0,3})\Z")
BELOW = re.compile(r"(?:b|地下|负|-)\s*(\d{1,2}|[一二三四五六七八九十]+)\s*(?:层|楼|f)?\Z", re.ASCII)
LENGTHS = {"m": 1.0, "米": 1.0, "公尺": 1.0, "km": 1000.0, "公里": 1000.0, "千米": 1000.0, "cm": 0.01, "厘米": 0.01}
ANGLES = {"°", "度"}
AREAS = {"m2", "㎡", "平方米", "平米", "平方", "平"}
COUNTED = {
    "层", "楼", "f", "层楼", "个", "人", "名", "位", "户", "家", "间", "套", "单元", "栋", "幢", "座",
    "岁", "年", "b", "字节", "台", "条", "号",
}


def plain(raw: object) -> str | None:
    """Return what stands in a cell as one trimmed text in plain widths; None where it means nothing."""
    if raw is None or (isinstance(raw, float) and math.isnan(raw)):
        return None
    text = INVISIBLE.sub("", _text_of(raw)).strip()
    if text[:1] in APOSTROPHES and text[1:2].isdigit():
        text = text[1:]  # that exports put before digits so that a spreadsheet takes them for text
    return None if narrow(text).strip().lower() in BLANKS else text


def is_lost(text: str) -> bool:
    """Whether characters of a text were lost before it came here."""
    return not text.isascii() and LOST.search(text) is not None


def narrow(text: str) -> str:
    """Return text with every full-width or compatibility character in its plain form (NFKC)."""
    return text if text.isascii() else unicodedata.normalize("NFKC", text)


def one_line(text: str) -> str:
    """Return text on one line, letters and digits in plain width, Chinese punctuation as it was."""
    if text.isascii() and text.isprintable() and "  " not in text:
        return text.strip()
    return re.sub(r"\s+", " ", unicodedata.normalize("NFC", INVISIBLE.sub("", text)).translate(NARROW)).strip()


def many_lines(text: str) -> str:
    """Return text with plain line feeds and without blanks at line ends."""
    lines = unicodedata.normalize("NFC", INVISIBLE.sub("", text)).replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\n".join(line.rstrip() for line in lines).strip()


def read_number(text: str, unit: str = "", *, below_ground: bool = False) -> float | None:
    """Return the number that stands in a text, in the field's unit, or None if it is none.

    ``below_ground`` also takes B1, 地下1层 and 负一层 as -1.
    """
    text = re.sub(r"\s+", " ", narrow(text).strip().lower()).replace("−", "-")
    below = BELOW.match(text) if below_ground else None
    if below:
        return -(float(below[1]) if below[1].isdigit() else _chinese(below[1]) or 0.0)
    found = NUMBER.match(text)
    if found:
        factor = _factor(found[3] or "", unit)
        return None if factor is None else float(found[1].replace(",", "") + (found[2] or "")) * factor
    written = CHINESE.match(text)
    return _chinese(written[1]) if written and _factor(written[2], unit) is not None else None


def _factor(suffix: str, unit: str) -> float | None:
    """Return what a number with this suffix is multiplied by, None where the suffix does not fit the unit."""
    suffix = suffix.strip()
    if not suffix:
        return 1.0
    if unit == "m":
        return LENGTHS.get(suffix)
    allowed = {"°": ANGLES, "m²": AREAS}.get(unit, COUNTED)
    return 1.0 if suffix in allowed else None


def _chinese(text: str) -> float | None:
    import cn2an  # reads its tables when loaded, and few numbers are written out

    try:
        return float(cn2an.cn2an(text.replace("〇", "零"), "smart"))
    except ValueError:
        return None


def _text_of(raw: Any) -> str:
    if isinstance(raw, float) and raw.is_integer() and abs(raw) < 1e15:
        return str(int(raw))
    return raw if isinstance(raw, str) else str(raw)
