"""Protocol cards: by type and severity, who is to be sent, what to ask, what to do, whom to tell; a station may have its own."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from data.duty.dispatch import Need
from data.duty.incidents.types import parent_of
from data.errors import BadInput
from data.i18n import choose, tr
from data.kinds import builtin_kinds
from data.paths import resource
from data.query import equals
from data.records import Edit
from data.store.station import Station

KEYS = {"type", "label", "severity", "within", "send", "ask", "do", "tell", "more"}
MORE_KEYS = {"subtypes", "severities", "severity", "within", "send", "ask", "do", "tell"}
NEED_KEYS = {"count", "roles", "tiers", "skills", "equipment", "vehicles", "teams", "zh", "en"}
OF_KIND = {"vehicles": "vehicle", "teams": "team"}  # words of a card that are types of a kind
SEVERITIES = ("normal", "urgent", "major")
ANY = "any"  # the card of types that have none


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a card in both languages."""

    labels: Mapping[str, str]

    @property
    def text(self) -> str:
        """The line in the language in use."""
        return choose(dict(self.labels))


@dataclass(frozen=True, slots=True)
class Wanted:
    """Somebody to be sent, as the card says: ``count`` of those with one of the roles and tiers, all skills and equipment.

    ``vehicles`` and ``teams`` are types of those that they are on and of.
    """

    line: Line
    count: int = 1
    roles: tuple[str, ...] = ()
    tiers: tuple[str, ...] = ()
    skills: tuple[str, ...] = ()
    equipment: tuple[str, ...] = ()
    vehicles: tuple[str, ...] = ()
    teams: tuple[str, ...] = ()

    @property
    def need(self) -> Need:
        """The same as dispatch asks for it."""
        return Need.of(self.count, roles=self.roles, tiers=self.tiers, skills=self.skills, equipment=self.equipment,
                       words=self.line.text, vehicles=self.vehicles, teams=self.teams)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Part:
    """One block of a card: the whole of a type, or what certain detailed types and severities add to it."""

    subtypes: tuple[str, ...] = ()
    severities: tuple[str, ...] = ()
    severity: str = ""
    within: int | None = None
    send: tuple[Wanted, ...] = ()
    ask: tuple[Line, ...] = ()
    do: tuple[Line, ...] = ()
    tell: tuple[Line, ...] = ()

    def holds_for(self, subtype: str, severity: str) -> bool:
        """Whether a block is meant for a case."""
        return (not self.subtypes or subtype in self.subtypes) and (not self.severities or severity in self.severities)


@dataclass(frozen=True, slots=True)
class Protocol:
    """The cards of one type as they are declared. ``own`` is one of the station's."""

    type: str
    label: Line
    base: Part
    more: tuple[Part, ...] = ()
    own: bool = False


@dataclass(frozen=True, slots=True)
class Card:
    """What is to be done in one case: ``within`` minutes somebody should be there."""

    title: str
    within: int | None
    send: tuple[Wanted, ...]
    ask: tuple[str, ...]
    do: tuple[str, ...]
    tell: tuple[str, ...]
    own: bool = False

    @property
    def needs(self) -> tuple[Need, ...]:
        """Whom dispatch looks for."""
        return tuple(w.need for w in self.send)


def card_for(station: Station, type: str, subtype: str = "", severity: str = "normal", *,
             known: Mapping[str, Protocol] | None = None) -> Card:  # fmt: skip
    """Return the card of a case: what its type always asks for, and what its detailed type and severity add.

    A block that names whom to send takes the place of what was said before; questions and steps are added, the special ones first.
    ``known`` spares reading the station's own for each of many cases.
    """
    known = known or protocols(station)
    protocol = known.get(type) or known[ANY]
    parts = [protocol.base, *(p for p in protocol.more if p.holds_for(subtype, severity))]
    if _graver(severity, _usual(protocol, subtype)) and not any(p.severities for p in parts):
        parts += [p for p in known[ANY].more if p.severities and p.holds_for(subtype, severity)]  # what any grave case asks for
    within = [p.within for p in parts if p.within is not None]
    send = next((p.send for p in reversed(parts) if p.send), ())
    special_first = [*parts[1:], parts[0]]
    return Card(
        title=protocol.label.text,
        within=min(within, default=None),
        send=send,
        ask=_lines([line for p in special_first for line in p.ask]),
        do=_lines([line for p in special_first for line in p.do]),
        tell=_lines([line for p in special_first for line in p.tell]),
        own=protocol.own,
    )


def usual_severity(station: Station, type: str, subtype: str = "") -> str:
    """Return the severity that a type has unless something graver is said."""
    known = protocols(station)
    return _usual(known.get(type) or known[ANY], subtype)


def _usual(protocol: Protocol, subtype: str) -> str:
    found = [p.severity for p in protocol.more if p.subtypes and subtype in p.subtypes and p.severity]
    return found[-1] if found else protocol.base.severity or "normal"


def _graver(severity: str, usual: str) -> bool:
    return SEVERITIES.index(severity) > SEVERITIES.index(usual)


