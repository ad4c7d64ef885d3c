"""Making the demo station: the generated town written through the station's own door."""

from __future__ import annotations

from pathlib import Path

from data.clock import Clock, SystemClock
from data.demo.generate import ORIGIN, STATION_NAME, ZONE, generate
from data.demo.rows import Rows
from data.errors import WrongUsage
from data.i18n import tr
from data.kinds import Kinds
from data.progress import Progress
from data.store import Station

WHO = "演示生成"
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
    station = Station.create(Path(path), STATION_NAME, origin=ORIGIN, zone=ZONE, clock=clock)
    try:
        station.set_setting("shift", SHIFT)
        progress.report(0, size, tr("正在生成演示片区"))
        for number, rows in enumerate(generate(size, seed, clock.now()), 1):
            write_district(station, rows, number)
            progress.report(number, size, tr("正在生成演示片区"))
    except BaseException:
        station.close()
        remove_station(Path(path))
        raise
    return station


def write_district(station: Station, rows: Rows, number: int) -> None:
    """Write the rows of one district as one change set, then hang up its pictures."""
    ids: list[int] = [0]
    links = link_fields(station.kinds)
    with station.editing(who=WHO, why=tr("演示片区 {number}", number=number), command="demo") as draft:
        for row in rows.rows:
            ids.append(draft.add(row.kind, resolve(row.values, links[row.kind], ids)))
        for row in rows.late:
            draft.change(row.kind, ids[row.key], **resolve(row.values, links[row.kind], ids))
    for picture in rows.pictures:
        station.attach(picture.kind, ids[picture.key], picture.file_name, picture.content, who=WHO, remark=picture.remark)


def link_fields(kinds: Kinds) -> dict[str, tuple[str, ...]]:
    """Return the names of the link fields of each kind."""
    return {name: tuple(f.name for f in kind.links) for name, kind in kinds.items()}


def resolve(values: dict[str, object], links: tuple[str, ...], ids: list[int]) -> dict[str, object]:
    """Return the values with provisional keys in links replaced by the ids that the station gave."""
    found = dict(values)
    for name in links:
        key = found.get(name)
        if isinstance(key, int):
            found[name] = ids[key]
    return found


def remove_station(path: Path) -> None:
    """Remove a station file and what SQLite keeps beside it."""
    for name in (path, path.with_name(path.name + "-wal"), path.with_name(path.name + "-shm")):
        name.unlink(missing_ok=True)
