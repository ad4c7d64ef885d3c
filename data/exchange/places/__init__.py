"""Places in: GeoJSON and CityJSON files become buildings, parts, roads, grounds, places and addresses."""

from data.exchange.places.importing import import_places

__all__ = ["import_places"]
