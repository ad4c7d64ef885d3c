import pytest

from app.layers_kept import LayersKept
from data.layers import LayerState
from data.store import Station
from data.workspace import Workspace


@pytest.fixture
def station(tmp_path, qapp):
    with Station.create(tmp_path / "a.station", "a") as made:
        yield made


def opened(station):
    workspace = Workspace(station.kinds)
    return workspace, LayersKept(station, workspace)


def test_layers_come_back_as_they_were_left(station):
    workspace, kept = opened(station)
    made = workspace.add_layer(LayerState("case", True, key="case.1", name="盗窃", chosen={"type": ("theft",)}))
    workspace.set_layer("shop", visible=False, opacity=0.4)
    kept.close()
    again, after = opened(station)
    after.close()
    assert again.layers[made.id] == made
    assert (again.layers["shop"].visible, again.layers["shop"].opacity) == (False, 0.4)


def test_a_layer_that_was_deleted_does_not_come_back(station):
    workspace, kept = opened(station)
    made = workspace.add_layer(LayerState("case", True, key="case.1", name="盗窃"))
    workspace.remove_layer(made.id)
    kept.close()
    again, after = opened(station)
    after.close()
    assert made.id not in again.layers


def test_where_nothing_changed_nothing_is_written(station):
    _, kept = opened(station)
    kept.close()
    assert station.setting("layers") is None
