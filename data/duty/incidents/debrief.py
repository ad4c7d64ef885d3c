"""What is told after a case, or of a period: moments, intervals, who went, who would have been faster and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from statistics import median, quantiles

from data.actors import said as by_whom
from data.clock import format_utc
from data.duty.incidents.case_view import Sent, case_view
from data.duty.incidents.protocol import card_for, protocols
from data.duty.incidents.states import CASE_STAMPS
from data.duty.incidents.times import BETWEEN, intervals, seconds_of
from data.duty.incidents.types import label_of
from data.duty.spans import span_words
from data.errors import BadInput
from data.i18n import tr
from data.kinds.moments import show_time
from data.query import Query, Where
from data.records import Record
from data.store.station import Station

MOST = 500  # cases that a period's table lists; its figures are of all


@dataclass(frozen=True, slots=True)
class Table:
    """A table of texts under a heading."""

    title: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Shot:
    """A picture of the map: its moment (UTC as stored, None for now), and what it shows in words."""

    at: str | None
    said: str = ""


@dataclass(frozen=True, slots=True)
class Debrief:
    """One report: its title, lines of facts, tables, and the places (longitude, latitude, building, storey) of its pictures.

    Without ``shots`` there is one picture, of the map as it is now.
    """

    title: str
    facts: tuple[str, ...]
    tables: tuple[Table, ...]
    lon: float | None = None
    lat: float | None = None
    building: int | None = None
    storey: int | None = None
    shots: tuple[Shot, ...] = ()


def debrief_of(station: Station, case: int) -> Debrief:
    """Return the report of one case. Of the caller it tells nothing but what happened.

    Raises
    ------
    BadInput
        If there is no such case.
    """
    view = case_view(station, case)
    if view is None:
        raise BadInput(tr("没有编号为 {id} 的警情", id=case))
    record, place = view.record, view.record.place
    fields = station.kinds["case"].fields
    state, severity = fields["state"].choice(view.state), fields["severity"].choice(record["severity"])
    facts = (
        " · ".join(str(t) for t in (record["number"], state.label if state else "", severity.label if severity else "") if t),
        view.place.where, view.alike.repeat_said, str(record["result"] or ""), tr("预案：{title}", title=view.card.title),
    )  # fmt: skip
    tables = (
        Table(tr("时刻"), (tr("状态"), tr("时间")), _moments(station, record)),
        Table(tr("间隔"), (tr("间隔"), tr("用时"), tr("预案要求")), _intervals(station, record, view.card.within)),
        Table(tr("派出的力量"), (tr("力量"), tr("状态"), tr("预计"), tr("路上"), tr("理由")),
              tuple(_went(station, s) for s in view.sent)),
        Table(tr("派警时谁更快"), (tr("比较"),), tuple((line,) for s in view.sent for line in s.considered)),
        Table(tr("经过"), (tr("时间"), tr("谁"), tr("做了什么")), _log(station, case)),
    )  # fmt: skip
    title = tr("处置报告：{type}", type=view.title)
    return Debrief(title, tuple(f for f in facts if f), tuple(t for t in tables if t.rows), place.lon if place else None,
                   place.lat if place else None, view.place.building, view.place.storey)  # fmt: skip


def _moments(station: Station, case: Record) -> tuple[tuple[str, ...], ...]:
    field = station.kinds["case"].field("state")
    labels = {c.value: c.label for c in field.choices}
    return tuple((labels.get(s, s), show_time(str(case[n]), station.zone)) for s, n in CASE_STAMPS.items() if case[n])


def _intervals(station: Station, case: Record, within: int | None) -> tuple[tuple[str, ...], ...]:
    rows = []
    for interval in intervals(case, station.clock.now()):
        wanted = ""
        if interval.name == "response" and within is not None:
            late = interval.seconds - within * 60
            kept = tr("{n} 分钟内", n=within)
            wanted = tr("{kept}，超 {time}", kept=kept, time=span_words(late)) if late > 0 else tr("{kept}，做到", kept=kept)
        rows.append((interval.label, span_words(interval.seconds) + (tr("（还在计时）") if interval.running else ""), wanted))
    return tuple(rows)


def _went(station: Station, sent: Sent) -> tuple[str, ...]:
    record = sent.record
    choice = station.kinds["deployment"].field("state").choice(sent.state)
    travel = seconds_of(record, "travel")
    expected = span_words(int(record["expected"])) if record["expected"] is not None else ""
    why = str(record["reason"] or "") + (f" {record['called_off_for']}" if record["called_off_for"] else "")
    return sent.name, choice.label if choice else sent.state, expected, span_words(travel) if travel is not None else "", why


def _log(station: Station, case: int) -> tuple[tuple[str, ...], ...]:
    entries = [e for e in station.history("case", case) if e.action != "reveal"]
    return tuple((show_time(e.at, station.zone), by_whom(e.who), e.why) for e in entries)


def debrief_of_period(station: Station, start: datetime, end: datetime) -> Debrief:
    """Return the report of the cases reported in a period: counts, intervals with their middle and tenth worst, and each case."""
    where = (Where("reported_at", ">=", format_utc(start)), Where("reported_at", "<", format_utc(end)))
    cases = station.read(Query("case", (*where, Where("duplicate_of", "is", None)), order=("reported_at",)))
    calls = station.count(Query("case", where))
    span = tr("{start} 至 {end}", start=show_time(format_utc(start), station.zone), end=show_time(format_utc(end), station.zone))
    kept, judged = _kept(station, cases)
    facts = [
        tr("警情 {n} 起，来电 {calls} 个", n=len(cases), calls=calls),
        tr("按预案时间到场 {kept} / {judged} 起", kept=kept, judged=judged) if judged else "",
    ]
    tables = (
        Table(tr("间隔"), (tr("间隔"), tr("起数"), tr("中位"), tr("九成以内")), _spans(cases)),
        Table(tr("类型"), (tr("类型"), tr("起数")), _types(station, cases)),
        Table(tr("逐起"), (tr("时间"), tr("类型"), tr("地点"), tr("派警用时"), tr("到场用时"), tr("处置用时")),
              tuple(_row(station, c) for c in cases[:MOST])),
    )  # fmt: skip
    return Debrief(tr("处警讲评：{span}", span=span), tuple(f for f in facts if f), tuple(t for t in tables if t.rows))


def _kept(station: Station, cases: Sequence[Record]) -> tuple[int, int]:
    """Return how many of the cases somebody reached in time by their cards, and how many could be judged."""
    cards, kept, judged = protocols(station), 0, 0
    for case in cases:
        seconds = seconds_of(case, "response")
        severity = str(case["severity"] or "normal")
        within = card_for(station, str(case["type"]), str(case["subtype"] or ""), severity, known=cards).within
        if seconds is not None and within is not None:
            judged += 1
            kept += seconds <= within * 60
    return kept, judged


def _spans(cases: Sequence[Record]) -> tuple[tuple[str, ...], ...]:
    rows = []
    for between in BETWEEN:
        found = sorted(s for c in cases if (s := seconds_of(c, between.name)) is not None)
        if found:
            worst = quantiles(found, n=10)[8] if len(found) > 1 else found[0]
            rows.append((between.label, str(len(found)), span_words(round(median(found))), span_words(round(worst))))
    return tuple(rows)


def _types(station: Station, cases: Sequence[Record]) -> tuple[tuple[str, ...], ...]:
    kind = station.kinds["case"]
    return tuple((label_of(kind, type), str(n)) for type, n in Counter(str(c["type"]) for c in cases).most_common())


def _row(station: Station, case: Record) -> tuple[str, ...]:
    name = label_of(station.kinds["case"], str(case["type"]), str(case["subtype"] or ""))
    spans = [seconds_of(case, n) for n in ("waiting", "response", "handling")]
    when = show_time(str(case["reported_at"]), station.zone)
    return when, name, str(case["address"] or tr("地点不明")), *(span_words(s) if s is not None else "" for s in spans)
