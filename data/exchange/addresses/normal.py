"""An address made plain before it is read: one width, one mark between numbers, digits for numerals, no remarks."""

from __future__ import annotations

import re
from functools import lru_cache

from data.kinds.writing import narrow

ONES = "零一二三四五六七八九"
NUMERAL = "零〇一二三四五六七八九十百两"
FINANCIAL = str.maketrans("壹贰貳叁參肆伍陆陸柒捌玖拾佰", "一二二三三四五六六七八九十百")
# Words after which a Chinese numeral is a number; elsewhere it belongs to a name (三里屯, 五一路, 陆家嘴).
COUNTING = r"号|栋|幢|座|单元|单\d|楼|层|室|房|门|梯|弄|户|#|-"
COUNTED = re.compile(rf"第?([{NUMERAL}]{{1,6}})(?={COUNTING})")
SPOKEN = re.compile(r"([零〇一二三四五六七八九]{3,4})(?=\Z)")  # 二单元三〇一
BELOW = re.compile(r"(?<=[负下])([一二三四五])\Z")  # 负一
MONEY = re.compile(rf"[壹贰貳叁參肆伍陆陸柒捌玖拾佰]{{1,4}}(?={COUNTING})")
ORDINAL = re.compile(r"第(?=(?:[A-Z]?\d+|[A-Z])(?:栋|幢|座|单元|层|号|楼|#))")
SEPARATORS = str.maketrans({"—": "-", "–": "-", "－": "-", "―": "-", "~": "-", "～": "-", "‐": "-", "−": "-", "_": "-",
                            "\\": "/", "、": "/", "丨": "-", "|": "-"})  # fmt: skip
BETWEEN = re.compile(r"(?<=[0-9A-Z])[\s.,，;；:·。]+(?=[0-9A-Z])")
BLANK = re.compile(r"[\s,，。;；·.]+")
LONE_DASH = re.compile(r"(?<![0-9A-Z])-|-(?![0-9A-Z])")
DASHES = re.compile(r"[-/]{2,}")
BRACKETED = re.compile(r"[(（【\[]([^()（）【】\[\]]*)[)）】\]]")
# What stands in brackets is a remark, but for a building, unit, storey or phase.
KEPT = re.compile(
    rf"(?:第?(?:[A-Z]?\d+[A-Z]?|[A-Z]|[{NUMERAL}]{{1,4}}|[甲乙丙丁])(?:号楼|单元|栋|幢|座|层|室|#|楼))+"
    rf"|(?:[A-Z\d]|[{NUMERAL}东南西北中]){{1,2}}[期区苑院]"
)
# Phases of a compound are named rather than numbered, so that 2期 is no building: both ways of writing become one.
PHASE = re.compile(r"(\d{1,2})(?=期|区|段|排|组|村|苑)")
POSTCODE = re.compile(r"\A\s*\d{6}(?=[\s,，])|[\s,，]\d{6}\s*\Z|邮(?:政编码|编)[:：]?\d{6}")
LABEL = re.compile(r"\A\s*[一-鿿]{2,6}[:：]")
LATIN = re.compile(r"[A-Z]{2}")
ENGLISH = (
    (re.compile(r"(?:BUILDING|BLDG|BLOCK)[-.\s]*([A-Z]?\d+[A-Z]?|[A-Z])(?![A-Z])"), r"\1栋"),
    (re.compile(r"(?<=\d)UNIT"), "单元"),
    (re.compile(r"UNIT[-.\s]*(\d+|[A-Z](?![A-Z]))"), r"\1单元"),
    (re.compile(r"(?:ROOM|RM|NO|APT)[-.\s]*(?=[A-Z]?\d)"), "-"),
    (re.compile(r"(\d+)[-\s]*(?:ST|ND|RD|TH)?[-\s]*(?:FLOOR|FL)(?![A-Z])|(?:FLOOR|FL)[-.\s]*(\d+)"), r"\1\2层"),
)


def normalise(text: str) -> str:
    """Return an address with full-width forms narrowed, blanks and remarks in brackets gone, and numerals as digits."""
    plain = narrow(text).upper().translate(SEPARATORS)
    plain = LABEL.sub("", POSTCODE.sub("", plain))
    plain = BRACKETED.sub(_bracketed, plain)
    if LATIN.search(plain):
        for pattern, meant in ENGLISH:
            plain = pattern.sub(meant, plain)
    plain = DASHES.sub("-", BLANK.sub("", BETWEEN.sub("-", plain)))
    plain = MONEY.sub(lambda m: m[0].translate(FINANCIAL), plain)
    for numeral in (COUNTED, SPOKEN, BELOW):
        plain = numeral.sub(lambda m: _digits(m[1]), plain)
    return PHASE.sub(lambda m: _numeral(int(m[1])), ORDINAL.sub("", plain))


@lru_cache(maxsize=65536)
def key(text: str | None) -> str:
    """Return a name of a place made comparable."""
    return undashed(normalise(text)) if text else ""


def undashed(plain: str) -> str:
    """Return a normalised name without dashes, but for those between numbers: 2-3栋 is not 23栋."""
    return LONE_DASH.sub("", plain) if "-" in plain else plain


def _bracketed(found: re.Match[str]) -> str:
    inside = "".join(found[1].split())
    return inside if KEPT.fullmatch(inside) else ""


def _digits(numeral: str) -> str:
    """Return the digits of a numeral: 十二 is 12, 三〇一 is 301."""
    plain = numeral.replace("两", "二").replace("〇", "零")
    if "十" not in plain and "百" not in plain:
        return "".join(str(ONES.index(c)) for c in plain)
    import cn2an  # reads its tables when loaded, and few numerals need them

    try:
        return str(cn2an.cn2an(plain, "smart"))
    except ValueError:  # no numeral after all (百十)
        return numeral


def _numeral(number: int) -> str:
    """Return a number below 100 in Chinese."""
    tens, ones = divmod(number, 10)
    return ("" if tens < 2 else ONES[tens]) + ("十" if tens else "") + (ONES[ones] if ones or not tens else "")
