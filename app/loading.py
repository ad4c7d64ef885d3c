"""How modules are loaded before a window: nobody looks for garbage among them, or through their sources."""

from __future__ import annotations

import sys

from app import garbage

LOOK = "_mod_uses_pyside"


def load_fast() -> None:
    """Let what comes now be loaded fast."""
    garbage.rest()
    leave_sources_unread()


def leave_sources_unread() -> None:
    """Have every module taken for one that uses PySide; nothing happens where PySide does not look.

    PySide searches the source of each module that is loaded after it for its own name, for the sake of ``from __feature__ import``,
    which nobody here uses. That takes 0.1 s of a start, and the sources of a thousand modules stay in memory.
    """
    feature = sys.modules.get("shibokensupport.feature")
    if hasattr(feature, LOOK):
        setattr(feature, LOOK, lambda _module: True)
