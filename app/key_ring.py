"""Asking for a passphrase, and letting the system's key ring remember it if the person asks for that.

The library `keyring` is optional and loaded only here; without it, or where the system has no key ring, nothing is offered. What
is kept goes by the salt of the file and not by its name: after a change of passphrase it fits nothing any more.
"""

from __future__ import annotations

import logging
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QCheckBox, QDialog, QDialogButtonBox, QLineEdit, QVBoxLayout, QWidget

from data.i18n import tr
from data.store.connect import SALT
from widgets.parts.label import Label

SERVICE = "watchroom"
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
        return ring is not None and float(getattr(ring.get_keyring(), "priority", 0)) > 0

    def recall(self) -> str | None:
        """Return the passphrase that is remembered, None where there is none."""
        ring = _ring()
        found = _told(lambda: ring.get_password(SERVICE, self._name)) if ring is not None else None
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


def _told(work: Any) -> Any:
    """Do something with the key ring; one that is locked or gone is no reason not to ask the person."""
    try:
        return work()
    except Exception as error:  # noqa: BLE001 - each backend has exceptions of its own
        log.info("key ring: %s", type(error).__name__)
        return None


class PassphraseDialog(QDialog):
    """Asks for a passphrase, and whether the key ring is to remember it."""

    def __init__(self, question: str, parent: QWidget | None = None, *, may_keep: bool = False) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("已加密"))
        self.line = QLineEdit()
        self.line.setEchoMode(QLineEdit.EchoMode.Password)
        self.line.setAccessibleName(tr("口令"))
        self.line.setMinimumWidth(360)
        self.keep = QCheckBox(tr("在这台电脑的系统钥匙串里记住"))
        self.keep.setVisible(may_keep)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        buttons.button(QDialogButtonBox.StandardButton.Ok).setText(tr("打开"))
        buttons.button(QDialogButtonBox.StandardButton.Cancel).setText(tr("取消"))
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        box = QVBoxLayout(self)
        box.setContentsMargins(20, 16, 20, 16)
        box.setSpacing(10)
        for widget in (Label(question, wrap=True), self.line, self.keep, buttons):
            box.addWidget(widget)


def ask_passphrase(question: str, parent: QWidget | None, *, may_keep: bool) -> tuple[str | None, bool]:
    """Ask for a passphrase; None when the person gives up, and whether it is to be remembered."""
    dialog = PassphraseDialog(question, parent, may_keep=may_keep)
    answered = dialog.exec() == QDialog.DialogCode.Accepted
    found = dialog.line.text() if answered else None
    keep = dialog.keep.isChecked()
    dialog.deleteLater()
    return found, keep
