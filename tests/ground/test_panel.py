"""The layers panel offers the ground picture with a switch and opacity, and nothing that a picture does not have."""

import pytest

from data.workspace import Workspace
from widgets.layer_section import LayerSection

pytestmark = pytest.mark.screen


@pytest.fixture
def section(town, qtbot):
    workspace = Workspace(town.kinds)
    made = LayerSection(town.kinds["ground_picture"], workspace)
    qtbot.addWidget(made)
    return made, workspace


def test_it_is_a_layer_that_is_on(town):
    assert Workspace(town.kinds).layers["ground_picture"].visible


def test_opacity_is_set(section, qtbot):
    made, workspace = section
    with qtbot.waitCallback() as told:
        workspace.layer_changed.connect(told)
        made.opacity.setValue(40)
    assert workspace.layers["ground_picture"].opacity == pytest.approx(0.4)


def test_no_words_and_colours(section):
    made, _ = section
    assert made.labels is None
    assert made.swatches == []


def test_state_is_shown_all_the_same(section):
    made, workspace = section
    workspace.set_layer("ground_picture", opacity=0.7)
    made.show_state(workspace.layers["ground_picture"])
    assert made.reset.isHidden()
