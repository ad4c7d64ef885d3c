"""5,000 positions a second from 500 devices into the gateway of the real window: none dropped, the window fluid, memory flat.

``python -m benchmarks.bench_gateway 600`` runs for ten minutes; ``python -m benchmarks gateway`` for half a minute. The devices are
a process of their own: 250 TAK clients and 150 phones on connections that stay, 100 over UDP, each reporting ten times a second.
Without a graphics card painting the map is most of what an event waits for, so the second half has the map put away.
"""

from __future__ import annotations

import json
import math
import os
import random
import select
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Any

from benchmarks.bench_start import demo, environment
from benchmarks.figure import tell_bound
from benchmarks.window import measured, opened, rest, wait

if TYPE_CHECKING:
    from app.console import Console
    from data.store import Station

SECONDS = 30
STREAMS, PHONES, DATAGRAMS = 250, 150, 100  # devices by how they report
A_SECOND = 10  # positions of each device
GOAL_MS, GOAL_MEMORY = 50.0, 60.0  # MiB more at the end than after a fifth of the time
TICK = 0.02
ELSEWHERE = 10  # niceness of the devices: in life they are other machines and take no core from the window
STEP, TURNS = 1.3e-6, 0.01  # degrees of a step, and how often one turns
SETTLE = 6.0  # seconds
REPAINTS = 8


def main(seconds: int = SECONDS) -> bool:
    """Let the devices report and tell what became of it."""
    with tempfile.TemporaryDirectory() as folder:
        found = measured("benchmarks.bench_gateway", "window", demo(Path(folder)), seconds)
    sent, rate = found["sent"], found["sent"] / found["seconds"]
    said = f"{sent:,} positions in {found['seconds']:.0f} s ({rate:,.0f} a second)"
    good = tell_bound(f"{said}: not stored", sent - found["stored"], "positions", goal=0)
    good &= tell_bound("dropped or refused", found["dropped"] + found["refused"], "positions", goal=0)
    good &= tell_bound("positions a second that were missing to 5,000", max(0.0, 4_950 - rate), "1/s", goal=0)
    painted = found["at_rest"]["waits"][-1] * 1000
    for name, part in (("with the map", found["during"]), ("with the map put away", found["put_away"])):
        waits = part["waits"]
        tell_bound(f"event in the window {name} meanwhile, p99", waits[int(len(waits) * 0.99)] * 1000, "ms", goal=GOAL_MS)
        good &= tell_bound(f"event in the window {name} meanwhile, longest wait", waits[-1] * 1000, "ms", goal=GOAL_MS,
                           peer="at rest, only the map's symbols are painted anew", peer_value=painted)  # fmt: skip
        tell_bound(f"the same {name} without what other programs kept the window's thread from a core", part["apart"] * 1000, "ms",
                   goal=GOAL_MS)  # fmt: skip
    good &= tell_bound("memory more at the end than after a fifth of the time", found["grown"], "MiB", goal=GOAL_MEMORY)
    tell_bound("packed into the station file for each position", found["bytes"] / max(sent, 1), "bytes", goal=40.0)
    return good


# In the window


def _window(path: Path, seconds: int) -> dict[str, Any]:
    from benchmarks.bench_fluid import Watch
    from data.gateway.gateway import Gateway
    from data.gateway.wish import Wish

    console = opened(path)
    tokens = _devices(console.live)
    gateway = Gateway(console.live, Wish(on=True, http_port=0, cot_port=0, udp_port=0))
    doors = {door.name: door.port for door in gateway.start()}
    before = _written(console.live)
    watch, memory = Watch(), []
    rest(SETTLE)  # 500 forces came on duty
    at_rest = watch.during(lambda: _repainting(console))
    given = path.with_suffix(".tokens")
    given.write_text(json.dumps({"tokens": tokens, "doors": doors, "seconds": seconds}), encoding="utf-8")
    command = [sys.executable, "-m", "benchmarks.bench_gateway", "devices", str(given)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, env=environment(), text=True) as devices:
        start = perf_counter()

        def done() -> bool:
            if perf_counter() - start > seconds * (len(memory) + 1) / 5:
                memory.append(_memory())
            return devices.poll() is not None

        during = watch.during(lambda: wait(lambda: done() or perf_counter() - start > seconds / 2, seconds=seconds + 120.0))
        console.window.map.setVisible(False)  # type: ignore[attr-defined]
        rest(1.0)
        put_away = watch.during(lambda: wait(done, seconds=seconds + 120.0))
        took, sent = json.loads(devices.stdout.read() if devices.stdout else "[0, 0]")
    counts, end = gateway.counts, perf_counter() + 30.0
    wait(lambda: counts.stored + counts.dropped + counts.all_refused >= sent or perf_counter() > end)  # what is lost is told
    gateway.stop()
    written = _written(console.live) - before
    console.close()
    during["waits"], put_away["waits"] = during["waits"][-20_000:], put_away["waits"][-20_000:]
    return {
        "sent": sent, "seconds": took, "stored": counts.stored, "dropped": counts.dropped, "refused": counts.all_refused,
        "at_rest": at_rest, "during": during, "put_away": put_away, "bytes": written,
        "grown": memory[-1] - memory[0] if len(memory) > 1 else 0.0,
    }  # fmt: skip


def _repainting(console: Console) -> None:
    """Let nothing happen but the map's symbols being arranged and all of them painted anew."""
    for _ in range(REPAINTS):
        console.window.map._redraw()  # type: ignore[attr-defined]
        console.window.map.overlay.update()  # type: ignore[attr-defined]
        rest(0.5)


