"""Scores of work by unit and by grid, from formulas that are shown beside them; never of residents, and never of one officer.

For a period, of the tasks handed out in it or due in it (those merged into others are left out):

- timeliness: fed back (or closed) by the due time, of those whose due time is over or that are fed back;
- completeness: answers to required items of check lists, of those asked; of a task without a check list whether it was fed back
  with words, of those fed back or closed;
- verified share: verified (or closed after it was fed back), of those fed back or closed;
- score: 100 times the weighted mean of the shares that there are, with the station's weights (usually 50, 30 and 20).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from data.clock import format_utc, parse_utc
from data.duty.rules.who import Keepers
from data.i18n import tr
from data.query import Query, Where
from data.records import Record
from data.store import Station

WEIGHTS = {"timeliness": 50, "completeness": 30, "verified": 20}
SETTING = "duty.score_weights"
BY = ("unit", "grid")
FED_BACK = ("fed_back", "verified", "closed")


@dataclass(frozen=True, slots=True)
class Share:
    """Some of a number of things; nothing counted is no share at all."""

    part: float = 0.0
    of: float = 0.0

    @property
    def value(self) -> float | None:
        """The share from 0 to 1; None where there was nothing to count."""
        return self.part / self.of if self.of else None

    def plus(self, part: float, of: float) -> Share:
        """Return the share with more counted."""
        return Share(self.part + part, self.of + of)


@dataclass(frozen=True, slots=True)
class Score:
    """The work of one unit or in one grid over a period."""

    name: str
    tasks: int
    timeliness: Share
    completeness: Share
    verified: Share
    weights: Mapping[str, int]

    @property
    def shares(self) -> dict[str, Share]:
        """The three shares by name."""
        return {"timeliness": self.timeliness, "completeness": self.completeness, "verified": self.verified}

    @property
    def score(self) -> float | None:
        """0 to 100; None where nothing could be counted."""
        there = {n: s.value for n, s in self.shares.items() if s.value is not None}
        weight = sum(self.weights[n] for n in there)
        return 100 * sum(self.weights[n] * v for n, v in there.items() if v is not None) / weight if weight else None


def weights_of(station: Station) -> dict[str, int]:
    """Return the station's weights, each 0 to 100."""
    kept = station.setting(SETTING, {}) or {}
    return {n: int(kept.get(n, usual)) for n, usual in WEIGHTS.items()}


def formulas(weights: Mapping[str, int]) -> list[tuple[str, str]]:
    """Return name and formula of each number, in words, as they stand beside the scores."""
    return [
        (tr("及时率"), tr("按期反馈的任务 ÷ 已到期或已反馈的任务")),
        (tr("完整率"), tr("核对单已答的必答项 ÷ 必答项；没有核对单的，写了反馈算 1，没写算 0")),
        (tr("核验率"), tr("已核验的任务 ÷ 已反馈的任务")),
        (tr("得分"), tr("100 ×（{t} × 及时率 + {c} × 完整率 + {v} × 核验率）÷ {sum}；没有可算的项不计入",
                       t=weights["timeliness"], c=weights["completeness"], v=weights["verified"], sum=sum(weights.values()))),
    ]  # fmt: skip


def scores(station: Station, by: str, *, days: int = 30) -> list[Score]:
    """Return the scores of the last days by "unit" (the assignee's team) or "grid" (where the task stands), most tasks first."""
    now = station.clock.now()
    since = format_utc(now - timedelta(days=days))
    fields = ("id", "assignee", "state", "due_at", "issued_at", "fed_back_at", "closed_at", "feedback", "asked", "answered",
              "verified_at", "building", "merged_into")  # fmt: skip
    found: dict[int, Record] = {}
    for when in ("issued_at", "due_at"):
        where = (Where(when, ">=", since), Where("state", "not", "draft"))
        found |= {t.id: t for t in station.read(Query("task", where, fields=fields, placed=by == "grid"))}
    tasks = [t for t in found.values() if not t["merged_into"] and t["issued_at"] and t["issued_at"] <= format_utc(now)]
    names = _units(station, tasks) if by == "unit" else _grids(station, tasks)
    return scored(tasks, names, now, weights_of(station))


def scored(tasks: Iterable[Record], names: Mapping[int, str], now: datetime, weights: Mapping[str, int]) -> list[Score]:
    """Return the scores of tasks; ``names`` says by task id whose work it is, tasks without a name are left out."""
    shares: dict[str, list[Share]] = defaultdict(lambda: [Share(), Share(), Share()])
    counts: dict[str, int] = defaultdict(int)
    for task in tasks:
        name = names.get(task.id)
        if not name:
            continue
        counts[name] += 1
        for i, (part, of) in enumerate((_timely(task, now), _complete(task), _verified(task))):
            shares[name][i] = shares[name][i].plus(part, of)
    found = [Score(name, counts[name], three[0], three[1], three[2], weights) for name, three in shares.items()]
    return sorted(found, key=lambda s: (-s.tasks, s.name))


def _timely(task: Record, now: datetime) -> tuple[float, float]:
    done = task["fed_back_at"] or task["closed_at"]
    if not task["due_at"]:
        return 0, 0
    if done is None:
        return (0, 1) if parse_utc(task["due_at"]) < now else (0, 0)
    return (1 if done <= task["due_at"] else 0), 1


def _fed_back(task: Record) -> bool:
    """Whether something was fed back that still stands; a task closed without any was given up."""
    return task["state"] in FED_BACK and bool(task["fed_back_at"] or task["feedback"])


def _complete(task: Record) -> tuple[float, float]:
    if not _fed_back(task):
        return 0, 0
    if task["asked"]:
        return float(task["answered"] or 0), float(task["asked"])
    return (1 if task["feedback"] else 0), 1


def _verified(task: Record) -> tuple[float, float]:
    if not _fed_back(task):
        return 0, 0
    return (1 if task["verified_at"] or task["state"] in ("verified", "closed") else 0), 1


def _units(station: Station, tasks: Iterable[Record]) -> dict[int, str]:
    columns = station.columns(Query("force"), ("id", "team"))
    team = {id: name or "" for id, name in zip(columns["id"], columns["team"], strict=True)}
    return {t.id: str(team.get(t["assignee"], "")) for t in tasks}


def _grids(station: Station, tasks: Iterable[Record]) -> dict[int, str]:
    keepers = Keepers(station)
    columns = station.columns(Query("grid"), ("id", "name"))
    names = dict(zip(columns["id"], columns["name"], strict=True))
    return {t.id: str(names.get(keepers.grid_of(t), "")) for t in tasks}
