"""The board of each post: what waits for me, what is late, who is overloaded; as slots of records, read in one go."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from data.clock import format_utc
from data.duty.ledgers.life import OPEN, RUNNING
from data.duty.load import Load, loads
from data.duty.states import IN_HAND, OPEN_STATES
from data.i18n import tr
from data.query import Query, Where
from data.records import Record
from data.store import Station

POSTS = ("coordination", "tasks", "analysis", "supervision", "quality")
MOST = 60  # records of one slot; the count tells of more
MANY = 8  # tasks in hand from which on a member is overloaded; three late ones are too many as well
MANY_LATE = 3
FAR = 200.0  # metres: feedback given farther than this from what the task is about is looked at
UNSIGNED = timedelta(hours=4)  # after which an issued task should have been signed for


@dataclass(frozen=True, slots=True)
class Slot:
    """One list of a board: its records (tasks, disputes or hazards), how many there are in all, and how pressing it is."""

    id: str
    title: str
    records: tuple[Record, ...]
    count: int
    tone: str = "calm"


@dataclass(frozen=True, slots=True)
class Busy:
    """A member of the forces with too much in hand."""

    id: int
    name: str
    load: Load


@dataclass(frozen=True, slots=True)
class Board:
    """What one post sees."""

    post: str
    slots: tuple[Slot, ...]
    overloaded: tuple[Busy, ...]


def post_names() -> dict[str, str]:
    """Return what each post is called."""
    return {
        "coordination": tr("协调"), "tasks": tr("任务"), "analysis": tr("研判"), "supervision": tr("督办"), "quality": tr("质量"),
    }  # fmt: skip


def read_board(station: Station, post: str, who: str = "") -> Board:
    """Return the board of one of `POSTS` for who sits at it; on a reader thread."""
    slots = [_mine(station, who), *_SLOTS[post](station)]
    return Board(post, tuple(slots), tuple(overloaded(station)))


def overloaded(station: Station) -> list[Busy]:
    """Return the members with `MANY` tasks in hand or `MANY_LATE` late ones, the busiest first."""
    heavy = {id: load for id, load in loads(station).items() if load.tasks >= MANY or load.late >= MANY_LATE}
    if not heavy:
        return []
    columns = station.columns(Query("force", (Where("id", "in", tuple(heavy)),)), ("id", "name"))
    found = [Busy(id, name, heavy[id]) for id, name in zip(columns["id"], columns["name"], strict=True)]
    return sorted(found, key=lambda b: (-b.load.late, -b.load.tasks, b.name))


def _mine(station: Station, who: str) -> Slot:
    """What waits for the person at the desk: to do, to verify, to close, told to him by escalation."""
    own = tuple(station.columns(Query("force", (Where("name", "is", who),)), ("id",))["id"]) if who else ()
    handed_out = (Where("issuer", "is", who), Where("state", "in", ("fed_back", "verified", "returned")))
    queries = [Query("task", handed_out)] if who else []
    if own:
        queries.append(Query("task", (Where("assignee", "in", own), Where("state", "in", IN_HAND))))
        queries.append(Query("task", (Where("escalated_to", "in", own), Where("state", "in", OPEN_STATES))))
    found: dict[int, Record] = {}
    for query in queries:
        found |= {r.id: r for r in station.read(Query("task", query.where, order=("due_at",), limit=MOST))}
    ordered = sorted(found.values(), key=lambda r: r["due_at"] or "9")
    return Slot("mine", tr("等我办"), tuple(ordered[:MOST]), len(ordered), "soon" if ordered else "calm")


def _slot(station: Station, id: str, title: str, kind: str, *where: Where, tone: str = "calm", order: str = "due_at") -> Slot:
    query = Query(kind, tuple(where), order=(order, "id"))
    records = station.read(Query(kind, query.where, order=query.order, limit=MOST))
    count = station.count(query) if len(records) == MOST else len(records)
    return Slot(id, title, tuple(records), count, tone if count else "calm")


def _now(station: Station) -> str:
    return format_utc(station.clock.now())


def _coordination(station: Station) -> list[Slot]:
    draft, reported = Where("state", "is", "draft"), Where("state", "is", "reported")
    return [
        _slot(station, "unassigned", tr("还没人承办"), "task", draft, Where("assignee", "is", None), tone="soon"),
        _slot(station, "to_issue", tr("待下发"), "task", draft, Where("assignee", "not", None), tone="soon"),
        _slot(station, "returned", tr("退回待处理"), "task", Where("state", "is", "returned"), tone="late"),
        _slot(station, "disputes_new", tr("待受理纠纷"), "dispute", reported, tone="soon", order="reported_at"),
        _unanswered(station),
    ]  # fmt: skip


def _unanswered(station: Station) -> Slot:
    """Disputes and hazards that another department should have answered by now."""
    late = (Where("state", "is", "handed_over"), Where("answer_due_at", "<", _now(station)))
    found = [r for kind in ("dispute", "hazard") for r in station.read(Query(kind, late, order=("answer_due_at",)))]
    return Slot("unanswered", tr("部门逾期未答复"), tuple(found[:MOST]), len(found), "late" if found else "calm")


def _tasks(station: Station) -> list[Slot]:
    now = _now(station)
    soon = format_utc(station.clock.now() + timedelta(hours=24))
    unsigned = format_utc(station.clock.now() - UNSIGNED)
    in_hand = Where("state", "in", IN_HAND)
    waiting = (Where("state", "is", "issued"), Where("issued_at", "<", unsigned))
    near = (in_hand, Where("due_at", ">=", now), Where("due_at", "<", soon))
    return [
        _slot(station, "unsigned", tr("下发 4 小时未签收"), "task", *waiting, tone="soon"),
        _slot(station, "late", tr("超期"), "task", in_hand, Where("due_at", "<", now), tone="late"),
        _slot(station, "soon", tr("24 小时内到期"), "task", *near, tone="soon"),
        _slot(station, "routine", tr("常规任务在办"), "task", in_hand, Where("family", "is", "routine")),
        _slot(station, "fed_back", tr("已反馈，待核验"), "task", Where("state", "is", "fed_back")),
    ]  # fmt: skip


def _analysis(station: Station) -> list[Slot]:
    open_dispute, open_hazard = Where("state", "in", OPEN["dispute"]), Where("state", "in", OPEN["hazard"])
    return [
        _slot(station, "risk_high", tr("风险突出的纠纷"), "dispute", open_dispute, Where("risk", "is", "high"), tone="late",
              order="reported_at"),
        _slot(station, "risk_watch", tr("需要留意的纠纷"), "dispute", open_dispute, Where("risk", "is", "watch"), tone="soon",
              order="reported_at"),
        _slot(station, "crossings", tr("事故多发处"), "hazard", open_hazard, Where("type", "is", "crossing"), tone="soon",
              order="found_at"),
        _slot(station, "hazards", tr("较大和重大隐患"), "hazard", open_hazard, Where("severity", "in", ("serious", "major")),
              tone="soon", order="found_at"),
        _slot(station, "risk_tasks", tr("风险防控任务在办"), "task", Where("state", "in", IN_HAND), Where("family", "is", "risk")),
    ]  # fmt: skip


def _supervision(station: Station) -> list[Slot]:
    now, open_ = _now(station), Where("state", "in", OPEN_STATES)
    overdue = (Where("state", "in", (*RUNNING["hazard"], "handed_over")), Where("due_at", "<", now))
    return [
        _slot(station, "supervised", tr("督办中"), "task", open_, Where("supervised_at", "not", None), tone="late"),
        _slot(station, "escalated", tr("已升级"), "task", open_, Where("escalated", ">", 0), tone="late"),
        _slot(station, "late", tr("超期"), "task", Where("state", "in", IN_HAND), Where("due_at", "<", now), tone="late"),
        _slot(station, "disputes_late", tr("超期纠纷"), "dispute", Where("state", "in", RUNNING["dispute"]),
              Where("due_at", "<", now), tone="late"),
        _slot(station, "hazards_late", tr("超期未整改隐患"), "hazard", *overdue, tone="late"),
    ]  # fmt: skip


def _quality(station: Station) -> list[Slot]:
    fed_back = Where("state", "is", "fed_back")
    partly = station.read(Query("task", (fed_back, Where("asked", ">", 0)), order=("due_at", "id")))
    partly = [t for t in partly if int(t["answered"] or 0) < int(t["asked"])]
    return [
        _slot(station, "to_verify", tr("待核验"), "task", fed_back, tone="soon"),
        _bare(station),
        Slot("partly", tr("核对单没答全"), tuple(partly[:MOST]), len(partly), "soon" if partly else "calm"),
        _slot(station, "far", tr("反馈位置离对象 200 米以上"), "task", Where("state", "in", ("fed_back", "verified")),
              Where("fed_away", ">", FAR), tone="soon"),
        _slot(station, "to_close", tr("已核验，待办结"), "task", Where("state", "is", "verified")),
    ]  # fmt: skip


def _bare(station: Station) -> Slot:
    """Fed back without a picture."""
    fed = station.read(Query("task", (Where("state", "is", "fed_back"),), order=("due_at", "id")))
    ids = tuple(t.id for t in fed)
    pictures = Query("attachment", (Where("record_kind", "is", "task"), Where("record", "in", ids)))
    have = set(station.columns(pictures, ("record",))["record"]) if ids else set()
    bare = [t for t in fed if t.id not in have]
    return Slot("bare", tr("反馈没有照片"), tuple(bare[:MOST]), len(bare), "soon" if bare else "calm")


_SLOTS: dict[str, Callable[[Station], list[Slot]]] = {
    "coordination": _coordination, "tasks": _tasks, "analysis": _analysis, "supervision": _supervision, "quality": _quality,
}  # fmt: skip
