"""What stands in and on an outline of a drawing: storeys, structure, number and name, as Chinese topographic maps write them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

import cn2an

# Structures of GB/T 20257.1 and of the drawings of survey offices: 砼6 is concrete with six storeys, 混3-1 has one below ground.
_STRUCTURE = r"(?:混凝土|钢筋砼|框架|砖混|砖木|钢混|混合|简易|砼|混|砖|钢|木|土|石|竹|简|棚|破|建|框|坚|普|特|铁)"
_UP, _DOWN = r"[(（]?\s*(?P<up>\d{1,3})?\s*[)）]?", r"(?:[-/]\s*(?P<down>\d{1,2}))?"
_MARK = re.compile(rf"(?P<what>{_STRUCTURE})\s*{_UP}\s*{_DOWN}\s*(?:层|F)?\Z", re.IGNORECASE)
_LOW = re.compile(r"(?:简易|简|棚|破|土|竹)\Z")  # one storey where no number says otherwise
_COUNTED = re.compile(r"(?<![A-Za-z0-9])(?:F(\d{1,3})|(\d{1,3})\s*F|([\d一二三四五六七八九十两]{1,4})\s*[层樓])(?![A-Za-z0-9])",
                      re.IGNORECASE)  # fmt: skip
_BELOW = re.compile(r"(?:地下|负|(?<![A-Za-z0-9])B|(?:^|(?<=[\s/]))-)\s*([\d一二三四五]{1,2})\s*[层F]", re.IGNORECASE)
_NUMBER = re.compile(r"(\d{1,4}|[A-Za-z])\s*(?:#|号楼|号房|幢|栋|座)\Z")
_LONE = re.compile(r"\d{1,3}\Z")
_WORD = re.compile(r"[\u3400-\u9fff]{2,}|[A-Za-z]{3,}")
_HOUSES = re.compile(r"JMD|居民地|建筑|房屋|房子|楼|厂房|宿舍|住宅|"
                     r"(?<![A-Za-z])(?:BUILDINGS?|BLDGS?|HOUSES?|FOOTPRINTS?)(?![A-Za-z])", re.IGNORECASE)  # fmt: skip
UNFINISHED = ("建", "坚", "普", "特", "铁")  # stand where a structure does and name none that is kept
HIGHEST = 200  # storeys
# Words for storeys on blocks, beyond the aliases that the kind "building" declares.
_TAGS = {"FLOORS": "storeys", "FLOOR": "storeys", "STOREY": "storeys", "STORIES": "storeys", "CENGSHU": "storeys", "CS": "storeys",
         "层": "storeys", "楼层": "storeys", "总层数": "storeys", "地上": "storeys", "NAME": "name", "MC": "name", "楼名": "name",
         "幢号": "number", "楼号": "number", "GD": "height", "高": "height"}  # fmt: skip


def of_houses(layer: str) -> bool:
    """Tell whether a layer's name says that it holds buildings, by a word or by storeys."""
    return bool(_HOUSES.search(layer)) or "storeys" in storeys_in(layer)


def storeys_in(text: str) -> dict[str, int]:
    """Return storeys above and below ground that a text or a layer's name says: F6, 6层, 建筑-6F, 砼6, 混3-1."""
    plain = text.strip()
    found: dict[str, int] = {}
    below = _BELOW.search(plain)
    rest = plain if below is None else plain[: below.start()] + " " + plain[below.end() :]
    for part in (rest.strip(), *re.split(r"[\s_\-·,，;；]+", rest)):
        mark = _MARK.match(part)
        if mark and mark["up"]:
            found = {"storeys": int(mark["up"]), **({"storeys_below": int(mark["down"])} if mark["down"] else {})}
            break
    counted = _COUNTED.search(rest)
    if not found and counted and (number := _number(next(g for g in counted.groups() if g))) is not None:
        found["storeys"] = number
    if below and (depth := _number(below[1])) is not None:
        found["storeys_below"] = depth
    return {name: n for name, n in found.items() if 0 < n <= HIGHEST}


def said_inside(texts: Iterable[str]) -> dict[str, Any]:
    """Return what the texts inside an outline say of it: storeys, storeys below ground, number of the building, name."""
    words = [" ".join(t.split()) for t in texts if t.strip()]
    found: dict[str, Any] = {}
    for word in words:
        for name, value in storeys_in(word).items():
            found.setdefault(name, value)
    if "storeys" not in found:
        found.update(_beside_a_mark(words))
    mark = next((m for w in words if (m := _MARK.match(w)) and m["what"] not in UNFINISHED), None)
    if mark:
        found["structure"] = mark["what"]
    rest = [w for w in words if not _MARK.match(w) and not storeys_in(w) and not _LONE.match(w)]
    number = next((m for w in rest if (m := _NUMBER.match(w))), None)
    if number:
        found["number"] = number[1]
    names = [w for w in rest if _WORD.search(w) and not _NUMBER.match(w)]
    if names:
        found["name"] = max(names, key=len)
    return found


def _beside_a_mark(words: list[str]) -> dict[str, int]:
    """Return storeys that stand as a number of their own beside a structure; a lone number may be anything."""
    marks = [w for w in words if _MARK.match(w)]
    numbers = [int(w) for w in words if _LONE.match(w)]
    if marks and len(numbers) == 1 and 0 < numbers[0] <= HIGHEST:
        return {"storeys": numbers[0]}
    return {"storeys": 1} if any(_LOW.match(w) for w in marks) else {}


def of_attributes(attributes: Mapping[str, str]) -> dict[str, Any]:
    """Return a block's attributes as properties, by names that the kinds know where there is one."""
    return {_TAGS.get(tag.upper(), tag): text for tag, text in attributes.items() if text.strip()}


def _number(text: str) -> int | None:
    if text.isdigit():
        return int(text)
    try:
        return int(cn2an.cn2an(text.replace("两", "二"), "smart"))
    except ValueError:
        return None
