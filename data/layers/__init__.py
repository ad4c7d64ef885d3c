"""How layers are shown, as frozen values that can be kept as JSON: state of a layer, style by rule, what the station keeps."""

from data.layers.rule import StyleClass, StyleRule
from data.layers.state import LayerState, layer_of

__all__ = ["LayerState", "StyleClass", "StyleRule", "layer_of"]
