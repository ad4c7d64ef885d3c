"""Layers as questions: the one place where a layer's filters and the period shown become a query, and its counts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from data.clock import format_utc
from data.duty import OPEN_STATES
from data.duty.forces.states import ON_DUTY
from data.i18n import tr
from data.kinds import Kind
from data.query import Query, Where
from data.store import Station
from data.workspace import LayerState, Period

OPENING_SPAN = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class LayerCount:
    """How many records a layer shows, of how many; ``on_duty`` is given for forces."""

    shown: int
    total: int
    on_duty: int | None = None

    @property
    def said(self) -> str:
        """The count as the panel writes it: 5,012, 41 / 3,006 or 63 在岗."""
        if self.on_duty is not None:
            return tr("{count} 在岗", count=f"{self.on_duty:,}")
        return f"{self.shown:,}" if self.shown == self.total else f"{self.shown:,} / {self.total:,}"


def layer_query(kind: Kind, state: LayerState, period: Period, *, fields: tuple[str, ...] = ()) -> Query:
    """Return the question for the records that a layer shows, placed.

    Tasks that are not closed are today's work: closed ones are left out unless their state is chosen, and the period
    limits only closed ones.
    """
    where = [Where(field, "in", tuple(values)) for field, values in state.chosen.items()]
    if state.between is not None:
        where += [Where("id", ">=", state.between[0]), Where("id", "<=", state.between[1])]
    if kind.name == "task" and "state" not in state.chosen:
        where.append(Where("state", "in", OPEN_STATES))
    return Query(kind.name, (*where, *_during(kind, state, period)), fields=fields, placed=True)


def layer_counts(station: Station, layers: Mapping[str, LayerState], period: Period) -> dict[str, LayerCount]:
    """Return the counts of each layer by kind, whether it is visible or not."""
    return {name: _count(station, state, period) for name, state in layers.items()}


def _count(station: Station, state: LayerState, period: Period) -> LayerCount:
    kind = station.kinds[state.kind]
    total = station.count(_whole(kind))
    query = layer_query(kind, state, period)
    shown = total if query.where == _whole(kind).where else station.count(Query(kind.name, query.where))
    if kind.name != "force":
        return LayerCount(shown, total)
    return LayerCount(shown, total, station.count(Query("force", (*query.where, Where("duty", "in", ON_DUTY)))))


def _whole(kind: Kind) -> Query:
    """Return what a layer's count is compared with: all records; of tasks those that are not closed."""
    return Query("task", (Where("state", "in", OPEN_STATES),)) if kind.name == "task" else Query(kind.name)


def _during(kind: Kind, state: LayerState, period: Period) -> list[Where]:
    time = kind.layer.time if kind.layer else ""
    if not time or (kind.name == "task" and set(state.chosen.get("state", OPEN_STATES)) & set(OPEN_STATES)):
        return []
    found = [Where(time, ">=", period.start)] if period.start else []
    return [*found, Where(time, "<", period.end)] if period.end else found


def opening_period(station: Station) -> Period:
    """Return the time shown when a station is opened: the last seven days, or all where they hold no case.

    A year of cases at once hides the town; the person widens the time where that is the question.
    """
    week = Period(format_utc(station.clock.now() - OPENING_SPAN), None)
    recent = Query("case", (Where("reported_at", ">=", week.start),))
    return week if station.count(recent) or not station.count(Query("case")) else Period()
