"""The town as arrays of points and triangles: walls, roofs, ground, trees, pictures on walls, baked shadows."""
