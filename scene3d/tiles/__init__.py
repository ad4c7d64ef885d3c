"""The town in tiles: packed, kept in the file, at levels of detail, brought as the eye moves."""
