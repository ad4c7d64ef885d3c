"""Words that people and OpenStreetMap write for the category of places that the map draws in a way of their own."""

from __future__ import annotations

GARAGE_ENTRANCES = ("车库入口", "地下车库入口", "车库出入口", "地下车库出入口", "车库出口", "地下停车场入口", "地库入口",
                    "garage entrance", "garage_entrance", "parking_entrance")  # fmt: skip
