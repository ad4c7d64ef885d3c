"""What can go wrong on the user's side, told apart from what we did wrong."""

from __future__ import annotations

from pathlib import Path


class WatchroomError(Exception):
    """A fault with a sentence for the user; every other exception is a bug of ours.

    Parameters
    ----------
    message
        A whole sentence in the user's language that says what is wrong, where, and what to do.
    """

    exit_status = 3
    level = "error"  # of the notice that tells it: what the person only needs to know how to do is no fault

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


class WrongUsage(WatchroomError):
    """The request itself makes no sense (unknown kind, field or option)."""

    exit_status = 2
    level = "info"


class BadInput(WatchroomError):
    """A file, row or value that cannot be taken.

    ``file`` and ``row`` (1-based, as the user's program shows it) say where, when that is known.
    """

    def __init__(self, message: str, *, file: Path | str | None = None, row: int | None = None) -> None:
        super().__init__(message)
        self.file = file
        self.row = row


class InvalidValue(BadInput):
    """A value that its field does not allow; ``field`` names the field."""

    def __init__(self, message: str, *, field: str = "") -> None:
        super().__init__(message)
        self.field = field


class NotAllowed(WatchroomError):
    """Locked, wrong passphrase, an illegal move of a task, or a right that is missing."""

    exit_status = 4
    level = "info"


class Conflict(NotAllowed):
    """Someone changed the record in between, or something was built on what is to be undone."""

    level = "warning"


class Outdated(NotAllowed):
    """The station file is of an earlier version and was opened only to read; opening it once to write brings it up to date."""

    level = "warning"


class Damaged(WatchroomError):
    """The station file or its journal is not sound."""

    exit_status = 5


class Cancelled(Exception):
    """The person stopped a long job; nothing of it was written."""
