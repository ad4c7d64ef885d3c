"""A piece of the search index written in one go: the tokens of very many rows, sorted, as FTS5 keeps them in its tables.

Given to FTS5 row by row, each token is looked up in a table in memory, and that costs more than all else about a new record. What
is written is described at the head of SQLite's fts5_index.c (structure record, leaf pages, doclist index); FTS5 reads it as its
own and merges it with what comes later, and its integrity check, and with it `watchroom verify`, looks through it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain, pairwise, starmap
from typing import Any

import numpy as np
import numpy.typing as npt
from sqlcipher3.dbapi2 import Connection

from data.store import varint
from data.store.fts_structure import MOST, Segment, Structure
from data.store.varint import Ints

PAGE = 4050  # bytes, as FTS5 makes them
HEAD = 4  # bytes of a page before its content: where its first record is if no token comes before it, and where the content ends
ROOM = PAGE - HEAD - 16  # for content and offsets of tokens; first token and first record of a page take more than was counted
LONGEST_TOKEN = 100  # bytes; with longer ones FTS5 is asked
MAIN = b"0"  # before each token
MOST_SMALL = 1 << 24  # entries, of a few bytes each, up to which 32 bits tell where they lie
SPANNING = 4  # pages without a new token, from which on FTS5 wants the numbers of their first records in a place of their own
PAGE_BITS, HEIGHT_BITS = 31, 5
AVERAGES, STRUCTURE = 1, 10  # rows of the table of pages

Mask = npt.NDArray[np.bool_]


class Unfit(Exception):
    """These tokens cannot be written so; FTS5 takes them one by one."""


@dataclass(frozen=True, slots=True)
class Postings:
    """Which rows have which token: pairs of numbers, in any order and perhaps twice; ``tokens`` are told by their number.

    ``counts`` says how many tokens each row has, ``ids`` its record, ascending.
    """

    tokens: Sequence[str]
    numbers: npt.NDArray[np.int32]
    rows: npt.NDArray[np.int32]
    counts: Ints
    ids: Ints


@dataclass(frozen=True, slots=True)
class Made:
    """A piece of the index: pages, counted from 1, the first token of each that has one, and where long lists of records go on.

    ``ids`` and ``counts`` are of all its records.
    """

    pages: list[bytearray]
    begins: list[tuple[int, bytes]]
    spanning: dict[int, bytearray]
    ids: Ints
    counts: Ints


def make(postings: Postings) -> Made:
    """Return the piece of the index that holds these postings.

    Raises
    ------
    Unfit
        If FTS5 has to be asked instead.
    """
    terms = [MAIN + t.encode() for t in postings.tokens]
    if max(map(len, terms), default=0) > LONGEST_TOKEN:
        raise Unfit
    pages = _pages(terms, postings) if terms else ([], [], {})
    there = np.flatnonzero(postings.counts)
    return Made(*pages, postings.ids[there], postings.counts[there])


def write(connection: Connection, table: str, made: Made) -> None:
    """Write a piece of an index whose records it does not hold yet; ``table`` is its name, not quoted.

    Raises
    ------
    Unfit
        If FTS5 has to be asked instead; nothing was written.
    """
    if not made.pages:
        return
    structure = _structure(connection, table)
    _forget(connection, table)
    number, origin = structure.next_number, structure.next_origin
    first = number << (PAGE_BITS + HEIGHT_BITS + 1)
    data = f'INSERT INTO "{table}_data" (id, block) VALUES (?, ?)'
    connection.executemany(data, ((first + n, page) for n, page in enumerate(made.pages, 1)))
    connection.executemany(data, ((first + (1 << (PAGE_BITS + HEIGHT_BITS)) + n, body) for n, body in made.spanning.items()))
    begins = ((number, term, page << 1 | (page in made.spanning)) for page, term in made.begins)
    connection.executemany(f'INSERT INTO "{table}_idx" (segid, term, pgno) VALUES (?, ?, ?)', begins)
    known = {count: bytearray(varint.written([count])) for count in set(made.counts.tolist())}  # bytes would cost the driver more
    sizes = ((id, known[count], origin) for id, count in zip(made.ids.tolist(), made.counts.tolist(), strict=True))
    connection.executemany(f'INSERT INTO "{table}_docsize" (id, sz, origin) VALUES (?, ?, ?)', sizes)
    structure.append(Segment(number, 1, len(made.pages), origin, origin, 0, 0, len(made.ids)))
    _put(connection, table, STRUCTURE, structure.written())
    _count(connection, table, len(made.ids), int(made.counts.sum()))


def _forget(connection: Connection, table: str) -> None:
    """Let FTS5 forget what it has read of the index on this connection: it looks again after something was taken back."""
    connection.execute("SAVEPOINT filling")
    connection.execute(f"INSERT INTO \"{table}\" (\"{table}\") VALUES ('flush')")
    connection.execute("ROLLBACK TO filling")
    connection.execute("RELEASE filling")


def _structure(connection: Connection, table: str) -> Structure:
    (block,) = connection.execute(f'SELECT block FROM "{table}_data" WHERE id = ?', (STRUCTURE,)).fetchone()
    try:
        structure = Structure.read(block)
    except (ValueError, StopIteration) as error:
        raise Unfit from error
    if len(structure.segments) >= MOST:
        raise Unfit
    return structure


def _put(connection: Connection, table: str, id: int, block: bytes) -> None:
    connection.execute(f'INSERT OR REPLACE INTO "{table}_data" (id, block) VALUES (?, ?)', (id, block))


def _count(connection: Connection, table: str, rows: int, tokens: int) -> None:
    """Add to the sums that FTS5 keeps of all rows."""
    (block,) = connection.execute(f'SELECT block FROM "{table}_data" WHERE id = ?', (AVERAGES,)).fetchone()
    before = varint.read_all(block) or [0, 0]
    _put(connection, table, AVERAGES, varint.written([before[0] + rows, before[1] + tokens]))


# Pages

Pages = tuple[list[bytearray], list[tuple[int, bytes]], dict[int, bytearray]]


def _pages(terms: Sequence[bytes], postings: Postings) -> Pages:
    order = sorted(range(len(terms)), key=terms.__getitem__)
    size = len(postings.ids)
    number = np.uint32 if size * len(terms) < 1 << 32 else np.int64
    rank: npt.NDArray[Any] = np.empty(len(terms), number)
    rank[order] = np.arange(len(terms))
    pairs: npt.NDArray[Any] = rank[postings.numbers] * number(size)
    pairs += postings.rows.astype(number)
    pairs.sort()
    pairs = pairs[np.append(True, pairs[1:] != pairs[:-1])]
    which = pairs // number(size)
    fresh = np.append(True, which[1:] != which[:-1])  # with which a token begins
    pairs -= which * number(size)
    records = postings.ids.astype(np.int32 if postings.ids[-1] < 1 << 31 else np.int64)[pairs]
    return _laid_out([terms[order[n]] for n in which[fresh].tolist()], records, fresh)


def _laid_out(terms: Sequence[bytes], records: Ints, fresh: Mask) -> Pages:
    """Return the pages of tokens in order; ``records`` are those of the first token, then those of the next, and so on.

    Of a token stands how much it has in common with the one before, how long the rest is, and the rest.
    """
    begun = np.flatnonzero(fresh)
    common = _common(terms)
    lengths = np.fromiter(map(len, terms), np.int64, len(terms))
    heads = lengths - common + 2
    told = np.diff(records, prepend=records[:1])  # the first record of a token stands whole, then how much higher the next one is
    told[begun] = records[begun]
    cuts = _cuts(_ends(told, begun, heads + 2))  # the offset of a token stands at the end of its page
    told[cuts] = records[cuts]  # as does the first of a page
    first = np.searchsorted(begun, cuts)  # the first token that begins on each page or later
    tokens = np.diff(first, append=len(terms))  # on each page
    leading = first[tokens > 0]  # which stand whole, with their length
    heads[leading] = lengths[leading] + 1
    starts = np.append(0, _ends(told, begun, heads))
    texts = [bytes((same, len(t) - same)) + t[same:] for t, same in zip(terms, common.tolist(), strict=True)]
    for n in leading.tolist():
        texts[n] = bytes((len(terms[n]),)) + terms[n]
    body = _body(texts, varint.packed(told), starts[begun] - np.cumsum(heads) + heads)
    pages = _cut_up(body, starts[cuts], starts[begun], tokens, fresh[cuts])
    with_token = zip(np.flatnonzero(tokens).tolist(), leading.tolist(), strict=True)
    begins = [(page + 1, terms[n] if page else b"") for page, n in with_token]
    return pages, begins, _spanning(tokens, records[cuts], fresh[cuts])


def _ends(told: Ints, begun: Ints, more: Ints) -> Ints:
    """Return where each entry ends if all lie in a row, with so many bytes more before the first of a token."""
    size = varint.sizes(told)
    size[begun] += more.astype(np.uint8)
    return np.cumsum(size, dtype=np.int32 if len(told) < MOST_SMALL else np.int64)


def _cuts(ends: Ints) -> Ints:
    """Return with which entries pages begin."""
    cuts = [0]
    while True:
        before = int(ends[cuts[-1] - 1]) if cuts[-1] else 0
        following = int(np.searchsorted(ends, ends.dtype.type(before + ROOM), "right"))
        if following >= len(ends):
            return np.array(cuts)
        cuts.append(following)


def _common(terms: Sequence[bytes]) -> Ints:
    """Return how many bytes each token has in common with the one before it; 0 for the first."""
    table = np.array(terms, f"S{LONGEST_TOKEN + 1}").view(np.uint8).reshape(len(terms), -1)
    return np.append(0, (table[1:] == table[:-1]).argmin(axis=1))


def _body(texts: Sequence[bytes], records: bytes, starts: Ints) -> bytes:
    """Return tokens, each followed by its records, which begin at ``starts``."""
    bounds = [*starts.tolist(), len(records)]
    return b"".join(chain.from_iterable(zip(texts, map(records.__getitem__, starmap(slice, pairwise(bounds))), strict=True)))


def _cut_up(body: bytes, starts: Ints, places: Ints, tokens: Ints, begins: Mask) -> list[bytearray]:
    """Return pages: their heads, what lies in them, and where the tokens are, each counted from the one before."""
    spots = places - np.repeat(starts, tokens) + HEAD
    apart = np.diff(spots, prepend=0)
    firsts = (np.cumsum(tokens) - tokens)[tokens > 0]
    apart[firsts] = spots[firsts]
    offsets = varint.packed(apart)
    told = np.append(0, np.cumsum(varint.sizes(apart), dtype=np.int64))[np.append(0, np.cumsum(tokens))].tolist()
    pages = []
    for n, ((start, end), token_first) in enumerate(zip(pairwise([*starts.tolist(), len(body)]), begins.tolist(), strict=True)):
        head = (0 if token_first else HEAD).to_bytes(2, "big") + (end - start + HEAD).to_bytes(2, "big")
        pages.append(bytearray(head + body[start:end] + offsets[told[n] : told[n + 1]]))
    return pages


def _spanning(tokens: Ints, records: Ints, begins: Mask) -> dict[int, bytearray]:
    """Return for pages whose last token goes on over several pages the first records of these, by page from 1."""
    found = {}
    with_token = np.flatnonzero(tokens)
    for page, following in zip(with_token.tolist(), np.append(with_token[1:], len(tokens)).tolist(), strict=True):
        if following - page - 1 < SPANNING:
            continue
        last = following if following < len(tokens) and not begins[following] else following - 1
        rows = records[page + 1 : last + 1]
        body = varint.written([0, page + 2, *np.diff(rows, prepend=0).tolist()])
        if len(body) <= PAGE:  # more would need a second level, and FTS5 does without
            found[page + 1] = bytearray(body)
    return found
