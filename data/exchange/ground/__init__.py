"""Ground pictures in: GeoTIFF and MBTiles become one picture that lies on the ground of the station's area."""

from data.exchange.ground.importing import import_ground

__all__ = ["import_ground"]
