"""``python -m benchmarks [name ...]`` runs every ``benchmarks/bench_*.py`` (or those named) and prints JSON lines."""

from __future__ import annotations

import importlib
import sys
from pathlib import Path


def main() -> int:
    """Run the benchmarks; the status is 1 when a goal is missed."""
    names = sys.argv[1:] or sorted(p.stem.removeprefix("bench_") for p in Path(__file__).parent.glob("bench_*.py"))
    results = [importlib.import_module(f"benchmarks.bench_{name}").main() for name in names]
    return 0 if all(results) else 1


if __name__ == "__main__":
    sys.exit(main())
