"""Detailed models in: a glTF, GLB or OBJ file takes the place of one building's plain block."""

from data.exchange.models.importing import import_model

__all__ = ["import_model"]
