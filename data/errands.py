"""Work for another thread, of which that thread never holds anything but a number.

Whoever lets go of the last hold on a widget destroys it, on the thread where that happens: a reader that still held the
question when its asker was gone has ended the program. So question, asker and answer stay here, and are let go by whoever
takes the answer, on the thread of the window.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import CancelledError, Future
from dataclasses import dataclass
from functools import partial
from itertools import count
from typing import Any

Submit = Callable[[Callable[[], None]], "Future[None]"]


@dataclass(eq=False)
class Errand:
    """Work with what it is ``about``, which comes back with the answer."""

    work: Callable[[], Any]
    about: Any
    done: bool = False
    answer: Any = None
    error: BaseException | None = None

    def result(self) -> Any:
        """Return the answer.

        Raises
        ------
        CancelledError
            If the work was never done.
        BaseException
            What the work raised.
        """
        error, self.error = self.error, None
        try:
            if error is not None:
                raise error
        finally:
            del error  # its traceback holds this frame
        if not self.done:
            raise CancelledError
        return self.answer


class Errands:
    """Errands under way. ``back`` is called with the number of one that ended, on whatever thread it did."""

    def __init__(self, back: Callable[[int], None]) -> None:
        self._back = back
        self._numbers = count(1)
        self._under_way: dict[int, Errand] = {}

    def __len__(self) -> int:
        """Return how many have not been taken home."""
        return len(self._under_way)

    def send(self, submit: Submit, work: Callable[[], Any], about: Any) -> Future[None]:
        """Have ``submit`` do the work somewhere; the future serves only to cancel it."""
        number = next(self._numbers)
        self._under_way[number] = Errand(work, about)
        try:
            future = submit(partial(self._do, number))
        except BaseException:
            del self._under_way[number]
            raise
        future.add_done_callback(partial(self._ended, number))
        return future

    def take(self, number: int) -> Errand:
        """Return an errand that ended and forget it; on the thread of those who sent it."""
        return self._under_way.pop(number)

    def _do(self, number: int) -> None:
        errand = self._under_way[number]
        try:
            errand.answer = errand.work()
        except BaseException as error:  # noqa: BLE001  it goes to whoever takes the answer
            errand.error = error
        errand.done = True

    def _ended(self, number: int, _future: Future[None]) -> None:
        self._back(number)
