"""While the window is being put together, threads that can wait do: without a graphics card every core is wanted for it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic, sleep

STEP = 0.001  # seconds between two looks whether the window stands


class WindowFirst:
    """Whether the window is being put together, told by the Qt thread, and the wait of others for its end.

    ``most`` is for how many seconds anybody waits at once, ``rest`` how long they work between two such pauses: a flight over the
    town paints without end.
    """

    def __init__(self, most: float = 0.06, rest: float = 0.12) -> None:
        self.most, self.rest = most, rest
        self._busy = False
        self._next = 0.0  # when somebody may be held up again

    @contextmanager
    def putting_together(self) -> Iterator[None]:
        """Tell that the window is painted and put together; on the Qt thread."""
        self._busy = True
        try:
            yield
        finally:
            self._busy = False

    def give_way(self) -> None:
        """Wait while the window is put together; for a thread whose work keeps, as the gateway's does in its sockets."""
        if not self._busy:
            return
        begun = monotonic()
        if begun < self._next:
            return
        while self._busy and monotonic() - begun < self.most:
            sleep(STEP)
        self._next = monotonic() + self.rest


window_first = WindowFirst()
