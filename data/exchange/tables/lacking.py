"""What a new record needs and a row does not tell."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from data.exchange.tables.cells import Fault
from data.i18n import tr
from data.kinds.model import Field, Kind


def needed(kind: Kind) -> list[Field]:
    """Return the fields that a new record must have from its row."""
    return [f for f in kind.fields.values() if f.required and f.default is None]


def lacking(kind: Kind, mapping: Mapping[str, str], values: Mapping[str, Any]) -> list[Fault]:
    """Return a fault for each required field that a new record would not have; ``mapping`` is column to field."""
    missing = [f for f in needed(kind) if values.get(f.name) is None]
    return [Fault(_lack(f), next((c for c, t in mapping.items() if t == f.name), "")) for f in missing]


def _lack(field: Field) -> str:
    if field.name == "building":
        return tr("找不到所在的楼栋；请先录入建筑，或把地址写成“小区+栋号”")
    return tr("“{label}”不能为空", label=field.label)
