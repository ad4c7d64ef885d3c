"""The record in which FTS5 keeps of what segments a search index is made, on which level each lies, and what is merged."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import chain

from data.store import varint

COOKIE = 4  # bytes before all else
MARK = b"\xff\x00\x00\x01"  # of an index that tells what was deleted by records and not by tokens
FIELDS = 8  # numbers of a segment
MOST = 2000  # segments of one index
LARGE = 3  # level for large segments: what is written in small pieces comes there only after thousands of them


@dataclass(frozen=True, slots=True)
class Segment:
    """A sorted piece of the index: its number, its pages, when its records came (origins), what was deleted, and its records."""

    number: int
    first_page: int
    last_page: int
    first_origin: int
    last_origin: int
    deleted_pages: int
    deleted: int
    records: int

    def told(self) -> tuple[int, ...]:
        """Return its numbers in the order in which they are kept."""
        pages, origins = (self.first_page, self.last_page), (self.first_origin, self.last_origin)
        return (self.number, *pages, *origins, self.deleted_pages, self.deleted, self.records)


@dataclass(slots=True)
class Level:
    """Segments from the oldest to the newest; the first ``merging`` are being merged into the last one of the next level."""

    merging: int = 0
    segments: list[Segment] = field(default_factory=list)


@dataclass(slots=True)
class Structure:
    """All levels; what lies on a higher level is older."""

    cookie: bytes
    counter: int  # of pages written
    levels: list[Level]

    @classmethod
    def read(cls, block: bytes) -> Structure:
        """Return what the record says.

        Raises
        ------
        ValueError
            If it is not of the form that is known here.
        """
        if block[COOKIE : COOKIE + len(MARK)] != MARK:
            raise ValueError("another form of search index")
        numbers = iter(varint.read_all(block[COOKIE + len(MARK) :]))
        count, _, counter = next(numbers), next(numbers), next(numbers)
        levels = []
        for _ in range(count):
            merging, size = next(numbers), next(numbers)
            levels.append(Level(merging, [Segment(*(next(numbers) for _ in range(FIELDS))) for _ in range(size)]))
        if next(numbers, None) is not None:
            raise ValueError("more than is known of a search index")
        return cls(bytes(block[:COOKIE]), counter, levels)

    def written(self) -> bytes:
        """Return the record."""
        counts = (len(self.levels), len(self.segments), self.counter)
        told = ((each.merging, len(each.segments), *chain.from_iterable(s.told() for s in each.segments)) for each in self.levels)
        return self.cookie + MARK + varint.written([*counts, *chain.from_iterable(told)])

    @property
    def segments(self) -> list[Segment]:
        """All segments."""
        return [s for level in self.levels for s in level.segments]

    @property
    def next_number(self) -> int:
        """A number that no segment has."""
        taken = {s.number for s in self.segments}
        return next(n for n in range(1, len(taken) + 2) if n not in taken)

    @property
    def next_origin(self) -> int:
        """What tells the records of the next segment from all that came before."""
        return max((s.last_origin for s in self.segments), default=0) + 1

    def append(self, segment: Segment) -> None:
        """Add the newest segment, on a level on which it is not merged with every few small ones that follow.

        All that lies lower goes there before it, so that the order of age holds, unless a merge is under way there.
        """
        merging = next((n for n, level in enumerate(self.levels) if level.merging), LARGE)
        place = min(merging, LARGE)
        self.levels += [Level() for _ in range(place + 1 - len(self.levels))]
        for level in reversed(self.levels[:place]):
            self.levels[place].segments += level.segments
            level.segments = []
        self.levels[place].segments.append(segment)
