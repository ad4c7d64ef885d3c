"""Panels and dialogs, each usable alone: they read a station and share a workspace."""
