"""What people keep of the map: views with camera, layers, time and look, and themes of layers; both are records of the station."""

from data.views.keep import KeptView, kept_views, remove_view, rename_view, save_view, set_slot
from data.views.theme import KeptTheme, LayerTheme, kept_themes, remove_theme, rename_theme, save_theme
from data.views.view import Camera, SavedView

__all__ = [
    "Camera", "KeptTheme", "KeptView", "LayerTheme", "SavedView", "kept_themes", "kept_views", "remove_theme", "remove_view",
    "rename_theme", "rename_view", "save_theme", "save_view", "set_slot",
]  # fmt: skip
