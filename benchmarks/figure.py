"""One figure as one JSON line: a value, its peer, their ratio, and the goal."""

from __future__ import annotations

import json
import statistics
from collections.abc import Callable, Sequence
from time import perf_counter
from typing import Any


def tell(name: str, value: float, unit: str, *, goal: float, peer: str = "", peer_value: float | None = None) -> bool:
    """Print a figure; the goal is the largest ratio allowed where there is a peer to divide by, else the largest value.

    A figure whose peer is only for comparison gives ``goal`` in its own unit through `tell_bound`.
    """
    ratio = value / peer_value if peer_value else None
    ok = (ratio if ratio is not None else value) <= goal
    line(name, value, unit, peer, peer_value, ratio, goal, ok)
    return ok


def tell_bound(name: str, value: float, unit: str, *, goal: float, peer: str = "", peer_value: float | None = None) -> bool:
    """Print a figure whose goal is a value in ``unit``; the peer shows what a plain way takes."""
    ratio = value / peer_value if peer_value else None
    line(name, value, unit, peer, peer_value, ratio, goal, value <= goal)
    return value <= goal


def line(name: str, value: float, unit: str, peer: str, peer_value: float | None, ratio: float | None, goal: float,
         ok: bool) -> None:  # fmt: skip
    """Print the JSON line."""
    row: dict[str, Any] = {"name": name, "value": _short(value), "unit": unit, "peer": peer, "peer_value": _short(peer_value),
                           "ratio": _short(ratio), "goal": goal, "ok": ok}  # fmt: skip
    print(json.dumps(row, ensure_ascii=False), flush=True)


def p95(times: Sequence[float]) -> float:
    """Return the 95th percentile."""
    return statistics.quantiles(times, n=20)[18] if len(times) > 1 else times[0]


def timed(work: Callable[[], Any]) -> float:
    """Return the seconds that work takes."""
    start = perf_counter()
    work()
    return perf_counter() - start


def _short(value: float | None) -> float | None:
    return None if value is None else float(f"{value:.4g}")
