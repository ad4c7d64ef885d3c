"""Hints that say what a record says: Qt guesses whether a tool tip is rich text, so that what looks like it is shown as it is."""

from __future__ import annotations

from html import escape


def plain_hint(text: str) -> str:
    """Return a text for a tool tip that Qt shows letter by letter, markup in it included; without "<" Qt takes it as it is."""
    if "<" not in text:
        return text
    return f"<qt>{escape(text).replace(chr(10), '<br>')}</qt>"
