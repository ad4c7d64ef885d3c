"""Sending forces to a case and following both until it is closed: case, deployments and forces change in one change set."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from data.clock import format_utc
from data.duty.incidents.states import (
    CASE_MOVES,
    CASE_STAMPS,
    CASE_VERBS,
    DEPLOYMENT_MOVES,
    DEPLOYMENT_STAMPS,
    UNDER_WAY,
    case_verbs,
    deployment_verbs,
    state_by,
)
from data.errors import BadInput, NotAllowed, WrongUsage
from data.i18n import tr
from data.query import Query, Where, equals
from data.records import ChangeSet, Record
from data.store import Station
from data.store.draft import Draft

EARLIEST = ("sent_at", "left_at", "arrived_at")  # a case keeps the first of its deployments, of `cleared_at` the last


@dataclass(frozen=True, slots=True)
class Sending:
    """One force to be sent, with what was told of it: seconds it is expected to take, and why it was chosen.

    ``considered`` says in sentences who would have been faster and why they were not sent.
    """

    force: int
    mode: str | None = None  # "car", "motorcycle", "bicycle" or "foot"
    expected: int | None = None
    reason: str = ""
    vehicle: int | None = None
    considered: str = ""
    team: int | None = None


def send(station: Station, case_id: int, who_goes: Sequence[Sending], *, who: str, on_purpose: bool = False) -> ChangeSet:
    """Send forces to a case.

    A force that is on another case, or off duty, is sent only ``on_purpose``; it is then called off there in the same change set.

    Raises
    ------
    BadInput
        If there is no such case or force, or nobody is named.
    NotAllowed
        If the case is closed, a force is on it already, or one is occupied and it was not on purpose.
    """
    work = _Work(station, case_id, "send")
    if not who_goes:
        raise BadInput(tr("还没有选派谁去"))
    for wish in who_goes:
        work.send(wish, on_purpose)
    names = tr("、").join(str(work.force(w.force)["name"]) for w in who_goes)
    return work.write(who, tr("派警：{names}", names=names), "case.send")


def move_deployment(station: Station, deployment_id: int, verb: str, *, who: str, text: str = "") -> ChangeSet:
    """Carry out a verb of `DEPLOYMENT_MOVES` on one deployment; its case and its force follow.

    Raises
    ------
    NotAllowed
        If its state does not allow the verb.
    BadInput
        If there is no such deployment.
    """
    found = station.get("deployment", deployment_id)
    if found is None:
        raise BadInput(tr("没有编号为 {id} 的出警记录", id=deployment_id))
    work = _Work(station, int(found["case"]))
    if verb not in DEPLOYMENT_MOVES.get(str(found["state"]), {}):
        raise _not_now(station, found, verb)
    work.move(work.deployments[deployment_id], verb, text.strip())
    return work.write(who, _why(verb, str(work.force(int(found["force"]))["name"]), text), f"deployment.{verb}")


def move_case(station: Station, case_id: int, verb: str, *, who: str, text: str = "") -> ChangeSet:
    """Carry out a verb of `CASE_MOVES` on a case and on all who are on it; "send" goes by `send`.

    Raises
    ------
    NotAllowed
        If its state does not allow the verb, or it is to be closed while somebody is still there.
    BadInput
        If there is no such case.
    """
    if verb not in CASE_VERBS or verb == "send":
        known = ", ".join(n for n in CASE_VERBS if n != "send")
        raise WrongUsage(tr("警情没有“{verb}”这一步，可用的有：{known}", verb=verb, known=known))
    work = _Work(station, case_id, verb)
    concerned = [d for d in work.deployments.values() if verb in DEPLOYMENT_MOVES.get(d["state"], {})]
    for deployment in concerned:
        work.move(deployment, verb, text.strip())
    if not concerned:
        work.settle(CASE_MOVES[str(work.case["state"] or "reported")][verb])
    if verb in ("close", "reopen"):
        work.note(text.strip())
    return work.write(who, _why(verb, "", text), f"case.{verb}")


def sent_to(station: Station, case_id: int) -> list[Record]:
    """Return the deployments to a case, in the order that they were sent."""
    return station.read(Query("deployment", (Where("case", "is", case_id),), order=("sent_at", "id")))


def occupied(station: Station, forces: Iterable[int] | None = None) -> dict[int, Record]:
    """Return the deployment that each force is on now, by the id of the force; of these forces or of all."""
    where = [Where("state", "in", UNDER_WAY)]
    if forces is not None:
        where.append(Where("force", "in", tuple(forces)))
    return {int(d["force"]): d for d in station.read(Query("deployment", tuple(where), order=("sent_at",)))}


class _Work:
    """One change of a case with its deployments and forces while it is put together."""

    def __init__(self, station: Station, case_id: int, verb: str = "") -> None:
        self.station = station
        self.now = format_utc(station.clock.now())
        found = station.get("case", case_id)
        if found is None:
            raise BadInput(tr("没有编号为 {id} 的警情", id=case_id))
        self.case = found
        if verb and verb not in CASE_MOVES.get(str(found["state"] or "reported"), {}):
            raise _not_now(station, found, verb)
        self.deployments: dict[int, dict[str, Any]] = {d.id: {**d.values, "id": d.id} for d in sent_to(station, case_id)}
        self._new: list[dict[str, Any]] = []
        self._changes: dict[tuple[str, int], dict[str, Any]] = {}
        self._forces: dict[int, Record] = {}
        self._elsewhere: dict[int, list[dict[str, Any]]] = {}  # deployments of other cases that are touched, by case

    def force(self, id: int) -> Record:
        """Return a force."""
        if id not in self._forces:
            found = self.station.get("force", id)
            if found is None:
                raise BadInput(tr("没有编号为 {id} 的力量", id=id))
            self._forces[id] = found
        return self._forces[id]

    def send(self, wish: Sending, on_purpose: bool) -> None:
        """Send one force."""
        force = self.force(wish.force)
        here = [d for d in (*self.deployments.values(), *self._new) if d["force"] == force.id and d["state"] in UNDER_WAY]
        if here:
            raise NotAllowed(tr("{name}已经在这起警情上", name=force["name"]))
        self._free(force, on_purpose)
        title = tr("{name}：{case}", name=force["name"], case=self.station.title(self.case))
        values = {
            "title": title, "case": self.case.id, "force": force.id, "state": "sent", "sent_at": self.now, "mode": wish.mode,
            "expected": wish.expected, "reason": wish.reason or None, "vehicle": wish.vehicle or force["vehicle"],
            "team": wish.team or self._team(force),
            "lead": not self._led() or None, "considered": wish.considered or None, **_position(self.station, force.id),
        }  # fmt: skip
        self._new.append(values)
        if values["lead"]:
            self._change("case", self.case.id, handler=force.id)
        self._follow(force.id, "sent", self.case.id)

    def _team(self, force: Record) -> int | None:
        """Return the team that a force says it is of, where there is one of that name."""
        found = self.station.first(equals("team", name=force["team"])) if force["team"] else None
        return found.id if found is not None else None

    def _led(self) -> bool:
        return any(d.get("lead") and d["state"] in (*UNDER_WAY, "cleared") for d in (*self.deployments.values(), *self._new))

    def _free(self, force: Record, on_purpose: bool) -> None:
        """Take a force off another case, or refuse to."""
        other = occupied(self.station, [force.id]).get(force.id)
        if other is None and force["duty"] in (None, "free"):
            return
        if not on_purpose:
            raise _occupied(force, other)
        if other is not None:
            self._call_off_elsewhere(other)

    def _call_off_elsewhere(self, other: Record) -> None:
        case = int(other["case"])
        if case not in self._elsewhere:
            self._elsewhere[case] = [{**d.values, "id": d.id} for d in sent_to(self.station, case)]
        values = next(d for d in self._elsewhere[case] if d["id"] == other.id)
        change = {"state": "called_off", "cleared_at": self.now, "called_off_for": tr("改派到另一起警情")}
        values |= change
        self._change("deployment", other.id, **change)

    def move(self, deployment: dict[str, Any], verb: str, text: str) -> None:
        """Move one deployment of this case, and its force."""
        state = DEPLOYMENT_MOVES[deployment["state"]][verb]
        change: dict[str, Any] = {"state": state, DEPLOYMENT_STAMPS[state]: self.now}
        if verb == "call_off" and text:
            change["called_off_for"] = text
        deployment |= change
        self._change("deployment", deployment["id"], **change)
        there = state in UNDER_WAY
        self._follow(int(deployment["force"]), state if there else "free", self.case.id if there else None)

    def _follow(self, force: int, duty: str, case: int | None) -> None:
        """Let a force's own state say what its deployment says."""
        if duty == "free" and self.force(force)["duty"] == "off":
            return
        self._change("force", force, duty=duty, duty_since=self.now, case=case)

    def settle(self, state: str) -> None:
        """Bring the case itself into a state, with its moment."""
        stamp = CASE_STAMPS[state]
        change: dict[str, Any] = {"state": state}
        if state == "reported":  # opened again: it waits as if new, and who was there before counts no more
            change |= dict.fromkeys(("sent_at", "left_at", "arrived_at", "cleared_at", "ended_at"))
            stamp = "reopened_at"
        change[stamp] = self.now
        self._change("case", self.case.id, **change)

    def note(self, text: str) -> None:
        """Add words to what came of it."""
        if text:
            before = self.case["result"]
            self._change("case", self.case.id, result=f"{before}\n{text}" if before else text)

    def write(self, who: str, why: str, command: str) -> ChangeSet:
        """Let the cases follow their deployments, and write all."""
        if self._new or any(kind == "deployment" for kind, _ in self._changes):
            self._follow_case(self.case, [*self.deployments.values(), *self._new])
        for id, deployments in self._elsewhere.items():
            other = self.station.get("case", id)
            if other is not None:
                self._follow_case(other, deployments)
        with self.station.editing(who=who, why=why, command=command) as draft:
            self._draw_up(draft)
        assert draft.done is not None
        return draft.done

    def _draw_up(self, draft: Draft) -> None:
        for values in self._new:
            draft.add("deployment", {k: v for k, v in values.items() if v is not None})
        for (kind, id), change in self._changes.items():
            draft.change(kind, id, **change)

    def _follow_case(self, case: Record, deployments: Sequence[dict[str, Any]]) -> None:
        deployments = [d for d in deployments if _counts(d, case["reopened_at"])]
        state = state_by(d["state"] for d in deployments)
        if state is None or case["state"] == "closed":
            return
        change: dict[str, Any] = {"state": state}
        served = [d for d in deployments if d["state"] != "called_off"]
        for name in EARLIEST:
            known = sorted(d[name] for d in served if d.get(name))
            change[name] = known[0] if known else None
        cleared = sorted(d["cleared_at"] for d in served if d.get("cleared_at"))
        change["cleared_at"] = cleared[-1] if cleared and state == "cleared" else None
        if state == "reported":
            change["handler"] = None
        self._change("case", case.id, **change)

    def _change(self, kind: str, id: int, **values: Any) -> None:
        self._changes.setdefault((kind, id), {}).update(values)


