"""Units of fields as people say them: a field declares a sign (m, h), and it is told in the words of the language."""

from __future__ import annotations

from data.i18n import mark, tr

WORDS = {
    "m": mark("米"), "m²": mark("平方米"), "m/s": mark("米/秒"), "km/h": mark("公里/小时"), "h": mark("小时"), "min": mark("分钟"),
    "s": mark("秒"), "d": mark("天"), "px": mark("像素"),
}  # fmt: skip


def unit_words(unit: str) -> str:
    """Return a unit as it is said; a sign that means the same in every language (%, °) as it is."""
    return tr(WORDS[unit]) if unit in WORDS else unit
