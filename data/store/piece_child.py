"""The process beside a station that makes pieces of its search index: asked on standard input, answering on standard output.

A question is a length in eight bytes and JSON of the first id and of each searched column its search and values; the answer is a
length and the piece as Python keeps it, for both ends are of one program. Nothing is ever written to the disk.
"""

from __future__ import annotations

import os
import pickle
import signal
import sys
import threading
import time
from collections.abc import Sequence
from typing import IO, Any

import orjson

LENGTH = 8  # bytes
IDLE = 180.0  # seconds without a question after which it ends: whoever looks at a preview so long gets a new one
LOOK = 10.0  # seconds between two looks at that


def send(stream: IO[bytes], body: bytes) -> None:
    """Write a message."""
    stream.write(len(body).to_bytes(LENGTH, "big"))
    stream.write(body)
    stream.flush()


def receive(stream: IO[bytes]) -> bytes | None:
    """Return the next message, or None where there is none any more."""
    head = stream.read(LENGTH)
    if len(head) < LENGTH:
        return None
    size = int.from_bytes(head, "big")
    body = stream.read(size)
    return body if len(body) == size else None


def answer(question: bytes) -> bytes:
    """Return the piece that is asked for; None where FTS5 has to be asked instead."""
    from data.store import segment
    from data.store.postings import postings

    asked = orjson.loads(question)
    fields: Sequence[tuple[str, Sequence[Any]]] = [(search, values) for search, values in asked["fields"]]
    size = len(fields[0][1])
    try:
        made = segment.make(postings(fields, range(asked["first"], asked["first"] + size)))
    except segment.Unfit:
        made = None
    return pickle.dumps(made, protocol=5)


def main() -> None:
    """Answer until nobody asks any more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # who stops the program in a terminal means the console, which ends this one
    asked_at = [time.monotonic()]
    threading.Thread(target=_end_when_idle, args=(asked_at,), daemon=True).start()
    answer(orjson.dumps({"first": 1, "fields": [["name", ["张"]], ["text", ["站"]], ["digits", ["1"]]]}))  # loads the readings
    while (question := receive(sys.stdin.buffer)) is not None:
        send(sys.stdout.buffer, answer(question))
        asked_at[0] = time.monotonic()


def _end_when_idle(asked_at: list[float]) -> None:
    while time.monotonic() - asked_at[0] < IDLE:
        time.sleep(LOOK)
    os._exit(0)