def _devices(station: Station) -> list[str]:
    """Give a device to each force, with more forces where there are not enough, and return the tokens."""
    from data.gateway.devices import digest, new_token
    from data.query import Query

    wanted, tokens = STREAMS + PHONES + DATAGRAMS, []
    forces = station.columns(Query("force"), ("id",))["id"][:wanted]
    with station.editing(who="bench", why="bench") as draft:
        forces += [draft.add("force", {"name": f"演练{n}", "tier": "loose", "duty": "free"}) for n in range(wanted - len(forces))]
        for n, force in enumerate(forces):
            tokens.append(new_token())
            draft.change("force", force, duty="free")
            draft.add("device", {"name": f"终端{n}", "holder": force, "holder_kind": "force", "digest": digest(tokens[-1])})
    return tokens


def _written(station: Station) -> int:
    """Return the bytes of packed positions in the station file: once in the record, once in the journal."""
    from data.query import Query

    return 2 * sum(map(len, station.columns(Query("fixes"), ("packed",))["packed"]))


def _memory() -> float:
    """Return the memory that this process holds, in MiB."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20


# The devices


class Device:
    """A device that walks at 1.4 metres a second, turning now and then, and reports in its own way."""

    def __init__(self, number: int, send: Callable[[float, float, str], None]) -> None:
        dice = random.Random(number)
        self.lon, self.lat = 102.7423 + dice.uniform(-0.005, 0.005), 25.0561 + dice.uniform(-0.004, 0.004)
        self._dice, self._send, self._way = dice, send, dice.uniform(0, 2 * math.pi)

    def report(self) -> None:
        """Go on a step and tell where that is."""
        if self._dice.random() < TURNS:
            self._way = self._dice.uniform(0, 2 * math.pi)
        self.lon += STEP * math.sin(self._way)
        self.lat += STEP * math.cos(self._way)
        self._send(self.lon, self.lat, time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()))


def _report(given: dict[str, Any]) -> tuple[float, int]:
    """Report for so long at an even pace, and return how long it took and how many positions were sent."""
    if hasattr(os, "nice"):
        os.nice(ELSEWHERE)
    tokens, doors, lines = given["tokens"], given["doors"], []
    devices: list[Device] = []
    for number, token in enumerate(tokens):
        if number < STREAMS + PHONES:
            lines.append(socket.create_connection(("127.0.0.1", doors["cot" if number < STREAMS else "http"])))
        devices.append(Device(number, _sender(number, token, doors, lines)))
    dice = random.Random(1)
    dice.shuffle(devices)
    begun, sent, total = perf_counter(), 0, given["seconds"] * len(devices) * A_SECOND
    while sent < total:
        due = min(int((perf_counter() - begun) * len(devices) * A_SECOND), total)
        for number in range(sent, due):
            devices[number % len(devices)].report()
        sent = max(sent, due)
        _drain(lines)
        time.sleep(TICK)
    took = perf_counter() - begun
    end = perf_counter() + 3.0
    while perf_counter() < end:  # until all is answered
        _drain(lines)
        time.sleep(TICK)
    return took, sent


def _sender(number: int, token: str, doors: dict[str, int], lines: Sequence[socket.socket]) -> Callable[[float, float, str], None]:
    if number >= STREAMS + PHONES:
        out = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        detail = f"<watchroom token='{token}'/>"
        return lambda lon, lat, at: void(out.sendto(_event(number, lon, lat, at, detail), ("127.0.0.1", doors["udp"])))
    line = lines[number]
    if number < STREAMS:
        line.sendall(f"<auth><cot username='{number}' password='{token}' uid='{number}'/></auth>".encode())
        return lambda lon, lat, at: line.sendall(_event(number, lon, lat, at, ""))
    head = f"POST /?token={token} HTTP/1.1\r\nHost: a\r\nContent-Length: "

    def post(lon: float, lat: float, _at: str) -> None:
        body = f'{{"_type":"location","lon":{lon:.7f},"lat":{lat:.7f},"tst":{time.time():.0f},"acc":6}}'
        line.sendall(f"{head}{len(body)}\r\n\r\n{body}".encode())

    return post


def void(_: object) -> None:
    """Return nothing."""


def _event(number: int, lon: float, lat: float, at: str, detail: str) -> bytes:
    return (
        f"<?xml version='1.0'?><event version='2.0' uid='{number}' type='a-f-G-U-C' time='{at}' start='{at}' stale='{at}' "
        f"how='m-g'><point lat='{lat:.7f}' lon='{lon:.7f}' hae='0' ce='6' le='9'/><detail><contact callsign='{number}'/>"
        f"{detail}</detail></event>"
    ).encode()


def _drain(lines: Sequence[socket.socket]) -> None:
    for line in select.select(lines, [], [], 0)[0]:
        line.recv(1 << 20)


if __name__ == "__main__":
    if len(sys.argv) > 2 and sys.argv[1] == "window":
        print(json.dumps(_window(Path(sys.argv[2]), int(sys.argv[3]))))
    elif len(sys.argv) > 2 and sys.argv[1] == "devices":
        print(json.dumps(_report(json.loads(Path(sys.argv[2]).read_text(encoding="utf-8")))))
    else:
        sys.exit(0 if main(int(sys.argv[1]) if len(sys.argv) > 1 else SECONDS) else 1)
