"""Carrying out a verb on a force member: one change set in the journal, never a state overwritten in silence."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from data.clock import format_utc
from data.duty.forces.states import ON_CASE, VERBS, ForceVerb, after, verbs
from data.errors import BadInput, NotAllowed, WrongUsage
from data.i18n import tr
from data.query import Query, Where
from data.records import ChangeSet, Edit, Record
from data.store import Station


def move(station: Station, force_id: int, verb: str, *, who: str, case: int | None = None, why: str = "") -> ChangeSet:
    """Carry out a verb of `data.duty.forces.states` on one force member.

    Parameters
    ----------
    station, force_id
        The station and the force member.
    verb
        One of `VERBS`; "clock_in" and "clock_out" also write a shift, see `data.duty.forces.shifts`.
    who, why
        For the journal; ``why`` is added to what the verb says.
    case
        Where to, for "send" and "divert"; None sends without a case.

    Raises
    ------
    NotAllowed
        If the state does not allow the verb; the sentence says what can be done.
    BadInput
        If there is no such force member or case.
    """
    return move_all(station, [force_id], verb, who=who, case=case, why=why)


def move_all(station: Station, force_ids: Sequence[int], verb: str, *, who: str, case: int | None = None,
             why: str = "") -> ChangeSet:  # fmt: skip
    """Carry out a verb on several force members as one change set: all or none."""
    label = checked(verb).label
    if case is not None and station.get("case", case) is None:
        raise BadInput(tr("没有编号为 {id} 的警情", id=case))
    found = forces(station, force_ids)
    edits = [edit_for(station, record, verb, case=case) for record in found]
    names = tr("、").join(str(r["name"]) for r in found)
    said = f"{label}：{names}" + (f"（{why.strip()}）" if why.strip() else "")
    return station.apply(edits, who=who, why=said, command=f"force.{verb}")


def edit_for(station: Station, force: Record, verb: str, *, case: int | None = None, now: datetime | None = None) -> Edit:
    """Return the edit that a verb comes to, for a change set that also changes a case or a shift.

    Raises
    ------
    NotAllowed
        If the state does not allow it.
    """
    checked(verb)
    state = after(force["duty"], verb)
    if state is None:
        raise _not_now(station, force, verb)
    values: dict[str, Any] = {"duty": state, "duty_since": format_utc(now or station.clock.now())}
    if VERBS[verb].needs_case:
        values["case"] = case
    elif state not in ON_CASE:
        values["case"] = None
    return Edit("force", force.id, values)


def checked(verb: str) -> ForceVerb:
    """Return a verb, or complain with those that there are."""
    if verb not in VERBS:
        raise WrongUsage(tr("力量没有“{verb}”这一步，可用的有：{known}", verb=verb, known=", ".join(VERBS)))
    return VERBS[verb]


def forces(station: Station, ids: Sequence[int]) -> list[Record]:
    """Return force members in the order of their ids given; one that is not there is the asker's mistake."""
    found = {r.id: r for r in station.read(Query("force", (Where("id", "in", tuple(ids)),)))}
    missing = next((id for id in ids if id not in found), None)
    if missing is not None:
        raise BadInput(tr("没有编号为 {id} 的力量", id=missing))
    return [found[id] for id in dict.fromkeys(ids)]


def state_said(station: Station, force: Record) -> str:
    """Return a force member's state in words."""
    choice = station.kinds["force"].field("duty").choice(force["duty"] or "off")
    return choice.label if choice else str(force["duty"])


def _not_now(station: Station, force: Record, verb: str) -> NotAllowed:
    possible = tr("、").join(v.label for v in verbs(force["duty"]))
    return NotAllowed(
        tr("{name}现在{state}，不能{verb}；可以：{possible}", name=force["name"], state=state_said(station, force),
           verb=VERBS[verb].label, possible=possible)
    )  # fmt: skip
