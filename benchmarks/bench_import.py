"""Residents of a demo station from spreadsheets: against openpyxl reading the cells, a million rows against 100,000, and memory.

The first figure is by the clock, as people wait for it, and wants a machine that does nothing else. The others are processor
time and memory of the program, its threads and the process that makes its search index included, so that a busy machine does
not make them.
"""

from __future__ import annotations

import csv
import json
import os
import random
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from threading import Event, Thread
from time import perf_counter, process_time
from typing import Any

from benchmarks.bench_store import GIVEN, SURNAMES
from benchmarks.figure import tell, tell_bound

ROWS = 100_000
MANY = 1_000_000
ROUNDS = 4  # the best of each counts
READ_GOAL = 0.5  # of the time that openpyxl's read-only mode takes for the cells alone
CPU_GOAL = 1.0  # what two processes do at the same time must not cost more than the peer's one
LINEAR_GOAL = 1.25  # time a row of a million to that of 100,000
MEMORY_GOAL_MB = 600.0
CANCEL_GOAL_MS = 300.0
MOMENTS = [n / 4 for n in range(1, 15)]  # seconds
HEADINGS = ("姓名", "性别", "出生日期", "身份证号", "联系电话", "现住址", "登记类型", "与户主关系", "入住日期", "工作单位",
            "户籍地", "核查日期")  # fmt: skip
STYLES = ("{c}{n}栋{u}单元{r}室", "{c}{n}号楼{u}单元{r}", "{c}{n}-{u}-{r}", "{c}{n}幢{u}单元{r}号")
WORK = ("金沙小学", "河滨菜市场", "个体经营", "南湖物业公司", "第三人民医院", "无业", "退休")


def main() -> bool:
    """Print the figures; False when a goal is missed."""
    with tempfile.TemporaryDirectory() as folder:
        return all(list(_figures(Path(folder))))


def _figures(folder: Path) -> Iterator[bool]:
    station = folder / "demo.station"
    _run("demo", station)
    rooms = rooms_of(station)
    sheet, text, long_text = folder / "居民.xlsx", folder / "居民.csv", folder / "居民一百万.csv"
    write_xlsx(sheet, ROWS, rooms)
    write_csv(text, ROWS, rooms)
    write_csv(long_text, MANY, rooms)
    peers = [json.loads(_run("openpyxl", sheet)) for _ in range(ROUNDS)]
    ours = [_imported(sheet, station) for _ in range(ROUNDS)]
    for time, said, goal in (("wall", "", READ_GOAL), ("cpu", ", CPU of all processes", CPU_GOAL)):
        yield tell(f"import of {ROWS} residents from .xlsx until searchable{said}", min(r[time] for r in ours), "s", goal=goal,
                   peer="openpyxl read-only, cells alone", peer_value=min(r[time] for r in peers))  # fmt: skip
    yield tell_bound(f"longest answer to {len(MOMENTS)} cancels of the same import", max(_cancels(sheet, station)) * 1000, "ms",
                     goal=CANCEL_GOAL_MS)  # fmt: skip
    short, long = _imported(text, station), _imported(long_text, station)
    yield tell(f"import of {MANY} residents from .csv, CPU a row", long["cpu"] / MANY * 1e6, "us", goal=LINEAR_GOAL,
               peer=f"{ROWS} rows", peer_value=short["cpu"] / ROWS * 1e6)  # fmt: skip
    yield tell_bound(f"peak memory of importing {MANY} rows", long["peak_mb"], "MB", goal=MEMORY_GOAL_MB,
                     peer=f"{ROWS} rows", peer_value=short["peak_mb"])  # fmt: skip
    again = json.loads(_run("import", long_text, _copy_of(station)))  # the station that has them all already
    yield tell_bound(f"peak memory of importing the same {MANY} rows again", again["peak_mb"], "MB", goal=MEMORY_GOAL_MB)


def rooms_of(station: Path) -> list[dict[str, Any]]:
    """Return the rooms of a station by compound, number, unit and room, as the tables here write them."""
    rooms: list[dict[str, Any]] = json.loads(_run("rooms", station))
    return rooms


def _copy_of(station: Path) -> Path:
    return station.with_name("copy.station")


def _imported(file: Path, station: Path) -> dict[str, Any]:
    _copy_of(station).write_bytes(station.read_bytes())
    told: dict[str, Any] = json.loads(_run("import", file, _copy_of(station)))
    return told


def _cancels(file: Path, station: Path) -> list[float]:
    """Return how long an import goes on, in seconds, after it was asked to stop at each moment."""
    _copy_of(station).write_bytes(station.read_bytes())
    told: list[float] = json.loads(_run("cancel", file, _copy_of(station)))
    return told


def _run(*words: object) -> str:
    """Run one of `WORKS` in a process of its own, so that memory and time are its own; return what it printed."""
    command = [sys.executable, "-m", "benchmarks.bench_import", *map(str, words)]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


# The file


def write_xlsx(path: Path, rows: int, rooms: list[dict[str, Any]]) -> None:
    """Write residents into a workbook as a spreadsheet program does, with dates of residence as dates."""
    import xlsxwriter

    with xlsxwriter.Workbook(str(path)) as book:
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        sheet = book.add_worksheet("实有人口")
        sheet.write_row(0, 0, HEADINGS)
        for n, row in enumerate(residents(rows, rooms), 1):
            for i, cell in enumerate(row):
                if isinstance(cell, date):
                    sheet.write_datetime(n, i, cell, day)
                else:
                    sheet.write_string(n, i, cell)


