"""Tasks: created on an object of the map, moved through the closed loop, each move one change set in the journal."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from shapely.geometry import Point

from data.clock import format_utc
from data.duty.numbers import next_number
from data.duty.states import OPEN_STATES, VERBS, after, verbs
from data.errors import BadInput, NotAllowed, WrongUsage
from data.i18n import tr
from data.query import Query, Where
from data.records import ChangeSet, Place, Record
from data.store import Station

NUMBERING = threading.Lock()  # two tasks created at once must not get one number


@dataclass(frozen=True, slots=True)
class TaskWish:
    """A task as it is wished for; ``issue`` hands it out at once when it has an assignee, else it stays a draft.

    ``lon`` and ``lat`` (WGS-84) are for a task on a mere point of the map, ``where`` for a part of it in words; times are
    as stored (UTC).
    """

    title: str = ""
    type: str = "visit"
    text: str = ""
    subject_kind: str = ""
    subject: int | None = None
    assignee: int | None = None
    due_at: str | None = None
    priority: str = "normal"
    lon: float | None = None
    lat: float | None = None
    issue: bool = True
    family: str = "assigned"
    template: str = ""
    where: str = ""


@dataclass(frozen=True, slots=True)
class FedBack:
    """What comes with a step: the place where it was made (WGS-84 degrees), and pictures as (file name, content)."""

    lon: float | None = None
    lat: float | None = None
    pictures: tuple[tuple[str, bytes], ...] = ()


def create(station: Station, wish: TaskWish, who: str, files: Sequence[tuple[str, bytes]] = ()) -> int:
    """Add the task, with files as (file name, content) in the same change set, and return its id.

    Raises
    ------
    BadInput
        If its subject or assignee do not exist, or a value is not allowed.
    """
    values = wished(station, wish, who)
    why = tr("布置任务：{title}", title=values["title"])
    with NUMBERING, station.editing(who=who, why=why, command="task.add") as draft:
        id = draft.add("task", values | {"number": next_number(station, "task", "RW")})
        for name, content in files:
            draft.attach("task", id, name, content)
        return id


def wished(station: Station, wish: TaskWish, who: str) -> dict[str, Any]:
    """Return the values of the task to be, all but its number; see `create` for what is refused."""
    subject = _subject(station, wish)
    _check_assignee(station, wish.assignee)
    issued = wish.issue and wish.assignee is not None
    now = format_utc(station.clock.now())
    values: dict[str, Any] = {
        "title": wish.title.strip() or _usual_title(station, wish, subject), "type": wish.type, "text": wish.text.strip() or None,
        "assignee": wish.assignee, "priority": wish.priority, "due_at": wish.due_at, "issuer": who,
        "state": "issued" if issued else "draft", "issued_at": now if issued else None, "family": wish.family,
        "template": wish.template or None, **_where(wish, subject),
    }  # fmt: skip
    if subject is not None:
        values |= {"subject": subject.id, "subject_kind": subject.kind}
    return {k: v for k, v in values.items() if v is not None}


def duplicates(station: Station, subject_kind: str, subject: int, type: str) -> list[Record]:
    """Return the tasks that are not closed on the same object with the same purpose, newest first."""
    same = (Where("subject_kind", "is", subject_kind), Where("subject", "is", subject), Where("type", "is", type))
    return station.read(Query("task", (*same, Where("state", "in", OPEN_STATES)), order=("-issued_at",)))


def move(station: Station, task_id: int, verb: str, *, who: str, text: str = "", assignee: int | None = None,
         fed: FedBack | None = None) -> ChangeSet:  # fmt: skip
    """Carry out a verb on a task.

    Parameters
    ----------
    station, task_id
        The station and the task.
    verb
        One of `VERBS`.
    who
        Who does it, for the journal.
    text
        What was found, or why it is returned; needed by those verbs, welcome with all.
    assignee
        The force member, for "assign".
    fed
        Place and pictures that come with the step.

    Raises
    ------
    NotAllowed
        If the task's state does not allow the verb; the sentence says what can be done.
    BadInput
        If words or an assignee are missing, or there is no such task or force member.
    """
    _known(verb)
    task = task_of(station, task_id)
    why, values = step(station, task, verb, who=who, text=text, assignee=assignee, fed=fed)
    with station.editing(who=who, why=why, command=f"task.{verb}") as draft:
        draft.change("task", task.id, **values)
        for name, content in fed.pictures if fed else ():
            draft.attach("task", task.id, name, content)
    assert draft.done is not None
    return draft.done


def task_of(station: Station, task_id: int) -> Record:
    """Return a task with its place, or complain that there is none."""
    task = station.get("task", task_id, placed=True)
    if task is None:
        raise BadInput(tr("没有编号为 {id} 的任务", id=task_id))
    return task


def step(station: Station, task: Record, verb: str, *, who: str, text: str = "", assignee: int | None = None,
         fed: FedBack | None = None) -> tuple[str, dict[str, Any]]:  # fmt: skip
    """Return what the journal says of a step and the values that it changes; see `move` for what is refused."""
    _known(verb)
    state = after(task["state"], verb)
    if state is None:
        raise _not_now(station, task, verb)
    values = {"state": state} | _stamps(station, task, verb, text.strip(), assignee, who)
    if fed is not None and fed.lon is not None and fed.lat is not None:
        values |= _fed_at(station, task, fed.lon, fed.lat)
    return VERBS[verb].label + (f"：{text.strip()}" if text.strip() else ""), values


def _known(verb: str) -> None:
    if verb not in VERBS:
        raise WrongUsage(tr("任务没有“{verb}”这一步，可用的有：{known}", verb=verb, known=", ".join(VERBS)))


def _stamps(station: Station, task: Record, verb: str, text: str, assignee: int | None, who: str) -> dict[str, Any]:
    """Return what else a verb changes, beside the state."""
    if VERBS[verb].needs_text and not text:
        raise BadInput(tr("“{verb}”要写明情况", verb=VERBS[verb].label))
    now = format_utc(station.clock.now())
    if verb == "assign":
        _check_assignee(station, assignee)
        return {"assignee": _someone(assignee), "issued_at": now, "signed_at": None}
    if verb == "issue":
        return {"assignee": _someone(task["assignee"]), "issued_at": now, "signed_at": None}
    if verb == "feedback":
        return {"feedback": _added(task["feedback"], text), "fed_back_at": now}
    if verb == "return":
        return {"feedback": _added(task["feedback"], tr("退回：{why}", why=text)), "fed_back_at": None}
    stamps = {"sign": {"signed_at": now}, "verify": {"verified_at": now, "verifier": who}, "close": {"closed_at": now}}
    return dict(stamps.get(verb, {}))


def _fed_at(station: Station, task: Record, lon: float, lat: float) -> dict[str, Any]:
    """Return where feedback was given, and how many metres from where the task stands."""
    place, away = task.place, None
    if place is not None and place.lon is not None and place.lat is not None:
        east, north = station.frame.to_local([lon, place.lon], [lat, place.lat])
        away = round(float(np.hypot(east[1] - east[0], north[1] - north[0])), 1)
    return {"fed_lon": lon, "fed_lat": lat, "fed_away": away}


def _someone(assignee: int | None) -> int:
    if assignee is None:
        raise BadInput(tr("任务还没有承办人，先选一位再下发"))
    return assignee


def _added(before: str | None, line: str) -> str:
    return f"{before}\n{line}" if before else line


def _not_now(station: Station, task: Record, verb: str) -> NotAllowed:
    choice = station.kinds["task"].field("state").choice(task["state"])
    state = choice.label if choice else str(task["state"])
    possible = tr("、").join(v.label for v in verbs(task["state"]))
    if not possible:
        return NotAllowed(tr("任务“{title}”{state}，不能再{verb}", title=task["title"], state=state, verb=VERBS[verb].label))
    return NotAllowed(
        tr("任务“{title}”{state}，现在不能{verb}；可以：{possible}", title=task["title"], state=state, verb=VERBS[verb].label,
           possible=possible)
    )  # fmt: skip


def _check_assignee(station: Station, assignee: int | None) -> None:
    if assignee is not None and station.get("force", assignee) is None:
        raise BadInput(tr("没有编号为 {id} 的力量", id=assignee))


def subject_title(station: Station, subject: Record) -> str:
    """Return what a task's subject is called; a room with its building, for its own title is the same in every building."""
    title = station.title(subject)
    building = station.get("building", int(subject["building"])) if subject.kind == "dwelling" else None
    return f"{station.title(building)} {title}" if building else title


