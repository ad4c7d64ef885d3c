"""The life of disputes and hazards: which step leads from which state to which, and what each step needs and writes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from data.clock import format_utc
from data.duty.checklists.answers import today_of
from data.duty.ledgers.risk import looked_at
from data.errors import BadInput, NotAllowed, WrongUsage
from data.i18n import tr
from data.query import equals
from data.records import ChangeSet, Record
from data.store import Station

LEDGERS = ("dispute", "hazard")
DISPUTE: dict[str, dict[str, str]] = {
    "reported": {"accept": "accepted", "hand_over": "handed_over", "close": "closed"},
    "accepted": {"mediate": "mediating", "hand_over": "handed_over", "settle": "settled"},
    "mediating": {"mediate": "mediating", "settle": "settled", "hand_over": "handed_over"},
    "handed_over": {"answer": "answered", "take_back": "accepted"},
    "answered": {"close": "closed", "hand_over": "handed_over", "take_back": "accepted"},
    "settled": {"close": "closed", "reopen": "accepted"},
    "closed": {"reopen": "accepted"},
}
HAZARD: dict[str, dict[str, str]] = {
    "reported": {"accept": "confirmed", "close": "closed"},
    "confirmed": {"hand_over": "handed_over", "settle": "fixed"},
    "handed_over": {"answer": "answered", "take_back": "confirmed"},
    "answered": {"settle": "fixed", "hand_over": "handed_over", "take_back": "confirmed"},
    "fixed": {"close": "closed", "reopen": "confirmed"},
    "closed": {"reopen": "confirmed"},
}
MOVES = {"dispute": DISPUTE, "hazard": HAZARD}
OPEN = {ledger: tuple(s for s in moves if s != "closed") for ledger, moves in MOVES.items()}
RUNNING = {  # the time to settle it runs; a hazard that was answered for is not mended yet
    "dispute": ("reported", "accepted", "mediating"), "hazard": ("reported", "confirmed", "answered"),
}  # fmt: skip
RESULTS = {"agreed": "settled", "adjourned": "mediating", "failed": "mediating", "absent": "mediating"}


@dataclass(frozen=True, slots=True)
class Step:
    """What can be done: ``needs`` names what must come with it: "text", "department", "mediation" or nothing."""

    name: str
    label: str
    needs: str = ""


@dataclass(frozen=True, slots=True)
class Wish:
    """What comes with a step; times are as stored (UTC). ``result`` and ``mediator`` are of an attempt at mediation."""

    text: str = ""
    department: str = ""
    due_at: str | None = None
    mediator: int | None = None
    result: str = "adjourned"
    venue: str = ""


def steps(ledger: str, state: str) -> tuple[Step, ...]:
    """Return what can be done in a state, the usual step first."""
    known = step_names(ledger)
    return tuple(known[name] for name in MOVES[ledger].get(state, {}))


def due_of(record: Record) -> str | None:
    """Return by when a dispute or hazard wants something done: the answer of who it was handed to, or the settling; else None."""
    if record["state"] == "handed_over":
        return str(record["answer_due_at"]) if record["answer_due_at"] else None
    return str(record["due_at"]) if record["due_at"] and record["state"] in RUNNING[record.kind] else None


def step_names(ledger: str) -> dict[str, Step]:
    """Return every step of a ledger by its name."""
    hazard = ledger == "hazard"
    found = (
        Step("accept", tr("核实") if hazard else tr("受理")),
        Step("mediate", tr("登记一次调解"), "mediation"),
        Step("hand_over", tr("移交"), "department"),
        Step("answer", tr("登记答复"), "text"),
        Step("take_back", tr("收回自办"), "text"),
        Step("settle", tr("整改完成") if hazard else tr("已化解"), "text"),
        Step("close", tr("销号") if hazard else tr("归档"), "text"),
        Step("reopen", tr("重新打开"), "text"),
    )
    return {s.name: s for s in found}


def take_step(station: Station, ledger: str, id: int, verb: str, wish: Wish = Wish(), *, who: str) -> ChangeSet:
    """Carry out a step of a dispute or hazard as one change set.

    Raises
    ------
    NotAllowed
        If its state does not allow the step; the sentence says what can be done.
    BadInput
        If words, a department, its due time or a mediator are missing, or there is no such record.
    """
    if ledger not in LEDGERS or verb not in step_names(ledger):
        raise WrongUsage(tr("没有“{verb}”这一步", verb=verb))
    record = station.get(ledger, id, placed=True)
    if record is None:
        raise BadInput(tr("没有编号为 {id} 的{kind}", id=id, kind=station.kinds[ledger].label))
    state = MOVES[ledger].get(record["state"], {}).get(verb)
    if state is None:
        raise _not_now(station, ledger, record, verb)
    step = step_names(ledger)[verb]
    if verb == "mediate":
        state = RESULTS.get(wish.result, "mediating")
    values = {"state": state} | _written(station, ledger, record, step, wish)
    why = tr("{step}：{text}", step=step.label, text=wish.text.strip() or wish.department.strip()).rstrip("：: ")
    with station.editing(who=who, why=why, command=f"{ledger}.{verb}") as draft:
        if verb == "mediate":
            draft.add("mediation", _mediation(station, id, wish))
        risk = looked_at(station, record) if ledger == "dispute" and state != "closed" else {}
        draft.change(ledger, id, **risk, **values)
        if ledger == "dispute" and verb in ("close", "reopen"):
            for party in station.read(equals("dispute_party", dispute=id)):
                draft.change("dispute_party", party.id, closed_on=values["closed_on"])
    assert draft.done is not None
    return draft.done


def _written(station: Station, ledger: str, record: Record, step: Step, wish: Wish) -> dict[str, Any]:
    """Return what a step writes beside the state."""
    text, now = wish.text.strip(), format_utc(station.clock.now())
    if step.needs == "text" and not text:
        raise BadInput(tr("“{verb}”要写明情况", verb=step.label))
    if step.name == "accept":
        return {"due_at": wish.due_at} if wish.due_at else {}
    if step.name == "hand_over":
        if not wish.department.strip() or not wish.due_at:
            raise BadInput(tr("移交要写明交给哪个部门、什么时候答复"))
        return {"department": wish.department.strip(), "handed_at": now, "answer_due_at": wish.due_at, "answered_at": None}
    if step.name == "answer":
        return {"answer": _added(record["answer"], text), "answered_at": now}
    if step.name == "mediate":
        settled = {"outcome": _added(record["outcome"], text)} if wish.result == "agreed" and text else {}
        return {"mediator": _mediator(station, wish.mediator)} | settled
    if step.name == "close":
        return {"outcome": _added(record["outcome"], text), "closed_on": today_of(station)}
    return {"outcome": _added(record["outcome"], tr("{step}：{text}", step=step.label, text=text))} | (
        {"closed_on": None} if step.name == "reopen" else {}
    )


def _mediation(station: Station, id: int, wish: Wish) -> dict[str, Any]:
    values = {
        "dispute": id, "mediator": _mediator(station, wish.mediator), "at": format_utc(station.clock.now()),
        "venue": wish.venue.strip() or None, "result": wish.result, "text": wish.text.strip() or None,
    }  # fmt: skip
    return {n: v for n, v in values.items() if v is not None}


def _mediator(station: Station, id: int | None) -> int:
    if id is None or station.get("mediator", id) is None:
        raise BadInput(tr("先选一位调解员"))
    return id


def _added(before: str | None, line: str) -> str:
    return f"{before}\n{line}" if before else line


def _not_now(station: Station, ledger: str, record: Record, verb: str) -> NotAllowed:
    choice = station.kinds[ledger].field("state").choice(record["state"])
    possible = tr("、").join(s.label for s in steps(ledger, record["state"]))
    return NotAllowed(tr("{title}{state}，现在不能{verb}；可以：{possible}", title=station.title(record),
                         state=choice.label if choice else record["state"], verb=step_names(ledger)[verb].label,
                         possible=possible))  # fmt: skip
