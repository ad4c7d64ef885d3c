"""What is painted over the scene: symbols, labels, outlines; a function of painter, projection and items, of no widget."""
