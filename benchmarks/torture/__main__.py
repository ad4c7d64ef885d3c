"""``python -m benchmarks.torture`` runs all of it and prints a JSON line a figure; the status is 1 when anything went wrong.

``--kills N --cuts N --flips N --fuzz N`` say how much of each; what is not named is not run, and without any all is run in full.
A long run can be done in parts: ``--first N`` goes on at number N, and the numbers of the parts add up.
"""

from __future__ import annotations

import argparse
import json
import logging
import os
import sys
import time
from dataclasses import asdict
from importlib import import_module

FULL = {"kills": 1_000, "cuts": 200, "flips": 10_000, "fuzz": 100_000}
SHOWN = 20  # faults of one sort


def main(arguments: list[str]) -> int:
    """Run what was asked for."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.torture", description=__doc__)
    for name, count in FULL.items():
        parser.add_argument(f"--{name}", type=int, metavar="N", help=f"{count:,} in full")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--first", type=int, default=0, metavar="N", help="number of the first of each")
    chosen = parser.parse_args(arguments)
    counts = {name: getattr(chosen, name) for name in FULL if getattr(chosen, name) is not None} or FULL
    logging.disable(logging.CRITICAL)
    return 0 if all([_run(name, count, chosen.seed, chosen.first) for name, count in counts.items()]) else 1  # noqa: C419 - all of them are run


def _run(name: str, count: int, seed: int, first: int) -> bool:
    start, spent = time.perf_counter(), _processor()
    found = asdict(import_module(f"benchmarks.torture.{name}").run(count, seed, first))
    faults = [fault for key in ("faults", "believed") for fault in found.pop(key, [])]
    took = {"seconds": round(time.perf_counter() - start, 1), "processor": round(_processor() - spent, 1)}
    line = {"name": name, "first": first, **found, **took, "faults": len(faults), "shown": faults[:SHOWN]}
    print(json.dumps({**line, "ok": not faults and found["done"] == count}, ensure_ascii=False), flush=True)
    return not faults and bool(found["done"] == count)


def _processor() -> float:
    """Return seconds of processor time of this process and those that it has ended."""
    used = os.times()
    return used.user + used.system + used.children_user + used.children_system


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
