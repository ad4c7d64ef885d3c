"""Making the demo station: the generated town written through the station's own door."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from data.clock import Clock, FixedClock, SystemClock
from data.demo.generate import ORIGIN, STATION_NAME, ZONE, generate, moment_of
from data.demo.looks import keep_views
from data.demo.past import beginning, link_fields, linked, live_through, past_of
from data.demo.positions import bring_up_to_date, store_walks
from data.demo.rows import Rows
from data.errors import WrongUsage
from data.i18n import tr
from data.progress import Progress
from data.store import Station

WHO = "演示生成"
COMMAND, LIVED = "demo", "demo.shift"  # what the generator wrote, and what it tells as done by people
SHIFT = "夜班 B 组"
LARGEST = 400  # districts


def make_demo(
    path: Path | str, *, size: int = 1, seed: int = 1, progress: Progress | None = None, clock: Clock | None = None
) -> Station:
    """Make a plain station with an invented town and return it open.

    Parameters
    ----------
    path
        Where the file is to be; it must not exist yet.
    size
        1 is one police station's area; N is N districts with N times as many buildings and records.
    progress
        Told after each district; cancelling it stops the work.
    clock
        Tells the hour that cases and tasks lead up to, and stays the station's clock.
    seed
        The same seed and size make the same town, and at the same hour of ``clock`` the same records.

    Raises
    ------
    WrongUsage
        If the size is not between 1 and 400.
    BadInput
        If the file is there already.
    Cancelled
        If the progress was cancelled; the half-made file is removed.
    """
    if not 1 <= size <= LARGEST:
        raise WrongUsage(tr("片区数应在 1 到 400 之间"))
    progress = progress or Progress()
    clock = clock or SystemClock()
    now = moment_of(clock.now()).now
    then = FixedClock(beginning(now))  # the station lives through its last hours; see `past`
    station = Station.create(Path(path), STATION_NAME, origin=ORIGIN, zone=ZONE, clock=then)
    try:
        station.set_setting("shift", SHIFT)
        progress.report(0, size, tr("正在生成演示片区"))
        for number, rows in enumerate(generate(size, seed, clock.now()), 1):
            then.set(beginning(now))
            write_district(station, rows, number, then, now)
            progress.report(number, size, tr("正在生成演示片区"))
        then.set(clock.now())
        bring_up_to_date(station, clock.now() - now, WHO)
        keep_views(station, now, WHO, COMMAND)
        station.close()
    except BaseException:
        station.close()
        remove_station(Path(path))
        raise
    return Station.open(Path(path), clock=clock)


def write_district(station: Station, rows: Rows, number: int, clock: FixedClock, now: datetime) -> None:
    """Write a district as it was some hours ago as one change set, what happened since at its times, then hang up its pictures."""
    ids: dict[int, int] = {}
    links = link_fields(station.kinds)
    past = past_of(rows, station.kinds, now)
    with station.editing(who=WHO, why=tr("演示片区 {number}", number=number), command=COMMAND) as draft:
        for row in past.first:
            ids[row.key] = draft.add(row.kind, linked(row, links[row.kind], ids))
        for row in rows.late:
            draft.change(row.kind, ids[row.key], **linked(row, links[row.kind], ids))
    live_through(station, past, ids, clock, LIVED)
    clock.set(now)
    store_walks(station, rows.walks, ids, WHO)
    for picture in rows.pictures:
        station.attach(picture.kind, ids[picture.key], picture.file_name, picture.content, who=WHO, remark=picture.remark)


def remove_station(path: Path) -> None:
    """Remove a station file and what SQLite keeps beside it."""
    for name in (path, path.with_name(path.name + "-wal"), path.with_name(path.name + "-shm")):
        name.unlink(missing_ok=True)
