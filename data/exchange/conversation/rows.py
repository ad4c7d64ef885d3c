"""The rows of a part by what becomes of them, whether they are of a table or of a file of places."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from data.exchange.places.importing import PlannedPlaces
from data.exchange.places.plan import Plan
from data.exchange.report import Reject

# New, changed, as it is, for people to tell, refused, left out by decision.
ACTIONS = ("add", "update", "unchanged", "doubt", "reject", "skip")


@dataclass(frozen=True, slots=True)
class Feature:
    """A feature of a file of places: its plan and its position there, or the refusal; ``number`` is its own in the file."""

    number: int
    action: str
    plan: Plan | None = None
    at: int = 0
    reject: Reject | None = None


def features_of(planned: PlannedPlaces) -> list[Feature]:
    """Return the features of a file of places, refused ones last."""
    found = [_feature(plan, at) for plan in planned.plans for at in range(len(plan.values))]
    refused = [Feature(r.row, "reject", reject=r) for r in planned.refused]
    return [*found, *sorted(refused, key=lambda f: f.number)]


def _feature(plan: Plan, at: int) -> Feature:
    held = plan.held.get(at)
    if held is not None:
        return Feature(plan.rows.numbers[at], held.action, plan, at)
    action = "add" if plan.found[at] is None else "update" if plan.values[at] else "unchanged"
    return Feature(plan.rows.numbers[at], action, plan, at)


def positions(actions: Iterable[str]) -> Mapping[str, Sequence[int]]:
    """Return where each action stands."""
    found: dict[str, list[int]] = {action: [] for action in ACTIONS}
    for at, action in enumerate(actions):
        found[action].append(at)
    return found