def protocols(station: Station) -> dict[str, Protocol]:
    """Return the protocols by type: those that come with the program, and the station's own in their place."""
    own = station.columns(equals("protocol"), ("type", "name", "body")) if "protocol" in station.kinds else {}
    found = dict(built_in())
    for name, body in zip(own.get("name", ()), own.get("body", ()), strict=True):
        try:
            protocol = parse_protocol(body, str(name), own=True)
        except BadInput:
            continue  # it was checked when it was kept; one that a later program does not know must not stop a call
        found[protocol.type] = protocol
    return found


@cache
def built_in() -> dict[str, Protocol]:
    """Return the protocols that come with the program, by type."""
    files = sorted(p for p in resource("protocols").glob("*.toml") if p.name != "grave.toml")
    read = [parse_protocol(p.read_text(encoding="utf-8"), p.name) for p in files]
    return {p.type: p for p in read}


def keep_protocol(station: Station, text: str, *, who: str) -> str:
    """Keep a protocol of the station's own in its file, in place of an earlier one of its type, and return the type.

    Raises
    ------
    BadInput
        If the text makes no sense; the sentence says where.
    """
    protocol = parse_protocol(text, tr("处警预案"), own=True)
    before = station.first(equals("protocol", type=protocol.type))
    values = {"name": protocol.label.text, "type": protocol.type, "body": text}
    why = tr("处警预案：{name}", name=protocol.label.text)
    station.apply([Edit("protocol", before.id if before else None, values)], who=who, why=why, command="protocol")
    return protocol.type


def parse_protocol(text: str, where: str, *, own: bool = False) -> Protocol:
    """Return the protocol that TOML text declares; ``where`` names it in complaints."""
    try:
        raw = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise BadInput(tr("处警预案 {file} 不是有效的 TOML：{why}", file=where, why=error), file=where) from error
    try:
        return _protocol(raw, own)
    except (KeyError, TypeError, ValueError, AttributeError, OverflowError) as error:
        raise BadInput(tr("处警预案 {file} 有误：{why}", file=where, why=error), file=where) from error


def _protocol(raw: Mapping[str, Any], own: bool) -> Protocol:
    _known(raw, KEYS)
    if "type" not in raw:
        raise ValueError(tr("缺少 type（警情类型）"))
    type = str(raw["type"])
    if type != ANY and builtin_kinds()["case"].field("type").choice(type) is None:
        raise ValueError(tr("没有“{type}”这一类警情", type=type))
    return Protocol(type, _line(raw["label"]), _part(raw), tuple(_more(m, type) for m in raw.get("more", ())), own)


def _more(raw: Mapping[str, Any], type: str) -> Part:
    _known(raw, MORE_KEYS)
    part = _part(raw)
    field = builtin_kinds()["case"].field("subtype")
    for subtype in part.subtypes:
        if field.choice(subtype) is None or (type != ANY and parent_of(subtype) != type):
            raise ValueError(tr("“{subtype}”不是这一类的细类", subtype=subtype))
    return part


def _part(raw: Mapping[str, Any]) -> Part:
    for severity in (*raw.get("severities", ()), *((raw["severity"],) if raw.get("severity") else ())):
        if severity not in SEVERITIES:
            raise ValueError(tr("等级只能是 {known}", known=", ".join(SEVERITIES)))
    return Part(
        tuple(raw.get("subtypes", ())), tuple(raw.get("severities", ())), str(raw.get("severity", "")), raw.get("within"),
        tuple(_wanted(w) for w in raw.get("send", ())), *(tuple(map(_line, raw.get(name, ()))) for name in ("ask", "do", "tell")),
    )  # fmt: skip


def _wanted(raw: Mapping[str, Any]) -> Wanted:
    _known(raw, NEED_KEYS)
    for name, kind in OF_KIND.items():
        unknown = {str(type) for type in raw.get(name, ()) if builtin_kinds()[kind].field("type").choice(type) is None}
        if unknown:
            raise ValueError(tr("{name} 里没有这一类：{unknown}", name=name, unknown=", ".join(sorted(unknown))))
    several = (tuple(raw.get(name, ())) for name in ("roles", "tiers", "skills", "equipment", "vehicles", "teams"))
    return Wanted(_line(raw), int(raw.get("count", 1)), *several)


def _line(raw: Mapping[str, Any] | str) -> Line:
    """Return a line; a station may write plain text instead of both languages."""
    if isinstance(raw, str):
        return Line({"zh": raw, "en": raw})
    return Line({"zh": str(raw["zh"]), "en": str(raw.get("en") or raw["zh"])})


def _known(raw: Mapping[str, Any], keys: set[str]) -> None:
    unknown = set(raw) - keys
    if unknown:
        said = ", ".join(sorted(unknown))
        raise ValueError(tr("不认识 {unknown}，可用的有：{known}", unknown=said, known=", ".join(sorted(keys))))


def _lines(lines: list[Line]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(line.text for line in lines))