def _subject(station: Station, wish: TaskWish) -> Record | None:
    if not wish.subject_kind or wish.subject is None:
        return None
    kind = station.kinds[wish.subject_kind]
    if kind.name not in station.kinds["task"].field("subject").to:
        raise BadInput(tr("任务不能以{kind}为对象", kind=kind.label))
    found = station.get(kind.name, wish.subject, placed=True)
    if found is None:
        raise BadInput(tr("没有编号为 {id} 的{kind}", id=wish.subject, kind=kind.label))
    return found


def _where(wish: TaskWish, subject: Record | None) -> dict[str, Any]:
    """Return the links or the point by which the task stands on the map: where its subject stands."""
    if wish.lon is not None and wish.lat is not None:
        return {"geometry": Point(wish.lon, wish.lat)}
    if subject is None:
        return {}
    return _own_place(subject) or _found_place(subject.place)


def _own_place(subject: Record) -> dict[str, Any]:
    if subject.kind == "building":
        return {"building": subject.id}
    return {"building": subject["building"], "dwelling": subject.id} if subject.kind == "dwelling" else {}


def _found_place(place: Place | None) -> dict[str, Any]:
    if place is None:
        return {}
    if place.building is None and place.lon is not None and place.lat is not None:
        return {"geometry": Point(place.lon, place.lat)}
    return {"building": place.building, "dwelling": place.dwelling}


def _usual_title(station: Station, wish: TaskWish, subject: Record | None) -> str:
    choice = station.kinds["task"].field("type").choice(wish.type)
    purpose = choice.label if choice else station.kinds["task"].label
    about = subject_title(station, subject) if subject is not None else wish.where
    return tr("{purpose}：{subject}", purpose=purpose, subject=about) if about else purpose