def _occupied(force: Record, other: Record | None) -> NotAllowed:
    if other is not None:
        return NotAllowed(tr("{name}正在处理另一起警情；要改派请选“改派”", name=force["name"]))
    if force["duty"] == "off":
        return NotAllowed(tr("{name}已下班；要派他请选“改派”", name=force["name"]))
    return NotAllowed(tr("{name}正忙；要派他请选“改派”", name=force["name"]))


def _counts(deployment: dict[str, Any], reopened_at: str | None) -> bool:
    """Whether a deployment belongs to the life that a case has now, and not to the one before it was opened again."""
    ended = deployment.get("cleared_at")
    return not reopened_at or not ended or str(ended) > reopened_at


def _position(station: Station, force: int) -> dict[str, float]:
    """Return where a force stands as the deployment keeps it; nothing where nobody knows."""
    found = station.first(Query("force", (Where("id", "is", force),), placed=True))
    place = found.place if found is not None else None
    if place is None or place.lon is None or place.lat is None:
        return {}
    return {"from_lon": place.lon, "from_lat": place.lat}


def _not_now(station: Station, record: Record, verb: str) -> NotAllowed:
    field = station.kinds[record.kind].field("state")
    choice = field.choice(record["state"])
    state = choice.label if choice else str(record["state"] or "")
    possible = (case_verbs if record.kind == "case" else deployment_verbs)(record["state"])
    label = CASE_VERBS[verb].label if verb in CASE_VERBS else verb
    title = station.title(record)
    if not possible:
        return NotAllowed(tr("“{title}”{state}，不能再{verb}", title=title, state=state, verb=label))
    can = tr("、").join(v.label for v in possible)
    return NotAllowed(tr("“{title}”{state}，现在不能{verb}；可以：{can}", title=title, state=state, verb=label, can=can))


def _why(verb: str, name: str, text: str) -> str:
    said = tr("{name}{verb}", name=name, verb=CASE_VERBS[verb].label) if name else CASE_VERBS[verb].label
    return tr("{said}：{text}", said=said, text=text.strip()) if text.strip() else said


def open_case_of(station: Station, force: int) -> Record | None:
    """Return the deployment that a force is on, or None."""
    return occupied(station, [force]).get(force)


def deployments_of_force(station: Station, force: int) -> list[Record]:
    """Return all deployments of a force, newest first."""
    return sorted(station.read(equals("deployment", force=force)), key=lambda d: str(d["sent_at"]), reverse=True)
