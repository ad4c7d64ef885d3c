"""Layers: one adapter for each type, found in a dict, each reading in the background and showing symbols, areas or lines."""
