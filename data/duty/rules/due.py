"""The tasks that rules make due: made at opening and each day, once for each subject and cycle, all of a rule in one change set."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from shapely.geometry import Point

from data.actors import ITSELF
from data.clock import format_utc
from data.duty.checklists.answers import today_of
from data.duty.checklists.template import Template, template_of
from data.duty.load import loads
from data.duty.numbers import coming_numbers
from data.duty.rules.rule import Rule, asked_for, rules
from data.duty.rules.who import Keepers
from data.duty.states import OPEN_STATES
from data.duty.tasks import subject_title
from data.errors import WatchroomError
from data.i18n import tr
from data.kinds.moments import zone_of
from data.query import Query, Where
from data.records import Record
from data.store import Station

WHO = ITSELF  # who stands in the journal for what the program does by rule
DAY_END = time(18, 0)
MOST = 2000  # tasks of one rule made at once; the rest come the next day, and that is told
CHECKED = ("confirmed_at", "tested_at", "checked_at")  # fields that say when a record was last looked at


@dataclass(frozen=True, slots=True)
class Made:
    """What one rule made: how many, how many were left out because they are in hand or fresh, and how many are put off."""

    rule: str
    made: int = 0
    open: int = 0
    fresh: int = 0
    put_off: int = 0
    trouble: str = ""


def make_due(station: Station, *, who: str = "", only: int | None = None) -> list[Made]:
    """Make what fell due since rules were last looked at; a second call on the same day makes nothing more.

    A rule that makes no sense (a filter on a field that is gone) is told in ``trouble`` and does not hold up the others.
    """
    found = []
    for rule in rules(station):
        if only is not None and rule.id != only:
            continue
        try:
            made = _make(station, rule, who or tr(WHO))
        except WatchroomError as error:
            made = Made(rule.name, trouble=error.message)
        if made.made or made.trouble or made.put_off:
            found.append(made)
    return found


def due_subjects(station: Station, rule: Rule, until: date) -> list[tuple[Record, int]]:
    """Return the subjects that are due up to a day, with the number of their cycle."""
    since = date.fromisoformat(rule["made_until"]) if rule["made_until"] else None
    found = []
    for record in station.read(asked_for(station, rule)):
        number = rule.cycle.latest(subject_key(record), since, until)
        if number is not None:
            found.append((record, number))
    return found


def _make(station: Station, rule: Rule, who: str) -> Made:
    today = date.fromisoformat(today_of(station))
    if rule["made_until"] and rule["made_until"] >= today.isoformat():
        return Made(rule.name)
    due = due_subjects(station, rule, today)
    kept, open_, fresh = _sift(station, rule, due, today)
    now, later = kept[:MOST], kept[MOST:]
    maker = _Maker(station, rule, today)
    why = tr("按规则“{rule}”生成到期任务", rule=rule.name)
    with station.editing(who=who, why=why, command="task.due") as draft:
        for record, number in now:
            draft.add("task", maker.values(record, number))
        if not later:
            draft.change("task_rule", rule.id, made_until=today.isoformat())
    return Made(rule.name, len(now), open_, fresh, len(later))


def _sift(station: Station, rule: Rule, due: list[tuple[Record, int]], today: date) -> tuple[list[tuple[Record, int]], int, int]:
    """Leave out what was made already, what is in hand with the same purpose, and what was looked at only lately."""
    if not due:
        return [], 0, 0
    made = _made(station, rule)
    ids = tuple(r.id for r, _ in due)
    same = (Where("subject_kind", "is", rule["target"]), Where("subject", "in", ids), Where("type", "is", rule["type"] or "visit"))
    query = Query("task", (*same, Where("state", "in", OPEN_STATES)))
    in_hand = set(station.columns(query, ("subject",))["subject"])
    kept, open_, fresh = [], 0, 0
    for record, number in due:
        if occasion(rule, record, number) in made:
            continue
        if record.id in in_hand:
            open_ += 1
        elif rule["fresh"] and _lately(record, today - timedelta(days=int(rule["fresh"]))):
            fresh += 1
        else:
            kept.append((record, number))
    return kept, open_, fresh


def occasion(rule: Rule, record: Record, number: int) -> str:
    """Return the mark by which a task is known to be made: rule, subject, cycle."""
    return f"{rule.id}:{record.id}:{number}"


def _made(station: Station, rule: Rule) -> set[str]:
    span = (Where("occasion", ">=", f"{rule.id}:"), Where("occasion", "<", f"{rule.id};"))
    return set(station.columns(Query("task", span), ("occasion",))["occasion"])


def _lately(record: Record, since: date) -> bool:
    return any(str(record[name] or "") > since.isoformat() for name in CHECKED)


def subject_key(record: Record) -> int:
    """Return the number that a subject's day comes from: of its building, or its own."""
    place = record.place
    if record.kind == "building":
        return record.id
    return int(record["building"] or (place.building if place else None) or record.id)


