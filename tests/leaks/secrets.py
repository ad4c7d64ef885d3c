"""The values of a station that must not be seen, and whether a text shows any of them."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping

from data.kinds.masking import may_show
from data.kinds.model import Field
from data.query import Query
from data.store.station import Station

LONG = 200  # characters of a text that says something to people
LONGEST = 12  # characters of a value that are looked for; of longer ones the first
SEPARATORS = re.compile(r"[ \u00a0\t-]")  # numbers are written in groups
TEXT = re.compile(r"[\u3400-\u9fffA-Za-z]")


class Secrets:
    """What `data.kinds.masking` covers at one of its places, with the kind and field that each value is of.

    A value that is also said openly somewhere (a street, the name of an officer) is none. Nothing here ever says a value in
    full: what is found is told by kind and field. Of kinds that are ``hidden`` from somebody all that is not open counts, and of
    kinds that somebody sees by grid all of the records ``outside``.
    """

    def __init__(self, station: Station, where: str, hidden: Collection[str] = (),
                 outside: Mapping[str, Collection[int]] | None = None) -> None:  # fmt: skip
        said: dict[str, str] = {}
        openly: set[str] = set()
        for kind in station.kinds.values():
            for field in kind.fields.values():
                if field.type in ("solid", "link", "choice", "bool", "int", "real") or field.live:
                    continue
                columns = station.columns(Query(kind.name), ("id", field.name))
                away = (outside or {}).get(kind.name, ())
                pairs = zip(columns["id"], columns[field.name], strict=True)
                values = [(str(v), id in away) for id, v in pairs if v not in (None, "")]
                for far in (True, False):
                    texts = {text for text, is_away in values if is_away == far}
                    if may_show(field, "public" if far or kind.name in hidden else where):
                        openly |= {text for text in texts if len(text) < LONG}
                    else:
                        said |= {form: f"{kind.name}.{field.name}" for text in texts for form in _forms(field, text)}
        self._names_of = {text[:LONGEST]: name for text, name in said.items()}
        self._lengths: dict[str, tuple[int, ...]] = {}  # of values, by how they begin
        for key in self._names_of:
            self._lengths[key[:2]] = tuple(sorted({*self._lengths.get(key[:2], ()), len(key)}))
        for key in {key for text in openly for key in self._keys(text)}:
            del self._names_of[key]

    def __len__(self) -> int:
        return len(self._names_of)

    def within(self, text: str) -> set[str]:
        """Return the kinds and fields ("person.phone") of which a text shows a value."""
        return {self._names_of[key] for form in {text, SEPARATORS.sub("", text)} for key in self._keys(form)}

    def _keys(self, text: str) -> Iterator[str]:
        for at in range(len(text) - 1):
            for length in self._lengths.get(text[at : at + 2], ()):
                key = text[at : at + length]
                if len(key) == length and key in self._names_of and _whole(text, at, length):
                    yield key


def _forms(field: Field, text: str) -> Iterable[str]:
    """Yield the ways in which a value is written."""
    if field.type == "date":
        year, month, day = text.split("-")
        if int(year) < 2020:  # a later one may be that of anything
            yield from (text, f"{year}年{int(month)}月{int(day)}日", f"{year}/{month}/{day}", f"{int(day)}/{int(month)}/{year}")
        return
    if len(text) >= 5 or (len(text) >= 2 and TEXT.search(text)):
        yield text


def _whole(text: str, at: int, length: int) -> bool:
    """Whether what was found is not the middle of a longer number or word of Latin letters."""
    first, last = text[at], text[at + length - 1]
    before, after = text[at - 1 : at], text[at + length : at + length + 1]
    if length == LONGEST or not (first.isascii() and first.isalnum()):
        return True
    return not (before.isascii() and before.isalnum()) and not (after.isascii() and after.isalnum() and last.isascii())
