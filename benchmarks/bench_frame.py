"""What a step of a movement takes in the real window on the demo station: 60 frames a second with a graphics card, 20 without.

With a card the program's own share counts: it runs on Mesa's driver that draws nothing (``GALLIUM_NOOP``), so that reading the
mouse, arranging, painting words and symbols, and telling the card what to draw are all there, and the drawing is not. What the
card adds for a town of this size is small beside it. Without a card everything is there, drawn in software at the quality that the
pace chooses. The peer is the time of a frame at that rate.
"""

from __future__ import annotations

import json
import sys
import tempfile
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

import numpy as np

from benchmarks.bench_start import demo
from benchmarks.figure import tell
from benchmarks.window import measured, opened, rest

if TYPE_CHECKING:
    from scene3d.view import MapView

STEPS, FIRST = 100, 5  # of a drag; the first ones send what is new to the card
ROUNDS = 3  # of which the quickest counts
LONGEST = 1_000  # milliseconds that a frame is waited for
CARD = "card"  # the map as an OpenGL widget, as where there is a card
RATES = (("the program's share, nothing drawn", 60.0, (CARD,), {"GALLIUM_NOOP": "1"}), ("in software", 20.0, (), {}))


def main() -> bool:
    """Print the figures; True when the goals are met."""
    good = True
    with tempfile.TemporaryDirectory() as folder:
        path = demo(Path(folder))
        for name, rate, how, driver in RATES:
            for way, took in measured("benchmarks.bench_frame", path, *how, **driver).items():
                good &= tell(f"a step of a movement in the window, {way}, {name}, median", took, "ms", goal=1.0,
                             peer=f"a frame of {rate:.0f} a second", peer_value=1000 / rate)  # fmt: skip
    return good


def drag(view: MapView, button: str) -> float:
    """Drag over the map with the mouse, and return the median milliseconds from a movement to the end of its painting."""
    from PySide6.QtCore import QEvent, QEventLoop, QPointF, Qt
    from PySide6.QtGui import QMouseEvent
    from PySide6.QtWidgets import QApplication

    canvas, held, took = view.canvas, getattr(Qt.MouseButton, button), []
    at = QPointF(canvas.width() * 0.35, canvas.height() * 0.5)

    def send(kind: QEvent.Type, which: Qt.MouseButton, down: Qt.MouseButton) -> None:
        event = QMouseEvent(kind, at, QPointF(canvas.mapToGlobal(at)), which, down, Qt.KeyboardModifier.NoModifier)
        QApplication.sendEvent(canvas, event)

    send(QEvent.Type.MouseButtonPress, held, held)
    for _ in range(STEPS):
        at += QPointF(3, 0)
        rendered, start = view.renders, perf_counter()
        send(QEvent.Type.MouseMove, Qt.MouseButton.NoButton, held)
        while view.renders == rendered and (perf_counter() - start) * 1000 < LONGEST:
            QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
        QApplication.processEvents()
        took.append((perf_counter() - start) * 1000)
    send(QEvent.Type.MouseButtonRelease, held, Qt.MouseButton.NoButton)
    rest(1.0)
    return float(np.median(took[FIRST:]))


def moved(path: Path) -> dict[str, float]:
    """Return the milliseconds of a step, round and along, in the window of a station."""
    console = opened(path)
    ways = {"round": "RightButton", "along": "LeftButton"}
    found = {way: min(drag(console.window.map, button) for _ in range(ROUNDS)) for way, button in ways.items()}
    console.close()
    return found


if __name__ == "__main__":
    if CARD in sys.argv[2:]:
        from scene3d import canvas

        canvas.has_card = lambda: True  # type: ignore[assignment]
    print(json.dumps(moved(Path(sys.argv[1]))))
