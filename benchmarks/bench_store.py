"""What the journal costs on top of a bare insert, and how fast the search box answers over half a million people."""

from __future__ import annotations

import random
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from time import perf_counter
from typing import Any

from benchmarks.figure import p95, tell, tell_bound, timed
from data.kinds.values import id_checksum
from data.records import Edit
from data.store import Station
from data.store.schema import search_table, searched
from data.store.tokens import tokens_of

ROWS = 100_000
PEOPLE = 500_000
ROUNDS = 3
JOURNAL_GOAL = 2.0  # times the bare insert
SEARCH_GOAL_MS = 50.0
SURNAMES = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾萧田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭单仇"
GIVEN = "伟芳娜秀英敏静丽强磊军洋勇艳杰娟涛明超兰霞平刚桂文辉玲华红健建国志海波宁雪梅琳晨宇欣怡子涵浩然梓轩"
WORK = ("金沙小学", "河滨菜市场", "个体经营", "南湖物业公司", "第三人民医院")
TYPED = (
    "张伟", "王小明", "zhangwei", "lixiuying", "zw", "wxm", "13912345678", "310199198", "19850312", "张伟 139", "zhang 138",
    "人民医院", "金沙小学", "单", "shan", "q", "欧阳",
)  # fmt: skip


def main() -> bool:
    """Print the figures; False when a goal is missed."""
    return all([*journal_cost(), search_time()])


def people(count: int, seed: int = 1) -> list[dict[str, Any]]:
    """Return invented people with every field that a person has, save remarks; region code 310199 belongs to no place."""
    rng = random.Random(seed)
    return [_person(rng, n) for n in range(count)]


def _person(rng: random.Random, n: int) -> dict[str, Any]:
    birth = f"{rng.randint(1940, 2015)}-{rng.randint(1, 12):02d}-{rng.randint(1, 28):02d}"
    number = f"310199{birth.replace('-', '')}{n % 1000:03d}"
    return {
        "name": rng.choice(SURNAMES) + "".join(rng.choices(GIVEN, k=rng.choice((1, 2, 2)))),
        "gender": rng.choice(("male", "female")),
        "birth": birth,
        "id_number": number + id_checksum(number),
        "phone": f"1{rng.choice(('39', '38', '50', '77'))}{rng.randint(0, 99_999_999):08d}",
        "work": f"{rng.choice(WORK)}{n % 50}号",
        "home": f"金沙路{n % 300}号",
        "checked_at": f"2026-{rng.randint(1, 9):02d}-11",
    }


@contextmanager
def fresh_station() -> Iterator[Station]:
    """Give an empty plain station in a folder of its own."""
    with tempfile.TemporaryDirectory() as folder, Station.create(Path(folder) / "a.station", "bench") as station:
        yield station


def journal_cost() -> list[bool]:
    """Time `Station.apply` against a bare insert of the same rows into the same table, both with their commit.

    The first figure ends when the rows and their journal are on disk, as a user waits for it; search tokens of large sets follow
    in the background. The second waits for these too, and its peer makes and inserts the same tokens.
    """
    rows = people(ROWS)
    runs = [(_bare(rows, indexed=False), _bare(rows, indexed=True), *_applied(rows)) for _ in range(ROUNDS)]
    bare, bare_indexed, applied, indexed = (min(run[i] for run in runs) for i in range(4))
    return [
        tell(f"journalled write of {ROWS} people", applied, "s", goal=JOURNAL_GOAL, peer="bare insert", peer_value=bare),
        tell("the same until searchable", indexed, "s", goal=JOURNAL_GOAL, peer="bare insert with tokens", peer_value=bare_indexed),
    ]


def _applied(rows: list[dict[str, Any]]) -> tuple[float, float]:
    """Return seconds until the change set is committed, and until its tokens are made."""
    edits = [Edit("person", None, row) for row in rows]
    with fresh_station() as station:
        start = perf_counter()
        station.apply(edits, who="bench", why="bench")
        committed = perf_counter() - start
        station.find("张伟")
        return committed, perf_counter() - start


def _bare(rows: list[dict[str, Any]], *, indexed: bool) -> float:
    """Return seconds of one executemany of ready tuples into the same table with the same indexes; ``indexed`` with tokens."""
    with fresh_station() as station:
        kind = station.kinds["person"]
        names = [*kind.fields, "geometry", "lon", "lat"]
        ready = [(n, *(row.get(name) for name in names)) for n, row in enumerate(rows, 1)]
        insert = f"INSERT INTO person (id, {', '.join(names)}) VALUES ({', '.join('?' * (len(names) + 1))})"
        connection = station._engine.connection

        def work() -> None:
            connection.execute("BEGIN IMMEDIATE")
            connection.executemany(insert, ready)
            if indexed:
                fields = [f for f in searched(kind) if f.name in rows[0]]
                tokens = ((n, " ".join(tokens_of(f.search, row[f.name]) for f in fields)) for n, row in enumerate(rows, 1))
                connection.executemany(f"INSERT INTO {search_table('person')} (rowid, tokens) VALUES (?, ?)", tokens)
            connection.execute("COMMIT")

        return timed(work)


def search_time() -> bool:
    """Time the search box for every beginning of what people type, against a LIKE scan of the same table."""
    with fresh_station() as station:
        for part in range(PEOPLE // ROWS):
            station.apply([Edit("person", None, row) for row in people(ROWS, seed=part)], who="bench", why="bench")
        station.find("张")  # waits for the tokens
        texts = [text[:n] for text in TYPED for n in range(1, len(text) + 1)]
        found = _each(texts, station.find)
        connection = station._engine.connection
        scan = "SELECT id FROM person WHERE name LIKE ?1 OR phone LIKE ?1 OR id_number LIKE ?1 OR work LIKE ?1 LIMIT 8"
        scanned = _each(texts[:: len(texts) // 24], lambda text: connection.execute(scan, (f"%{text}%",)).fetchall())
    name = f"search as you type over {PEOPLE} people, p95"
    return tell_bound(name, p95(found) * 1000, "ms", goal=SEARCH_GOAL_MS, peer="LIKE scan, p95", peer_value=p95(scanned) * 1000)


def _each(texts: list[str], ask: Callable[[str], object]) -> list[float]:
    return [timed(lambda text=text: ask(text)) for text in texts]  # type: ignore[misc]


if __name__ == "__main__":
    main()
