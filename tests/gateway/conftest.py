"""A station with two forces, a gateway on free ports, and devices that send."""

from __future__ import annotations

import socket
import threading
from dataclasses import dataclass
from datetime import UTC, datetime

import pytest
from hypothesis import settings
from shapely.geometry import Point, box

from data.clock import FixedClock
from data.gateway.devices import issue
from data.gateway.gateway import Gateway
from data.gateway.wish import Wish
from data.store import Station
from tests.fresh import new_station

settings.register_profile("steady", deadline=None, derandomize=True)
settings.load_profile("steady")
NOW = datetime(2026, 11, 21, 13, 47, tzinfo=UTC)
AT = int(NOW.timestamp())
LONGEST = 60.0  # seconds; only what never comes takes them
ALL_DOORS = Wish(on=True, http_port=0, cot_port=0, udp_port=0, batch_seconds=60.0)


@dataclass(frozen=True)
class Field:
    """The station, its forces, and a device with its token."""

    station: Station
    wang: int
    li: int
    token: str
    device: int

    @property
    def clock(self) -> FixedClock:
        return self.station.clock


def make_field(path):
    station = new_station(path, "金沙派出所", origin=(102.74, 25.05), clock=FixedClock(NOW))
    with station.editing(who="测试", why="建站") as draft:
        draft.add("building", {"name": "金沙小区3栋", "geometry": box(102.74, 25.05, 102.7405, 25.0501)})
        wang = draft.add("force", {"name": "王警官", "tier": "core", "duty": "free", "geometry": Point(102.741, 25.05),
                                   "seen_at": "2026-11-21T13:40:00Z"})  # fmt: skip
        li = draft.add("force", {"name": "李辅警", "tier": "close", "duty": "free"})
    device, token = issue(station, "王警官的手机", "force", wang, who="值班长", sees=True)
    return Field(station, wang, li, token, device)


@pytest.fixture
def field(tmp_path):
    made = make_field(tmp_path / "field.station")
    yield made
    made.station.close()


@pytest.fixture(scope="module")
def open_field(tmp_path_factory):
    """A field with an open gateway that the tests of a module share; each looks at what it changed itself."""
    made = make_field(tmp_path_factory.mktemp("field") / "field.station")
    gateway = Gateway(made.station, ALL_DOORS)
    gateway.start()
    while not any(t.name.startswith("gateway-store") for t in threading.enumerate()):  # it begins after the doors are open
        threading.Event().wait(0.005)
    yield made, gateway
    gateway.stop()
    made.station.close()
    assert not [t for t in threading.enumerate() if t.name.startswith("gateway")]


class Line:
    """A TCP connection of a device."""

    def __init__(self, port):
        self.socket = socket.create_connection(("127.0.0.1", port), LONGEST)
        self.socket.settimeout(LONGEST)

    def send(self, data):
        self.socket.sendall(data)
        return self

    def until(self, mark):
        """Read until something has come."""
        found = b""
        while mark not in found:
            more = self.socket.recv(65536)
            if not more:
                break
            found += more
        return found

    def answer(self):
        """Read one HTTP answer and return its status and body."""
        head, _, rest = self.until(b"\r\n\r\n").partition(b"\r\n\r\n")
        length = next(int(h.split(b":")[1]) for h in head.split(b"\r\n") if h.lower().startswith(b"content-length"))
        while len(rest) < length:
            rest += self.socket.recv(65536)
        return int(head.split()[1]), rest

    def ended(self):
        """Whether the other side has closed."""
        try:
            return self.socket.recv(65536) == b""
        except ConnectionError:
            return True

    def close(self):
        self.socket.close()


@pytest.fixture
def line(open_field):
    """Open connections to a door of the shared gateway."""
    _, gateway = open_field
    made = []

    def connect(name):
        made.append(Line(next(d.port for d in gateway.doors if d.name == name)))
        return made[-1]

    yield connect
    for one in made:
        one.close()


@pytest.fixture
def taken(open_field):
    """What the shared gateway has taken since the test began."""
    _, gateway = open_field
    gateway.intake.taken_out(10**6)
    return lambda: gateway.intake.taken_out(10**6)


@pytest.fixture
def until():
    """Wait for what another thread does."""
    import time

    def wait(condition, seconds=LONGEST):
        end = time.monotonic() + seconds
        while not condition():
            assert time.monotonic() < end, "it did not come"
            threading.Event().wait(0.005)

    return wait
