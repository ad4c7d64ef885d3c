"""The station file: the only place that writes SQL."""

from data.store.station import Station

__all__ = ["Station"]
