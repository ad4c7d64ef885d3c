"""The recovery key: the file's raw key as thirteen groups that can be written down, read out and typed, each with its check.

Whoever has it and the file needs no passphrase, for it is what the passphrase leads to. A change of passphrase makes another
key, and with it another recovery key; the one before then opens nothing but older copies of the file.
"""

from __future__ import annotations

from data.errors import BadInput
from data.i18n import tr

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's: none of I, L, O, U
READ_AS = str.maketrans({"O": "0", "I": "1", "L": "1"})
GROUPS = 13  # of 20 bits and a check; 256 bits and 4 that are zero
BITS, SIGNS = 20, 4
KEY = 32  # bytes
PRIME = 31  # checks are modulo this


def written(key: bytes) -> str:
    """Return a key of 32 bytes as it is written down: thirteen groups of five signs."""
    number = int.from_bytes(key, "big") << (GROUPS * BITS - KEY * 8)
    groups = [(number >> (BITS * (GROUPS - 1 - i))) & ((1 << BITS) - 1) for i in range(GROUPS)]
    return "-".join(_signs(group) + _check(i, _signs(group)) for i, group in enumerate(groups))


def is_one(text: str) -> bool:
    """Whether a text was meant as a recovery key: as many signs of its alphabet as one has."""
    bare = _bare(text)
    return len(bare) == GROUPS * (SIGNS + 1) and set(bare) <= set(ALPHABET)


def read(text: str) -> bytes:
    """Return the key of 32 bytes that was written down.

    Raises
    ------
    BadInput
        If a group does not fit its check; the sentence says which ones.
    """
    bare = _bare(text)
    groups = [bare[i : i + SIGNS + 1] for i in range(0, len(bare), SIGNS + 1)]
    wrong = [i + 1 for i, group in enumerate(groups) if _check(i, group[:SIGNS]) != group[SIGNS:]]
    number = 0
    for group in groups:
        for sign in group[:SIGNS]:
            number = number << 5 | ALPHABET.index(sign)
    spare = GROUPS * BITS - KEY * 8
    if wrong or number & ((1 << spare) - 1):
        shown = tr("、").join(str(n) for n in wrong or [GROUPS])
        raise BadInput(tr("恢复密钥第 {groups} 组抄写有误，请对照原件检查", groups=shown))
    return (number >> spare).to_bytes(KEY, "big")


def raw_key(text: str, salt: bytes) -> str:
    """Return the raw SQLCipher key (64 hex digits of key, 32 of salt) of a recovery key."""
    return read(text).hex() + salt.hex()


def of_raw_key(key: str) -> str:
    """Return the recovery key of a raw SQLCipher key."""
    return written(bytes.fromhex(key[: 2 * KEY]))


def _bare(text: str) -> str:
    return "".join(c for c in text.upper().translate(READ_AS) if c.isalnum())


def _signs(group: int) -> str:
    return "".join(ALPHABET[(group >> shift) & 31] for shift in (15, 10, 5, 0))


def _check(at: int, signs: str) -> str:
    """Return the check of a group at its place: it notices every wrong sign, signs exchanged, and groups exchanged."""
    return ALPHABET[(sum((n + 2) * ALPHABET.index(s) for n, s in enumerate(signs)) + (at + 1) * 7) % PRIME]
