"""A terminal obeys what is written to it: signs that would move, colour or rename it are shown as a box and not sent."""

from __future__ import annotations

import re
import sys
from typing import Any, TextIO

OWN = "\x1b[K"  # clears the rest of a line of progress, the one such sign that we send
# Control signs but line feed, tab and carriage return, and those that turn the direction of writing.
_ACTING = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
INSTEAD = "\u25a1"


def harmless(text: str) -> str:
    """Return a text that a terminal only shows."""
    return OWN.join(_ACTING.sub(INSTEAD, part) for part in text.split(OWN))


class Shown:
    """A terminal that is only ever shown something; in all else it is the stream itself."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def write(self, text: str) -> int:
        """Write what is harmless of a text."""
        return self._stream.write(harmless(text))

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)


def guard() -> None:
    """Look through all that goes to a terminal from now on; files and pipes get what was meant for them."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is not None and stream.isatty() and not isinstance(stream, Shown):
            setattr(sys, name, Shown(stream))
