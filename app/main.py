"""The way in: ``watchroom`` and ``python -m app``."""

from __future__ import annotations

import sys


def main() -> None:
    """Run the command line and leave with its exit status."""
    from app.cli import run
    from app.cli.terminal import guard

    guard()
    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
