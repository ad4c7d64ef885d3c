"""Panels of duty: check lists, visit lists, boards of the posts, the lives of disputes and hazards."""
