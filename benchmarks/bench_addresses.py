"""Address matching: precision, share answered and speed on labelled texts, beside the best fuzzy match over all addresses."""

from __future__ import annotations

import csv
import random
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from time import process_time

from rapidfuzz import fuzz, process
from shapely.geometry import box

from benchmarks.address_styles import Home
from benchmarks.address_texts import Labelled, Variants, homes
from benchmarks.figure import tell, tell_bound
from data.clock import FixedClock
from data.demo.make import make_demo
from data.exchange.addresses import AddressBook, Match
from data.store import Station

OF_STYLE = 120
OUT = Path(__file__).parents[1] / "out" / "addresses"
COMPANIES = Path(__file__).parents[2] / "shared" / "data" / "places" / "company_addresses.csv"
PRECISION, ANSWERED = 0.995, 0.97
PEER_TEXTS = 2000  # of the fuzzy match, which looks at every address for every text
PEER_SURE = 90  # of 100
# Compounds that are hard to tell apart: name, numbers, street, house number, units, storeys.
HARD = (
    ("滨河东苑", ("1", "2", "5", "12"), "滨河路", "6", 2, 6),
    ("滨河西苑", ("1", "2", "5"), "滨河路", "8", 2, 6),
    ("学士花园一期", ("1", "2", "3"), "学士路", "10", 3, 7),
    ("学士花园二期", ("1", "2", "3"), "学士路", "12", 3, 7),
    ("幸福苑", ("1", "2", "3"), "幸福路", "21", 2, 6),
    ("幸福苑", ("1", "2", "3"), "环湖路", "5", 2, 6),
    ("云谷公寓", ("A", "B", "A1"), "学士路", "30", 1, 24),
)
# Buildings with a house number of their own: name, street, house number.
LONE = (
    ("", "学士路", "12-3"),
    ("", "学士路", "16"),
    ("", "滨河路", "22弄3"),
    ("", "滨河路", "22弄5"),
    ("云谷中心", "学士路", "40"),
)


def main() -> bool:
    """Print the figures and write what failed to out/addresses; True when all goals are met."""
    with TemporaryDirectory() as folder:
        station = make_demo(Path(folder) / "a.station", size=2, clock=FixedClock(datetime(2026, 11, 21, 4, tzinfo=UTC)))
        try:
            add_hard_places(station)
            return _figures(station)
        finally:
            station.close()


def add_hard_places(station: Station) -> None:
    """Add buildings whose names and numbers are easily taken for each other's, with their rooms."""
    with station.editing(who="bench", why="hard places") as draft:
        west = 102.77
        for compound, numbers, street, house, units, storeys in HARD:
            for number in numbers:
                west += 0.0005
                word = "座" if number[0].isalpha() else "栋"
                values = {
                    "name": f"{compound}{number}{word}", "compound": compound, "number": number, "street": street,
                    "house_number": house, "storeys": storeys, "units": units,
                    "geometry": box(west, 25.05, west + 3e-4, 25.0502),
                }  # fmt: skip
                building = draft.add("building", values)
                for unit in range(1, units + 1):
                    for storey in range(1, storeys + 1):
                        for door in (1, 2):
                            draft.add(
                                "dwelling", {"building": building, "unit": str(unit), "room": f"{storey}0{door}", "storey": storey}
                            )
        for name, street, house in LONE:
            west += 0.0005
            values = {
                "name": name or f"{street}{house}号",
                "street": street,
                "house_number": house,
                "storeys": 5,
                "storeys_below": 2,
            }
            building = draft.add("building", {**values, "geometry": box(west, 25.05, west + 3e-4, 25.0502)})
            for storey in range(1, 6):
                draft.add("dwelling", {"building": building, "room": f"{storey}01", "storey": storey})


def judge(case: Labelled, match: Match) -> str:
    """Return "right", "wrong", "silent" (should have answered) or "kept" (rightly not answered)."""
    if case.expect != "found":
        return "wrong" if match.found else "kept"
    if not match.found:
        return "silent"
    if match.building != case.building or (match.dwelling is not None and match.dwelling != case.dwelling):
        return "wrong"
    if case.storey is not None and match.storey != case.storey:
        return "wrong"
    return "silent" if case.dwelling is not None and match.dwelling is None else "right"


