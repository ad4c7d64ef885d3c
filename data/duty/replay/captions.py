"""What the pictures of a debrief show, in words: the step of the case and who took it, or who was at what in a period."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from data.clock import format_utc
from data.duty.incidents.debrief import Shot
from data.duty.incidents.states import CASE_STAMPS, DEPLOYMENT_STAMPS, OPEN_CASES
from data.i18n import tr
from data.insight.playback import stored
from data.query import Query, Where
from data.records import Record
from data.store.station import Station

NAMED = 3  # forces that a caption names; the others are counted
MIDST = ("arrived_at", "left_at", "sent_at")  # of a case, the first that is known
OVER = ("cleared_at", "ended_at")
GONE = ("cleared", "called_off")  # states of a deployment in which nobody is at it any more


def shots_of_case(live: Station, case: int) -> tuple[Shot, ...]:
    """Return when a case was reported, when somebody was there, and when it was over (UTC as stored), as far as it has come."""
    record = live.get("case", case)
    if record is None:
        return ()
    sent = live.read(Query("deployment", (Where("case", "is", case),), order=("sent_at",)))
    called = tr("报警：{title}", title=" · ".join(t for t in (live.title(record), str(record["address"] or "")) if t))
    found = [Shot(str(record["reported_at"]), called)]
    found += [_step(live, record, name, sent) for names in (MIDST, OVER) if (name := _known(record, names))]
    if not _known(record, OVER):
        now = format_utc(live.clock.now())
        found.append(Shot(now, tr("现在：{state}", state=_at_case(live, record, sent, now))))
    return tuple({shot.at: shot for shot in reversed(found)}.values())[::-1]


def _known(record: Record, names: Iterable[str]) -> str:
    return next((name for name in names if record[name]), "")


def _step(live: Station, case: Record, name: str, sent: Sequence[Record]) -> Shot:
    """Return the moment of a step of a case, and who took it."""
    at, state = str(case[name]), next(s for s, n in CASE_STAMPS.items() if n == name)
    choice = live.kinds["case"].field("state").choice(state)
    stayed = [d for d in sent if d["state"] != "called_off"]
    who = stayed if name in OVER else [d for d in sent if d[name] and str(d[name]) <= at]
    label = choice.label if choice else state
    named = _named(_names(live, who))
    return Shot(at, tr("{step}：{who}", step=label, who=named) if named else label)


def _at_case(live: Station, case: Record, sent: Sequence[Record], moment: str) -> str:
    choice = live.kinds["case"].field("state").choice(case["state"])
    under_way = _under_way(live, sent, moment)
    return " · ".join(t for t in (choice.label if choice else "", _named(under_way)) if t)


def shots_of_period(live: Station, start: str, end: str, seconds: tuple[float, float]) -> tuple[Shot, ...]:
    """Return beginning, middle and end of a period (UTC as stored, and as seconds since 1970), with what went on then."""
    middle = stored(sum(seconds) / 2)
    said = ((start, tr("开始")), (middle, tr("中间")), (end, tr("结束")))
    return tuple(Shot(at, tr("{when}：{what}", when=name, what=_going_on(live, at))) for at, name in said)


def _going_on(live: Station, moment: str) -> str:
    """Return how many cases were open at a moment and who was at them."""
    before = live.read(Query("case", (Where("reported_at", "<=", moment), Where("duplicate_of", "is", None)),
                             fields=("state", "ended_at", "cleared_at")))  # fmt: skip
    n = sum(_open_at(case, moment) for case in before)
    deployed = live.read(Query("deployment", (Where("sent_at", "<=", moment),), order=("sent_at",)))
    cases = tr("未办完的警情 {n} 起", n=n) if n else tr("没有未办完的警情")
    return " · ".join(t for t in (cases, _named(_under_way(live, deployed, moment))) if t)


def _open_at(case: Record, moment: str) -> bool:
    """Whether a case that was reported by then was not over; one that is closed without a time counts as over."""
    ends = [str(case[n]) for n in OVER if case[n]]
    return min(ends) > moment if ends else case["state"] in OPEN_CASES


def _under_way(live: Station, deployed: Iterable[Record], moment: str) -> list[str]:
    """Return each who was at a case at a moment, with how far they were."""
    field, at = live.kinds["deployment"].field("state"), []
    for deployment in deployed:
        state = _state_at(deployment, moment)
        if state and (choice := field.choice(state)) is not None:
            at.append((deployment, choice.label))
    names = _names(live, [d for d, _ in at])
    return [tr("{who} {state}", who=name, state=state) for name, (_, state) in zip(names, at, strict=True)]


def _state_at(deployment: Record, moment: str) -> str:
    """Return how far a deployment was at a moment; "" where it was over or had not begun."""
    stamp = deployment["cleared_at"]
    if (stamp and str(stamp) <= moment) or (not stamp and deployment["state"] in GONE):
        return ""
    passed = [state for state, name in DEPLOYMENT_STAMPS.items() if state not in GONE and deployment[name]
              and str(deployment[name]) <= moment]  # fmt: skip
    return passed[-1] if passed else ""


def _names(live: Station, deployments: Iterable[Record]) -> list[str]:
    """Return the names of those who were sent, in the same order."""
    ids = [int(d["force"]) for d in deployments]
    known = {f.id: live.title(f) for f in live.read(Query("force", (Where("id", "in", tuple(ids)),)))} if ids else {}
    return [known.get(id, tr("已删除的力量")) for id in ids]


def _named(names: Sequence[str]) -> str:
    said = tr("、").join(names[:NAMED])
    return tr("{names} 等 {n} 人", names=said, n=len(names)) if len(names) > NAMED else said
