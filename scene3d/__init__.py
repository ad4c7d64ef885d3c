"""The 3D view: the town as meshes, picking, camera moves, layers, and symbols painted over."""
