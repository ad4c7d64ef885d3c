"""Asking for a passphrase, and letting the system's key ring remember it if the person asks for that.

The library `keyring` is optional and loaded only here; without it, or where the system has no key ring, nothing is offered. What
is kept goes by the salt of the file and not by its name: after a change of passphrase it fits nothing any more.
"""

from __future__ import annotations

import logging
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QDialog, QWidget

from data.store.connect import SALT
from widgets.keeping.door_dialog import PassphraseDialog

SERVICE = "watchroom"
SURE = 1.0  # priority of what the library recommends; less are files that anybody can read, and none at all
log = logging.getLogger(__name__)


class KeyRing:
    """The system's key ring for one station file; ``wanted`` says that the person asked it to remember."""

    def __init__(self, path: Path) -> None:
        self.wanted = False
        with path.open("rb") as file:
            self._name = file.read(SALT).hex()
        self._kept = False

    @property
    def usable(self) -> bool:
        """Whether there is a key ring; asked only for an encrypted station."""
        ring = _ring()
        return ring is not None and _sure(ring.get_keyring())

    def recall(self) -> str | None:
        """Return the passphrase that is remembered, None where there is none."""
        ring = _ring()
        found = _told(lambda: ring.get_password(SERVICE, self._name)) if ring is not None and _sure(ring.get_keyring()) else None
        self._kept = found is not None
        return found

    def keep(self, passphrase: str) -> None:
        """Remember a passphrase that opened the file, if that was asked for."""
        ring = _ring()
        if self.wanted and ring is not None:
            _told(lambda: ring.set_password(SERVICE, self._name, passphrase))

    def forget(self) -> None:
        """Forget a passphrase that opens the file no longer."""
        ring = _ring()
        if self._kept and ring is not None:
            _told(lambda: ring.delete_password(SERVICE, self._name))
            self._kept = False


def _ring() -> Any:
    """Return the library, None where it is not installed."""
    if find_spec("keyring") is None:
        return None
    import keyring

    return keyring


def _sure(ring: Any) -> bool:
    """Whether a key ring keeps secrets encrypted, and all to which it hands them on do: the library says so by 1 and more."""
    return all(float(getattr(one, "priority", 0)) >= SURE for one in (getattr(ring, "backends", None) or [ring]))


def _told(work: Any) -> Any:
    """Do something with the key ring; one that is locked or gone is no reason not to ask the person."""
    try:
        return work()
    except Exception as error:  # noqa: BLE001 - each backend has exceptions of its own
        log.info("key ring: %s", type(error).__name__)
        return None


def ask_passphrase(station: str, parent: QWidget | None, *, wrong: str, may_keep: bool) -> tuple[str | None, bool]:
    """Ask for the passphrase of a station; None when the person gives up, and whether it is to be remembered."""
    dialog = PassphraseDialog(station, parent, wrong=wrong, may_keep=may_keep)
    answered = dialog.exec() == QDialog.DialogCode.Accepted
    found = dialog.secret.text() if answered else None
    keep = dialog.keep.isChecked()
    dialog.deleteLater()
    return found, keep
