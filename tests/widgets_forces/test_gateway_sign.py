"""The gateway in the top bar."""

from __future__ import annotations

import pytest

from data.gateway.pulse import Beat
from widgets.forces.gateway_sign import GatewaySign


@pytest.fixture
def sign(qtbot):
    told = [Beat("off")]
    made = GatewaySign(lambda: told[0])
    qtbot.addWidget(made)
    made.told = told
    yield made
    made.dispose()


def test_without_a_gateway_there_is_no_sign(sign):
    sign.look()
    assert sign.isHidden()


@pytest.mark.parametrize(
    ("beat", "words"),
    [
        (Beat("open", 12, 340, doors="http"), "定位 12 台"), (Beat("open", doors="http"), "定位网关已开"),
        (Beat("refusing", 12, 340, 3, doors="http"), "定位拒收 3 条"),
        (Beat("dropping", 12, 340, 3, 1200, "http"), "定位丢弃 1,200 个"),
        (Beat("stopped", trouble="端口被占用"), "定位网关没有打开"),
    ],
)  # fmt: skip
def test_it_says_how_the_gateway_does(sign, beat, words):
    sign.told[0] = beat
    sign.look()
    assert (sign.text(), sign.isHidden()) == (words, False)


def test_its_hint_says_why_it_stopped(sign):
    sign.told[0] = Beat("stopped", trouble="端口被占用")
    sign.look()
    assert sign.toolTip() == "端口被占用"


def test_it_goes_on_looking_while_doors_are_open(sign, qtbot):
    sign.told[0] = Beat("open", doors="http")
    sign.look()
    sign.told[0] = Beat("refusing", refused=1, doors="http")
    qtbot.waitUntil(lambda: sign.shown.state == "refusing", timeout=20_000)
