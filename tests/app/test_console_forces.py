"""Forces at the desk: on duty by the keyboard, placed on the map, their track, the gateway opened and fed."""

from __future__ import annotations

import json
import socket

import pytest

from data.gateway.devices import issue
from data.gateway.wish import Wish
from data.query import equals

pytestmark = pytest.mark.screen


@pytest.fixture
def member(desk):
    """A force member off duty, their page shown."""
    desk.fresh()
    found = desk.station.first(equals("force", tier="close", duty="off"))
    desk.workspace.select("force", found.id)
    desk.wait(lambda: desk.inspector.force.view is not None and desk.inspector.force.view.record.id == found.id)
    desk.settle()
    return found.id


def state(desk, id):
    return desk.station.get("force", id)["duty"]


def test_clocking_in_and_out_by_keys(desk, member):
    desk.keys("Ctrl+Shift+I")
    desk.wait(lambda: state(desk, member) == "free")
    desk.keys("Ctrl+Shift+O")
    desk.wait(lambda: state(desk, member) == "off")


def test_a_place_by_hand_and_its_ring_of_age(desk, member):
    desk.console.run("place_force", id=member, lon=102.7423, lat=25.0561)
    desk.wait(lambda: desk.station.get("force", member)["source"] == "hand")
    desk.wait(lambda: desk.inspector.force.standing.accessibleName() == "刚刚")


def test_the_track_of_one_on_duty_is_drawn(desk):
    desk.fresh()
    walker = desk.station.first(equals("patrol", state="under_way"))["force"]
    desk.workspace.select("force", walker)
    desk.console.run("show_force_track")
    desk.wait(lambda: "定位" in desk.workspace.tool.reading)
    desk.workspace.act_on_tool("keep")
    desk.wait(lambda: desk.selection.kind == "track")
    desk.workspace.use_tool()


def test_the_panel_shows_grids_by_a_command(desk):
    desk.fresh()
    desk.console.run("bare_grids")
    panel = desk.window.side.page("forces")
    desk.wait(lambda: "grids" in panel.pages and len(panel.pages["grids"].list.lines()) == 4)


def test_a_position_comes_through_the_gateway_onto_the_map(desk, member):
    gateway = desk.console.gateway_desk
    gateway.carry_out(Wish(on=True, http_port=0, cot_port=None, batch_seconds=0.2))
    desk.wait(lambda: gateway.gateway is not None)
    _, token = issue(desk.station, "终端", "force", member, who="值班长")
    at = int(desk.station.clock.now().timestamp())
    body = json.dumps({"_type": "location", "lon": 102.7431, "lat": 25.0565, "tst": at, "acc": 5}).encode()
    with socket.create_connection(("127.0.0.1", gateway.gateway.doors[0].port)) as line:
        line.sendall(b"POST /?token=%b HTTP/1.1\r\nContent-Length: %d\r\n\r\n%b" % (token.encode(), len(body), body))
        assert b"200" in line.recv(1000)
    desk.wait(lambda: desk.station.get("force", member)["source"] == "owntracks")
    gateway.carry_out(Wish())
    assert gateway.gateway is None
