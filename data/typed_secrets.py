"""Passphrases and passwords as they are compared: one and the same on every keyboard and system that types them.

Systems write one sign in several ways: "é" as one code or as two, a space as the wide one of a Chinese input method. RFC 8265
(OpaqueString) takes each space for the plain one and composes signs (NFC); letters, case and width stay what they are.
"""

from __future__ import annotations

import unicodedata


def opaque(text: str) -> str:
    """Return a secret as a new one is kept."""
    return unicodedata.normalize("NFC", "".join(" " if unicodedata.category(sign) == "Zs" else sign for sign in text))


def forms(text: str) -> tuple[str, ...]:
    """Return what a typed secret may have been kept as: as it was typed, by programs of before, then as it is kept now."""
    return tuple(dict.fromkeys((text, opaque(text))))


def as_bytes(text: str) -> bytes:
    """Return a secret as a key is made from it; half of a sign that takes two, which some environments bring, is no fault."""
    return text.encode("utf-8", "surrogatepass")
