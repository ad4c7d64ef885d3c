"""What of a value may be seen where: names, numbers and telephones of people are covered outside their record."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from data.kinds.model import Field, Kind
from data.kinds.values import show

# desk: the person at the desk opened or searched for the record; overview: panels that list several people, labels on the
# map; public: the wall, pictures, shots.
PLACES = ("desk", "overview", "public")
COVERED = "•••"
_COMPOUND = (
    "欧阳太史端木上官司马东方独孤南宫万俟闻人夏侯诸葛尉迟公羊赫连澹台皇甫宗政濮阳公冶太叔申屠公孙慕容"
    "仲孙钟离长孙宇文司徒鲜于司空闾丘子车亓官司寇巫马公西颛孙壤驷公良漆雕乐正宰父谷梁拓跋夹谷轩辕令狐"
    "段干百里呼延东郭南门羊舌微生梁丘左丘东门西门第五纳兰完颜叶赫那拉"
)
COMPOUND_SURNAMES = frozenset(_COMPOUND[i : i + 2] for i in range(0, len(_COMPOUND), 2))
LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]")


def may_show(field: Field, where: str) -> bool:
    """Whether the field's values stand uncovered at one of `PLACES`; sensitive ones nowhere, until they are revealed."""
    if where not in PLACES:
        raise ValueError(f"no such place: {where}")
    return field.sensitivity == "open" or (field.sensitivity == "personal" and where == "desk")


def masked(field: Field, value: Any) -> str:
    """Return what stands for a value that may not be shown: 陈*, 139****6027, 990*************12 or •••."""
    if value is None or value == "":
        return ""
    cover = {"name": mask_name, "phone": mask_phone, "id": mask_id}.get(field.mask)
    return cover(str(value)) if cover else COVERED


def visible(field: Field, value: Any, where: str, *, revealed: bool = False, zone: str = "Asia/Shanghai") -> str:
    """Return a value as people may read it at one of `PLACES`; ``revealed`` is for what was revealed for a stated reason."""
    return show(field, value, zone=zone) if revealed or may_show(field, where) else masked(field, value)


def masked_values(kind: Kind, values: Mapping[str, Any], where: str) -> dict[str, Any]:
    """Return a record's values with those covered that may not be shown; the others stay typed, empty ones stay None."""
    return {name: _one(kind.fields.get(name), value, where) for name, value in values.items()}


def mask_name(name: str) -> str:
    """Return the surname with a star for each further character; of names in Latin letters the first letter."""
    name = name.strip()
    if len(name) < 2:
        return "*" * len(name)
    if LATIN.match(name):
        return f"{name[0]}***"
    if "·" in name:
        return f"{name[0]}**"
    kept = 2 if name[:2] in COMPOUND_SURNAMES and len(name) > 2 else 1
    return name[:kept] + "*" * (len(name) - kept)


def mask_phone(number: str) -> str:
    """Return the first three and the last four characters; less of short numbers."""
    if len(number) >= 11:
        return f"{number[:3]}****{number[-4:]}"
    return f"{number[:2]}****{number[-2:]}" if len(number) >= 7 else "****"


def mask_id(number: str) -> str:
    """Return the first three and the last two characters, with a star for each one between."""
    return f"{number[:3]}{'*' * (len(number) - 5)}{number[-2:]}" if len(number) >= 10 else "*" * len(number)


def shown_ends(field: Field) -> tuple[tuple[int, int, int], ...]:
    """Return how many characters a cover shows at the beginning and the end of values that are at least so long."""
    return {"phone": ((11, 3, 4), (7, 2, 2)), "id": ((10, 3, 2),)}.get(field.mask, ())


def _one(field: Field | None, value: Any, where: str) -> Any:
    return value if field is None or value is None or may_show(field, where) else masked(field, value)
