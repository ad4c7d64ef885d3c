"""A rule of recurring tasks as the station keeps it: for which records, how often, and who gets them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from data.duty.rules.cycle import Cycle
from data.errors import BadInput
from data.i18n import tr
from data.kinds.values import read
from data.query import Query, Where
from data.records import Record
from data.store import Station


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule; ``values`` are its record's."""

    id: int
    name: str
    cycle: Cycle
    values: Mapping[str, Any]

    def __getitem__(self, name: str) -> Any:
        return self.values.get(name)


def rule_of(record: Record) -> Rule:
    """Return the rule that a record declares."""
    cycle = Cycle(int(record["every"]), record["unit"], date.fromisoformat(record["first"]), record["spread"] is not False)
    return Rule(record.id, record["name"], cycle, record.values)


def rules(station: Station, *, active: bool = True) -> list[Rule]:
    """Return the station's rules in the order of their names."""
    found = [rule_of(r) for r in station.read(Query("task_rule", order=("name",)))]
    return [r for r in found if not active or r["active"] is not False]


def asked_for(station: Station, rule: Rule) -> Query:
    """Return the question for a rule's subjects, placed.

    Raises
    ------
    BadInput
        If a filter names a field or a value that the kind does not have.
    """
    kind = station.kinds[rule["target"]]
    return Query(kind.name, filters(station, kind.name, rule["filters"], rule.name), order=("id",), placed=True)


def filters(station: Station, kind: str, text: str | None, where: str) -> tuple[Where, ...]:
    """Return the conditions of lines ``field=value``; several values part at commas, ``field=`` wants the field empty."""
    found = []
    for line in filter(None, (part.strip() for part in (text or "").splitlines())):
        name, sign, wanted = (part.strip() for part in line.partition("="))
        if not sign or name not in station.kinds[kind].fields:
            raise BadInput(tr("规则“{rule}”的条件“{line}”不对：写成 字段=值，字段如 {known}", rule=where, line=line,
                              known=", ".join(list(station.kinds[kind].fields)[:6])))  # fmt: skip
        field = station.kinds[kind].fields[name]
        values = tuple(read(field, one.strip(), station.zone) for one in wanted.replace("，", ",").split(",") if one.strip())
        found.append(Where(name, "in", values) if len(values) > 1 else Where(name, "is", values[0] if values else None))
    return tuple(found)
