"""What datums are called: the names that the program uses, and the words that people and files have for them."""

from __future__ import annotations

import re

from data.errors import BadInput
from data.i18n import tr

DATUMS = ("WGS84", "GCJ02", "BD09")
# MC is the Mercator of Baidu's interfaces, WM that of web maps. Beside these, "EPSG:code".
SYSTEMS = (*DATUMS, "CGCS2000", "BD09MC", "GCJ02MC", "GCJ02WM")
WEB_MERCATOR = "EPSG:3857"
# What can be shown under the pointer. "CGCS2000_3" are Gauss-Krueger metres in the zone of 3 degrees that the place lies in.
SHOWN = ("WGS84", "GCJ02", "BD09", "CGCS2000_3")
_ALIASES = {
    "WGS84": ("WGS84", "WGS", "GPS", "EPSG4326", "4326", "EPSG4979", "CRS84"),
    "GCJ02": ("GCJ02", "GCJ", "GCJ02LL", "火星", "高德", "腾讯", "国测局", "AMAP", "GAODE", "TENCENT"),
    "BD09": ("BD09", "BD09LL", "BD", "百度", "百度经纬度", "BAIDU"),
    "CGCS2000": ("CGCS2000", "国家2000", "2000国家大地", "大地2000", "EPSG4490", "4490", "EPSG4479"),
    "BD09MC": ("BD09MC", "BDMC", "百度墨卡托", "百度米制"),
    "GCJ02MC": ("GCJ02MC", "GCJMC"),
    "GCJ02WM": ("GCJ02WM", "高德墨卡托", "腾讯墨卡托", "火星墨卡托"),
    WEB_MERCATOR: ("WEB墨卡托", "墨卡托", "WEBMERCATOR", "EPSG900913", "EPSG102100", "EPSG3785"),
}
_EPSG = re.compile(r"(?:EPSG)?(\d{4,6})\Z")
# 3度带40带, CGCS2000_3_Degree_GK_Zone_40, 6度带21带; and by the meridian: 3度带120E, CM_120E, 中央经线117
_ZONE = re.compile(r"(?:.*?([36])(?:度|DEGREE))?.*?(?:ZONE|第)?(\d\d)(?:度?带|N)?\Z")
_MERIDIAN = re.compile(r".*(?:CM|中央经线|中央子午线)(\d{2,3})(?:E|度)?\Z|.*?(\d{2,3})E\Z")
_GAUSS = ("GK", "高斯", "度带", "CM", "中央经线", "中央子午线", "DEGREE")


def parse_datum(text: str) -> str:
    """Return one of `SYSTEMS`, or "EPSG:code", for what people write.

    Raises
    ------
    BadInput
        If it names no datum that is known.
    """
    plain = re.sub(r"[-_:：/\s()（）]", "", text).upper().removesuffix("坐标").removesuffix("坐标系").removesuffix("系")
    for datum, names in _ALIASES.items():
        if plain in names:
            return datum
    code = _EPSG.match(plain)
    found = int(code[1]) if code else gauss_code(plain)
    if found is not None:
        return f"EPSG:{found}"
    raise BadInput(tr("不认识坐标系“{datum}”，可以写：{known}", datum=text, known=", ".join((*SYSTEMS, "EPSG:4549"))))


def gauss_code(plain: str) -> int | None:
    """Return the EPSG code of a CGCS2000 Gauss-Krueger zone said in words, by zone number or central meridian."""
    if not any(word in plain for word in _GAUSS) or "XIAN" in plain or "西安" in plain or "北京" in plain or "BEIJING" in plain:
        return None
    meridian = _MERIDIAN.match(plain)
    if meridian:
        degrees = int(meridian[1] or meridian[2])
        return 4534 + (degrees - 75) // 3 if 75 <= degrees <= 135 and degrees % 3 == 0 else None
    zone = _ZONE.match(plain)
    if zone is None or (zone[1] and (zone[1] == "6") != (int(zone[2]) <= 23)):  # no zone of this width has this number
        return None
    return zone_code(int(zone[2]))


def zone_code(zone: int) -> int | None:
    """Return the EPSG code of a CGCS2000 Gauss-Krueger zone by its number, which leads the easting; None if there is none.

    13 to 23 are the zones of 6 degrees, 25 to 45 those of 3 degrees.
    """
    if 13 <= zone <= 23:
        return 4491 + zone - 13
    return 4513 + zone - 25 if 25 <= zone <= 45 else None
