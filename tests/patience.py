"""Waiting that a busy machine cannot cut short: how long one waits for an answer says nothing of whether it is right."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

LONGEST = 60_000  # milliseconds; only what never comes takes them


class PatientBot(QtBot):
    """pytest-qt's bot, which gives up after five seconds where nothing else is said."""

    def waitUntil(self, callback, *, timeout=0):
        """Wait until something is so."""
        super().waitUntil(callback, timeout=max(timeout, LONGEST))

    def waitSignal(self, signal, *, timeout=0, **how):
        """Wait for a signal; where none need come (``raising=False``, as for `assertNotEmitted`) as long as is said."""
        longest = max(timeout, LONGEST) if how.get("raising", True) else timeout
        return super().waitSignal(signal, timeout=longest, **how)

    def waitSignals(self, signals, *, timeout=0, **how):
        """Wait for several signals."""
        return super().waitSignals(signals, timeout=max(timeout, LONGEST), **how)

    def waitExposed(self, widget, *, timeout=0):
        """Wait until a window is on the screen."""
        return super().waitExposed(widget, timeout=max(timeout, LONGEST))

    def waitActive(self, widget, *, timeout=0):
        """Wait until a window has the keyboard."""
        return super().waitActive(widget, timeout=max(timeout, LONGEST))
