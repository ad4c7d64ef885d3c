"""Signs of risk of a dispute, found in its record by a stated rule, each with its reason; never about its parties.

The rule stands in ``resources/duty/risk_signs.toml``: how many reports at the same place within how many days are a sign, and which
words name a weapon or children. A word counts only where it is not part of an exception and no denial stands shortly before it in
the same clause. What people ticked on the record counts as well.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from typing import Any

from data.clock import format_utc, parse_utc
from data.i18n import tr
from data.paths import resource
from data.query import Query, Where
from data.records import Record
from data.store import Station

NEAR = 6  # characters before a word in which a denial counts
CLAUSE = re.compile(r"[，。；！？,.;!?\n]")


@dataclass(frozen=True, slots=True)
class Sign:
    """One sign of risk and the reason for it in words."""

    id: str
    reason: str


@cache
def rule() -> dict[str, Any]:
    """Return the rule."""
    return tomllib.loads(resource("duty", "risk_signs.toml").read_text(encoding="utf-8"))


def stated() -> str:
    """Return the rule in words, as it stands beside the signs."""
    return tr("规则：同一处所 {days} 天内第 {reports} 次报警、提到凶器、有儿童在场，各算一个迹象；"
              "提到凶器或有两个迹象为突出，有一个为留意。只看记录里写的，不给任何人打分。",
              days=rule()["days"], reports=rule()["reports"])  # fmt: skip


def named(text: str, words: Mapping[str, list[str]]) -> str | None:
    """Return the first word of a list that a text really says; None where none does."""
    for clause in CLAUSE.split(text.lower()):
        cleaned = clause
        for exception in words.get("except", ()):
            cleaned = cleaned.replace(exception, "　" * len(exception))
        for word in words["words"]:
            at = cleaned.find(word)
            while at >= 0:
                before = cleaned[max(0, at - NEAR) : at]
                if not any(denial in before for denial in words.get("not_near", ())):
                    return word
                at = cleaned.find(word, at + 1)
    return None


def signs(station: Station, dispute: Record) -> list[Sign]:
    """Return the signs of a placed dispute, weapons first."""
    text = "\n".join(str(dispute[n] or "") for n in ("text", "outcome"))
    case = station.get("case", int(dispute["case"])) if dispute["case"] else None
    if case is not None:
        text += "\n" + str(case["text"] or "")
    found = []
    for id, ticked, ticked_words, said in (
        ("weapon", dispute["weapon"], tr("登记时勾选了“提到凶器”"), tr("经过里提到“{word}”")),
        ("children", dispute["children"], tr("登记时勾选了“有儿童在场”"), tr("经过里提到“{word}”")),
    ):
        word = named(text, rule()[id])
        if ticked or word:
            found.append(Sign(id, ticked_words if ticked else said.format(word=word)))
    count = reports(station, dispute)
    if count >= rule()["reports"]:
        found.append(Sign("reports", tr("同一处所 {days} 天内第 {count} 次报警", days=rule()["days"], count=count)))
    return found


def reports(station: Station, dispute: Record) -> int:
    """Return which report at the same place a dispute is, itself included: the same room, else the same building or spot."""
    until = dispute["reported_at"]
    since = format_utc(parse_utc(until) - timedelta(days=rule()["days"]))
    where = _same_place(dispute)
    if where is None:
        return 1
    lately = (*where, Where("reported_at", ">=", since), Where("reported_at", "<=", until))
    cases = Query("case", (*lately, Where("type", "in", tuple(rule()["types"]))))
    others = Query("dispute", (*lately, Where("id", "not", dispute.id)))
    from_cases = set(station.columns(others, ("case",))["case"]) | {dispute["case"]}
    known = [id for id in station.columns(cases, ("id",))["id"] if id not in from_cases]
    return 1 + len(known) + station.count(others)


def level(found: list[Sign]) -> str:
    """Return how much risk signs come to: "calm", "watch" or "high"."""
    if any(s.id in rule()["high"] for s in found) or len(found) > 1:
        return "high"
    return "watch" if found else "calm"


def reasons(found: list[Sign]) -> str | None:
    """Return the reasons as lines; None where there are none."""
    return "\n".join(s.reason for s in found) or None


def looked_at(station: Station, dispute: Record) -> dict[str, Any]:
    """Return the fields of a dispute that its signs set, as far as they differ."""
    found = signs(station, dispute)
    values = {"risk": level(found), "risk_reason": reasons(found)}
    return {n: v for n, v in values.items() if v != dispute[n]}


def found_by_rule(station: Station, kind: str, id: int | None, values: Mapping[str, Any]) -> dict[str, Any]:
    """Return the risk and its reasons of a dispute that is about to be kept with some values; nothing for other kinds."""
    if kind != "dispute":
        return {}
    before = station.get(kind, id) if id is not None else None
    return looked_at(station, Record(kind, id or 0, (dict(before.values) if before else {}) | dict(values)))


def refresh_risks(station: Station, *, who: str) -> int:
    """Bring risk and reasons of all open disputes up to date as one change set, and return how many changed."""
    from data.duty.ledgers.life import OPEN

    disputes = station.read(Query("dispute", (Where("state", "in", OPEN["dispute"]),), placed=True))
    found = [(d.id, values) for d in disputes if (values := looked_at(station, d))]
    if found:
        with station.editing(who=who, why=tr("按规则更新纠纷的风险迹象"), command="dispute.risk") as draft:
            for id, values in found:
                draft.change("dispute", id, **values)
    return len(found)


def _same_place(dispute: Record) -> tuple[Where, ...] | None:
    """Return the condition for records at the same place; None where a dispute stands nowhere that tells."""
    if dispute["dwelling"]:
        return (Where("dwelling", "is", dispute["dwelling"]),)
    if dispute["building"]:
        return (Where("building", "is", dispute["building"]), Where("dwelling", "is", None))
    return (Where("address", "is", dispute["address"]),) if dispute["address"] else None