class _Maker:
    """Makes the values of tasks of one rule."""

    def __init__(self, station: Station, rule: Rule, today: date) -> None:
        self.station, self.rule = station, rule
        self.template: Template | None = template_of(station, rule["template"])
        self.keepers = Keepers(station)
        self.team = _team(station, rule) if rule["who"] == "team" else []
        self.in_hand = Counter({who: load.tasks for who, load in loads(station).items()})
        self.numbers = coming_numbers(station, "task", "RW")
        self.now = format_utc(station.clock.now())
        given = datetime.combine(today + timedelta(days=int(rule["given"] or 7)), DAY_END, zone_of(station.zone))
        self.due_at = format_utc(given)

    def values(self, record: Record, number: int) -> dict[str, Any]:
        """Return the values of the task on one subject."""
        rule, template = self.rule, self.template
        assignee = self._assignee(record)
        issued = bool(rule["issue"]) and assignee is not None
        purpose = template.name if template else rule.name
        values = {
            "number": next(self.numbers), "type": rule["type"] or (template.type if template else "visit"),
            "title": tr("{purpose}：{subject}", purpose=purpose, subject=subject_title(self.station, record)),
            "family": rule["family"], "text": template.text if template else None, "template": rule["template"] or None,
            "subject": record.id, "subject_kind": record.kind, "assignee": assignee, "priority": rule["priority"] or "normal",
            "state": "issued" if issued else "draft", "issued_at": self.now if issued else None, "due_at": self.due_at,
            "issuer": tr(WHO), "rule": rule.id, "occasion": occasion(rule, record, number), **place_of(record),
        }  # fmt: skip
        return {n: v for n, v in values.items() if v is not None}

    def _assignee(self, record: Record) -> int | None:
        if self.rule["who"] == "member":
            return int(self.rule["member"]) if self.rule["member"] else None
        if self.rule["who"] == "keeper":
            return self.keepers.of(record)
        if self.rule["who"] == "team" and self.team:
            chosen = min(self.team, key=lambda id: (self.in_hand[id], id))
            self.in_hand[chosen] += 1
            return chosen
        return None


def place_of(record: Record) -> dict[str, Any]:
    """Return the links or the point by which a task on a record stands on the map."""
    if record.kind == "building":
        return {"building": record.id}
    if record.kind == "dwelling":
        return {"building": record["building"], "dwelling": record.id}
    place = record.place
    if place is None:
        return {}
    if place.building is None and place.lon is not None and place.lat is not None:
        return {"geometry": Point(place.lon, place.lat)}
    return {"building": place.building, "dwelling": place.dwelling}


def _team(station: Station, rule: Rule) -> list[int]:
    return list(station.columns(Query("force", (Where("team", "is", rule["team"]),)), ("id",))["id"])


def told(made: Iterable[Made]) -> str:
    """Return what rules made, in words; empty where nothing."""
    parts = []
    for one in made:
        if one.trouble:
            parts.append(one.trouble)
        elif one.made:
            parts.append(tr("{rule} {n} 项", rule=one.rule, n=one.made))
    return tr("、").join(parts)
