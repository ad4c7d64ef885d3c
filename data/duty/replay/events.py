"""What happened in a period, as marks on a time line: change sets of people, and moments that records tell of besides.

A change set is an event at the time when it was written. A case, a task or a shift also tells moments in its fields; one that
lies in the period and was not written then (an import of last month, a report filled in afterwards) is an event as well, marked
as told later: what the map shows at that moment is what the station knew then.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from data.actors import said as by_whom
from data.clock import parse_utc
from data.i18n import tr
from data.kinds import Kinds
from data.query import Query, Where
from data.records import Change, ChangeSet, Record
from data.store.in_time import StationInTime

LANES = ("case", "force", "task", "message")
OF_LANE = {
    "case": ("deployment", "case"),
    "force": ("force", "vehicle", "team", "equipment", "shift", "patrol", "patrol_visit", "track"),
    "task": ("task", "visit_list", "task_rule"),
    "message": ("note", "notice", "cordon", "dispute", "mediation", "hazard", "camera", "gate", "device"),
}
# What a change set is about, where it touches several kinds.
LEADS = ("case", "task", "dispute", "hazard", "cordon", "force", "deployment")
STAMPS = {
    "case": ("reported_at", "sent_at", "left_at", "arrived_at", "cleared_at", "ended_at"),
    "task": ("issued_at", "signed_at", "fed_back_at", "verified_at", "closed_at"),
    "shift": ("in_at", "out_at"),
}
NEAR = 60.0  # seconds: a change set about the same record this close tells the moment itself
MOST = 60  # changes of a change set that are looked at
LARGE = 4_000  # records that tell one sort of moment in a period; more is an import, and no shift to be replayed
NAMED = 4  # people who are named in one event


@dataclass(frozen=True, slots=True)
class Event:
    """One mark: when (UTC as stored), on which of `LANES`, what and by whom, and the record that it is about (id 0 for none).

    ``later`` says that it was written into the station at another time than it happened.
    """

    at: str
    lane: str
    words: str
    who: str = ""
    kind: str = ""
    id: int = 0
    later: bool = False

    @property
    def seconds(self) -> float:
        """When it was, in seconds since 1970."""
        return parse_utc(self.at).timestamp()


def events(station: StationInTime, start: str, end: str, *, case: int | None = None) -> tuple[Event, ...]:
    """Return the events of a period (UTC as stored, ends included), oldest first; of one case only, where it is named.

    Reads the station as it is now: ask it off the window's thread.
    """
    told = station.told(start, end, most=MOST)
    found = [_event(station.kinds, change, lane) for change in told if (lane := _lane(change))]
    known = _told_of(station, told)
    for event in _stamped(station, start, end):
        if not any(abs(at - event.seconds) <= NEAR for at in known.get((event.kind, event.id), ())):
            found.append(event)
    if case is not None:
        about = _of_case(station, case, told)
        found = [e for e in found if (e.kind, e.id) == ("case", case) or (e.at, e.words) in about]
    return tuple(sorted(found, key=lambda e: e.at))


def _told_of(station: StationInTime, told: Sequence[ChangeSet]) -> dict[tuple[str, int], list[float]]:
    """Return when something was written about each record; what is written about a deployment is about its case as well."""
    known: dict[tuple[str, int], list[float]] = defaultdict(list)
    for change in told:
        for one in change.changes:
            known[one.kind, one.id].append(parse_utc(change.at).timestamp())
    sent = tuple(id for kind, id in known if kind == "deployment")
    rows = station.live.columns(Query("deployment", (Where("id", "in", sent),)), ("id", "case")) if sent else {"id": [], "case": []}
    for id, case in zip(rows["id"], rows["case"], strict=True):
        known["case", int(case)] += known["deployment", int(id)]
    return known


def _event(kinds: Kinds, change: ChangeSet, lane: str) -> Event:
    lead = _lead(change)
    words = change.why or tr("修改{kind}", kind=kinds[lead.kind].label if lead and kinds.knows(lead.kind) else tr("记录"))
    if lead is None:
        return Event(change.at, lane, words, by_whom(change.who))
    return Event(change.at, lane, words, by_whom(change.who), lead.kind, lead.id)


def _lane(change: ChangeSet) -> str:
    """Return the lane of a change set, "" for what is no event: saved views, pictures, drawing of the map."""
    touched = change.kinds
    return next((lane for lane, kinds in OF_LANE.items() if touched & set(kinds)), "")


def _lead(change: ChangeSet) -> Change | None:
    """Return the change that a set is about: the most telling kind; None where it is about very many."""
    if len(change.changes) >= MOST:
        return None
    by_kind = Counter(c.kind for c in change.changes)
    first = next((k for k in LEADS if by_kind.get(k)), change.changes[0].kind)
    if by_kind[first] > 1 and len(by_kind) == 1 and first == "force":
        return None  # a whole shift came on duty
    return next(c for c in change.changes if c.kind == first)


def _stamped(station: StationInTime, start: str, end: str) -> Iterator[Event]:
    live, labels = station.live, _stamp_labels()
    for kind, names in STAMPS.items():
        for name in names if kind in live.kinds else ():
            asked = Query(kind, (Where(name, ">=", start), Where(name, "<=", end)), order=(name,), limit=LARGE)
            found = live.read(asked)
            if kind == "shift":
                yield from _clockings(station, found, name, labels[name])
                continue
            for record in found:
                who = str(record["taken_by"] or "") if name == "reported_at" else ""
                yield Event(str(record[name]), kind, f"{labels[name]}：{_name(station, record)}", who, kind, record.id, later=True)


def _clockings(station: StationInTime, shifts: Sequence[Record], name: str, label: str) -> Iterator[Event]:
    """Yield those who came, or left, at one time as one event."""
    ids = tuple({int(s["force"]) for s in shifts})
    rows = station.live.columns(Query("force", (Where("id", "in", ids),)), ("id", "name")) if ids else {"id": [], "name": []}
    names = dict(zip(rows["id"], rows["name"], strict=True))
    for at, some in groupby(shifts, key=lambda s: str(s[name])):
        them = list(some)
        who = [str(names.get(int(s["force"]), "")) for s in them]
        said = tr("、").join(who[:NAMED]) + (tr("等 {n} 人", n=len(who)) if len(who) > NAMED else "")
        yield Event(at, "force", f"{label}：{said}", "", "force", int(them[0]["force"]) if len(them) == 1 else 0, later=True)


def _name(station: StationInTime, record: Record) -> str:
    title = station.live.title(record)
    place = record["address"] if record.kind == "case" else ""
    return tr("{title}，{place}", title=title, place=place) if place else title


def _of_case(station: StationInTime, case: int, told: Sequence[ChangeSet]) -> frozenset[tuple[str, str]]:
    """Return time and words of the change sets that touch a case, its deployments or its tasks."""
    live = station.live
    ids = {("case", case)}
    ids |= {("deployment", id) for id in live.columns(Query("deployment", (Where("case", "is", case),)), ("id",))["id"]}
    about = (Where("subject_kind", "is", "case"), Where("subject", "is", case))
    ids |= {("task", id) for id in live.columns(Query("task", about), ("id",))["id"]}
    return frozenset((s.at, s.why) for s in told if any((c.kind, c.id) in ids for c in s.changes))


def _stamp_labels() -> dict[str, str]:
    return {
        "reported_at": tr("报警"), "sent_at": tr("派警"), "left_at": tr("出发"), "arrived_at": tr("到场"),
        "cleared_at": tr("处置完毕"), "ended_at": tr("办结"), "issued_at": tr("下发"), "signed_at": tr("签收"),
        "fed_back_at": tr("反馈"), "verified_at": tr("核验"), "closed_at": tr("办结"), "in_at": tr("签到"), "out_at": tr("签退"),
    }  # fmt: skip


def lane_label(lane: str) -> str:
    """Return what a lane of the time line is called."""
    return {"case": tr("警情"), "force": tr("力量"), "task": tr("任务"), "message": tr("通报")}[lane]
