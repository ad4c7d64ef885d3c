"""The generator of the demo station: an invented old district in China, the same for the same seed, at any size."""

from data.demo.make import make_demo

__all__ = ["make_demo"]