def _figures(station: Station) -> bool:
    cases = list(Variants(station).make(OF_STYLE))
    book = AddressBook(station)
    start = process_time()
    matches = [book.match(case.text) for case in cases]
    seconds = process_time() - start
    results = [judge(case, match) for case, match in zip(cases, matches, strict=True)]
    precision, answered = shares(cases, results)
    _write(book, cases, matches, results)
    peer_precision, peer_seconds = _fuzzy(station, cases)
    good = tell_bound(
        "address_wrong_answers", 1 - precision, "share", goal=1 - PRECISION, peer="best fuzzy match", peer_value=1 - peer_precision
    )
    good &= tell_bound("address_unanswered", 1 - answered, "share", goal=1 - ANSWERED)
    each = seconds / len(cases)
    good &= tell("address_match", each * 1e6, "us", goal=1, peer="best fuzzy match", peer_value=peer_seconds * 1e6)
    good &= _rooms(station)
    return _companies(station) and good


def shares(cases: Sequence[Labelled], results: Sequence[str]) -> tuple[float, float]:
    """Return the share of answers that are right, and of answerable texts that were answered."""
    count = Counter(results)
    answers = count["right"] + count["wrong"]
    answerable = sum(c.expect == "found" for c in cases)
    wrong = sum(r == "wrong" and c.expect == "found" for c, r in zip(cases, results, strict=True))
    return count["right"] / max(1, answers), (count["right"] + wrong) / max(1, answerable)


def _rooms(station: Station) -> bool:
    """The rooms of an import: each written in one way, as 100,000 rows of one file are."""
    texts = [f"{h.compound}{h.number}栋{h.unit}单元{h.room}" for h in homes(station) if h.number]
    book = AddressBook(station)
    start = process_time()
    for text in texts:
        book.match(text)
    each = (process_time() - start) / len(texts)
    return tell_bound("address_match_rooms", each * 1e6, "us", goal=60)


def _companies(station: Station) -> bool:
    """Free-text addresses of companies all over the country name nothing in the demo's town."""
    if not COMPANIES.exists():
        print(f"no {COMPANIES.name}: its figure is left out", file=sys.stderr)
        return True
    with COMPANIES.open(encoding="utf-8", newline="") as file:
        texts = [row[0] for row in csv.reader(file)][1:]
    book = AddressBook(station)
    start = process_time()
    found = [(text, m) for text in texts if (m := book.match(text)).found]
    each = (process_time() - start) / len(texts)
    _table("companies", ("text", "building", "sure", "why"), [(t, book.title(m.building or 0), m.sure, m.why) for t, m in found])
    return tell_bound("address_companies_forced", len(found), "texts", goal=0) & tell_bound(
        "address_companies", each * 1e6, "us", goal=300
    )


def _fuzzy(station: Station, cases: Sequence[Labelled]) -> tuple[float, float]:
    """Return the precision and seconds a text of taking the most alike of all written addresses."""
    written: list[str] = []
    means: list[Home] = []
    for h in homes(station):
        written.append(f"{h.street}{h.house}号{h.compound}{h.number + '栋' if h.number else h.name}{h.unit}单元{h.room}")
        means.append(h)
    some = random.Random(1).sample(cases, min(PEER_TEXTS, len(cases)))
    start = process_time()
    best = [process.extractOne(c.text, written, scorer=fuzz.WRatio, score_cutoff=PEER_SURE) for c in some]
    seconds = (process_time() - start) / len(some)
    answers = [(c, means[b[2]]) for c, b in zip(some, best, strict=True) if b is not None]
    right = sum(c.expect == "found" and c.building == h.building and c.dwelling in (None, h.dwelling) for c, h in answers)
    return right / max(1, len(answers)), seconds


def _write(book: AddressBook, cases: Sequence[Labelled], matches: Sequence[Match], results: Sequence[str]) -> None:
    """Write a line for each style, and each text that was answered wrongly or not at all."""
    of: dict[str, Counter[str]] = defaultdict(Counter)
    rows = []
    for case, match, result in zip(cases, matches, results, strict=True):
        of[case.style][result] += 1
        if result in ("wrong", "silent"):
            meant = book.title(case.building) if case.building else case.expect
            found = book.title(match.building) if match.building else ""
            rows.append((result, case.style, case.text, meant, case.dwelling or "", found, match.unit or "", match.room or "",
                         match.dwelling or "", round(match.sure, 2), match.why))  # fmt: skip
    names = ("right", "kept", "silent", "wrong")
    _table("styles", ("style", *names), [(style, *(count[n] for n in names)) for style, count in of.items()])
    head = ("result", "style", "text", "meant", "meant_room", "found", "unit", "room", "found_room", "sure", "why")
    _table("failures", head, sorted(rows, key=lambda r: (str(r[0]), str(r[1])), reverse=True))


def _table(name: str, head: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    OUT.mkdir(parents=True, exist_ok=True)
    with (OUT / f"{name}.csv").open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(head)
        writer.writerows(rows)


if __name__ == "__main__":
    sys.exit(0 if main() else 1)