def write_csv(path: Path, rows: int, rooms: list[dict[str, Any]]) -> None:
    """Write the same as text."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(HEADINGS)
        writer.writerows(residents(rows, rooms))


def residents(count: int, rooms: list[dict[str, Any]], seed: int = 7) -> Iterator[list[Any]]:
    """Yield invented residents of the station's rooms; region code 990001 belongs to no place."""
    from data.kinds.values import id_checksum

    dice = random.Random(seed)
    taken: dict[str, int] = {}
    for n in range(count):
        birth = date(1935, 1, 1) + timedelta(days=dice.randrange(31_000))
        body = f"99{dice.randrange(20):04d}{birth:%Y%m%d}"
        order = taken[body] = taken.get(body, 0) + 1
        number = f"{body}{order:03d}"
        room = rooms[dice.randrange(len(rooms))]
        yield [
            dice.choice(SURNAMES) + "".join(dice.choices(GIVEN, k=dice.choice((1, 2, 2)))),
            "男" if order % 2 else "女", birth.isoformat(), number + id_checksum(number),
            f"1{dice.choice(('39', '38', '50', '77'))}{dice.randrange(100_000_000):08d}",
            STYLES[n % len(STYLES)].format(**room), dice.choice(("户籍", "流动", "寄住")),
            dice.choice(("户主", "配偶", "子女", "父母")),
            date(2005, 1, 1) + timedelta(days=dice.randrange(7_500)),
            dice.choice(WORK), f"金沙路{dice.randrange(300)}号", f"2026-{dice.randrange(1, 10):02d}-{dice.randrange(1, 29):02d}",
        ]  # fmt: skip


# What runs in a process of its own


def _demo(out: str) -> None:
    from data.demo import make_demo

    make_demo(Path(out), size=1, seed=1).close()


def _rooms(path: str) -> None:
    from data.query import Query
    from data.store import Station

    with Station.open(Path(path)) as station:
        homes = station.columns(Query("building"), ["id", "compound", "number"])
        named = {id: (c, n) for id, c, n in zip(*homes.values(), strict=True) if c and n}
        rooms = station.columns(Query("dwelling"), ["building", "unit", "room"])
        inside = [r for r in zip(*rooms.values(), strict=True) if r[0] in named and all(r)]
    print(json.dumps([{"c": named[b][0], "n": named[b][1], "u": unit, "r": room} for b, unit, room in inside]))


def _openpyxl(path: str) -> None:
    import openpyxl

    wall, cpu = perf_counter(), process_time()
    book = openpyxl.load_workbook(path, read_only=True)
    cells = sum(len(row) for row in book.worksheets[0].iter_rows(values_only=True))
    book.close()
    print(json.dumps({"wall": perf_counter() - wall, "cpu": process_time() - cpu, "cells": cells}))


def _import(path: str, station_path: str) -> None:
    from data.exchange.importer import import_file
    from data.store import Station

    with Station.open(Path(station_path)) as station, _Children() as children:
        before = station.info().kinds
        wall, cpu = perf_counter(), process_time()
        report = import_file(station, Path(path), who="bench")
        committed = perf_counter() - wall
        station.find("张伟")  # waits for the search index
        row = {"wall": perf_counter() - wall, "cpu": process_time() - cpu + _children().ru_utime + _children().ru_stime,
               "committed": committed, "peak_mb": _peak_mb() + children.peak_mb}  # fmt: skip
        after = station.info().kinds
        row |= {k: after[k] - before[k] for k in ("person", "residence", "dwelling")}
        row |= {"added": report.added, "matched": report.matched, "rejected": report.rejected}
    print(json.dumps(row))


def _cancel(path: str, station_path: str) -> None:
    """Cancel an import at many moments; one that was done before goes on to nothing and says 0."""
    from threading import Timer

    from data.errors import Cancelled
    from data.exchange.importer import import_file
    from data.progress import Progress
    from data.store import Station

    answers = []
    with Station.open(Path(station_path)) as station:
        for moment in MOMENTS:
            progress, asked = Progress(), [0.0]

            def ask(progress: Progress = progress, asked: list[float] = asked) -> None:
                asked[0] = perf_counter()
                progress.cancel()

            timer = Timer(moment, ask)
            timer.start()
            try:
                station.undo(import_file(station, Path(path), who="bench", progress=progress).batch, who="bench")
                answers.append(0.0)
            except Cancelled:
                answers.append(perf_counter() - asked[0])
            timer.cancel()
    print(json.dumps(answers))


class _Children:
    """Looks how much memory the processes started here have; what the system keeps of them counts this one's at their start.

    Windows and macOS tell neither so.
    """

    def __enter__(self) -> _Children:
        self.peak_mb = 0.0
        self._done = Event()
        self._looking = Thread(target=self._look)
        self._looking.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._done.set()
        self._looking.join()

    def _look(self) -> None:
        own = Path(f"/proc/self/task/{os.getpid()}/children")
        while not self._done.wait(0.05):
            self.peak_mb = max(self.peak_mb, sum(map(_resident_mb, own.read_text().split())))


def _resident_mb(process: str) -> float:
    try:
        pages = int(Path(f"/proc/{process}/statm").read_text().split()[1])
    except (OSError, IndexError):  # it has ended
        return 0.0
    return pages * os.sysconf("SC_PAGE_SIZE") / (1 << 20)


def _peak_mb() -> float:
    """Return the most memory that this process has had, in MB; Windows has no such figure in the standard library."""
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _children() -> Any:
    import resource

    return resource.getrusage(resource.RUSAGE_CHILDREN)


WORKS = {"demo": _demo, "rooms": _rooms, "openpyxl": _openpyxl, "import": _import, "cancel": _cancel}

if __name__ == "__main__":
    if sys.argv[1:]:
        WORKS[sys.argv[1]](*sys.argv[2:])
    else:
        main()
