"""Features that may be stored already though no key says so: a footprint over another one, a point that has another name now."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely
from rapidfuzz.fuzz import ratio

from data.exchange.places.codes import is_from_shape
from data.exchange.places.existing import NEAR, Existing
from data.exchange.staged import stands_in
from data.exchange.tables.doubts import NEW, SKIP, Candidate, Decision, Decisions, read_decision
from data.exchange.tables.words import DECISION
from data.i18n import choose, tr
from data.town.frame import LocalFrame
from data.town.shapes import is_polygonal, local_shapes

if TYPE_CHECKING:
    from data.exchange.places.plan import Plan

OVER = 0.5  # share of the one or the other footprint that both cover; more is probably the same building
MOST = 3  # candidates
ALIKE = 50.0  # of a hundred: names that differ by less may be one that was corrected
SURE = "address"  # an address point is where it is, whatever it is called

Spot = tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Held:
    """Why a feature is not written: it waits for people (``candidates``), or was decided on."""

    action: str  # "doubt", "skip" or "reject"
    why: str
    candidates: tuple[Candidate, ...] = ()


def hold_doubtful(plan: Plan, frame: LocalFrame, decisions: Decisions) -> None:
    """Let the plan follow what people decided, and hold those features that may be records of the station."""
    if plan.fresh:
        return
    decided = _decide(plan, decisions)
    for at, candidates in (*_renamed(plan, decided), *_overlapping(plan, frame, decided)):
        plan.held[at] = Held("doubt", _asked(candidates), candidates)


def _asked(candidates: tuple[Candidate, ...]) -> str:
    ways = tr("没有导入；请在“{column}”里写明“同 {id}”、“新增”或“不导入”", column=choose(DECISION), id=candidates[0].id)
    if stands_in(candidates[0].id):
        ways = tr("没有导入；请在“{column}”里写明“新增”或“不导入”", column=choose(DECISION))
    return " ".join([*(c.why for c in candidates), ways])


def _decide(plan: Plan, decisions: Decisions) -> set[int]:
    """Follow the decisions, and return the positions of which there is one."""
    found = {at: d for at, number in enumerate(plan.rows.numbers) if (d := _decision(plan, at, number, decisions)) is not None}
    row_of = {id: row for row, id in enumerate(plan.existing.ids)}
    for at, decision in found.items():
        if decision.verb == SKIP:
            plan.held[at] = Held("skip", tr("由使用者决定不导入"))
        elif decision.verb == NEW:
            plan.found[at] = None
        elif decision.id in row_of:
            plan.found[at] = row_of[decision.id]
        else:
            plan.held[at] = Held("reject", tr("没有第 {id} 号记录，说不上相同", id=decision.id))
    return set(found)


def _decision(plan: Plan, at: int, number: int, decisions: Decisions) -> Decision | None:
    said = decisions.get((plan.rows.kind.name, number))
    properties = plan.rows.properties[at]
    written = next((properties[word] for word in DECISION.values() if word in properties), None)
    return said or (read_decision(written) if isinstance(written, str | int) else None)


def _renamed(plan: Plan, decided: set[int]) -> Iterator[tuple[int, tuple[Candidate, ...]]]:
    """Yield points without a number of their own at whose place the station has one record under another name."""
    if plan.rows.kind.place.shape != "point" or "code" not in plan.rows.kind.fields:
        return
    codes, shapes = plan.rows.columns["code"], plan.rows.columns["geometry"]
    new = _by_spot({at: shapes[at] for at in plan.added if at not in decided and is_from_shape(codes[at])})
    if not new:
        return
    existing = plan.existing
    meant = {row for row in plan.found if row is not None}
    free = (row for row in range(len(existing.ids)) if row not in meant and is_from_shape(existing.value(row, "code") or ""))
    old = _by_spot({row: existing.value(row, "geometry") for row in free})
    for spot, ats in new.items():
        rows = old.get(spot, [])
        if len(ats) != 1 or len(rows) != 1:
            continue  # where many things share a place, one more is no other name
        (at,), (row,) = ats, rows
        if plan.rows.kind.name == SURE:
            if _agree(plan, at, row):
                plan.found[at] = row
        elif ratio(plan.rows.values[at].get("name") or "", existing.value(row, "name") or "") >= ALIKE:
            yield at, (_candidate(existing, row, tr("就在同一点，是改了名字吗？")),)


def _by_spot(shapes: Mapping[int, Any]) -> dict[Spot, list[int]]:
    found: dict[Spot, list[int]] = defaultdict(list)
    for at, shape in shapes.items():
        if shape is not None and shape.geom_type == "Point" and not shape.is_empty:
            found[round(shape.x, NEAR), round(shape.y, NEAR)].append(at)
    return found


def _agree(plan: Plan, at: int, row: int) -> bool:
    """Whether street and number, as far as both say them, are the same."""
    said = plan.rows.values[at]
    both = ((said.get(name), plan.existing.value(row, name)) for name in ("street", "house_number"))
    return all(new == old for new, old in both if new is not None and old is not None)


def _overlapping(plan: Plan, frame: LocalFrame, decided: set[int]) -> Iterator[tuple[int, tuple[Candidate, ...]]]:
    """Yield new footprints that lie over stored ones of which the file says nothing."""
    if plan.rows.kind.name != "building":
        return
    new = np.array([at for at in plan.added if at not in decided], dtype=np.int64)
    meant = {row for row in plan.found if row is not None}
    left = np.array([row for row in range(len(plan.existing.ids)) if row not in meant], dtype=np.int64)
    if not len(new) or not len(left):
        return
    old = local_shapes(frame, [plan.existing.value(row, "geometry") for row in left.tolist()])
    left, old = left[is_polygonal(old)], old[is_polygonal(old)]
    old = np.asarray(shapely.make_valid(old), dtype=object)
    ours = plan.rows.local[new]
    at, row = shapely.STRtree(old).query(ours, predicate="intersects")
    common = shapely.area(shapely.intersection(ours[at], old[row]))
    share = common / np.maximum(np.minimum(shapely.area(ours[at]), shapely.area(old[row])), 1e-9)
    found: dict[int, list[tuple[float, int]]] = defaultdict(list)
    for n in np.flatnonzero(share > OVER).tolist():
        found[int(new[at[n]])].append((float(share[n]), int(left[row[n]])))
    for position, pairs in found.items():
        yield position, tuple(_over(plan.existing, *pair) for pair in sorted(pairs, reverse=True)[:MOST])


def _over(existing: Existing, share: float, row: int) -> Candidate:
    return _candidate(existing, row, tr("轮廓重合 {share}%，是同一栋建筑吗？", share=round(100 * min(share, 1.0))))


def _candidate(existing: Existing, row: int, how: str) -> Candidate:
    id = existing.ids[row]
    name = next((str(v) for n in ("name", "address", "code") if (v := existing.value(row, n))), existing.kind.label)
    which = tr("与这次另一个文件里的“{name}”", name=name) if stands_in(id) else tr("与“{name}”（第 {id} 号记录）", name=name, id=id)
    return Candidate(id, which + how)

