"""The words of OpenStreetMap and of the tiles and extracts made from it, as fields and choices of our kinds."""

from __future__ import annotations

# Properties that mean a field, beyond the aliases that the kinds themselves declare; best first.
PROPERTIES: dict[str, dict[str, tuple[str, ...]]] = {
    "building": {
        "street": ("addr_street", "addr:street"),
        "house_number": ("addr_housenumber", "addr:housenumber"),
        "height": ("building:height", "measuredheight"),
        "base": ("min_height", "building:min_height"),
        "storeys": ("building:levels", "levels", "storeysaboveground", "num_floors", "floors"),
        "storeys_below": ("building:levels:underground", "storeysbelowground"),
        "use": ("kind_detail", "building:use", "building", "function", "usage", "type"),
        "built": ("start_date", "yearofconstruction", "oorspronkelijk_bouwjaar", "bouwjaar"),
    },
    "building_part": {
        "height": ("building:height",),
        "base": ("min_height", "building:min_height"),
        "storeys": ("building:levels", "levels"),
    },
    "road": {
        "class": ("highway", "fclass", "railway"),
        "tunnel": ("tunnel", "is_tunnel"),
        "bridge": ("bridge", "is_bridge"),
        "level": ("layer",),
    },
    "ground": {"category": ("kind", "water", "waterway", "leisure", "natural", "landuse", "fclass", "man_made", "barrier")},
    "place": {"category": ("kind", "amenity", "tourism", "shop", "office", "leisure", "public_transport", "historic", "fclass")},
    "address": {"street": ("addr:street",), "house_number": ("addr:housenumber",), "category": ("kind",)},
    "shop": {"trade": ("shop", "amenity")},
    "camera": {"bearing": ("camera:direction", "direction"), "mount": ("camera:type",), "owner": ("operator",)},
    "track": {"remark": ("desc", "cmt", "description"), "source": ("src",)},
}

# Words for choices, beyond the aliases that the kinds themselves declare.
CHOICES: dict[tuple[str, str], dict[str, str]] = {
    ("building", "use"): {
        **dict.fromkeys(("apartments", "residential", "house", "detached", "terrace", "dormitory", "semidetached_house",
                         "houseboat", "bungalow", "1000", "woonfunctie"), "residential"),
        **dict.fromkeys(("bank", "retail", "commercial", "office", "hotel", "supermarket", "kiosk", "restaurant", "cafe",
                         "fast_food", "mall", "cinema", "shop", "bar", "department_store", "nightclub"), "commercial"),
        **dict.fromkeys(("public", "civic", "government", "hospital", "clinic", "fire_station", "police", "townhall", "courthouse",
                         "library", "museum", "theatre", "place_of_worship", "church", "temple", "mosque", "chapel", "synagogue",
                         "cathedral", "transportation", "train_station", "station", "stadium", "sports_centre", "post_office",
                         "prison", "attraction"), "public"),
        **dict.fromkeys(("school", "university", "college", "kindergarten"), "school"),
        **dict.fromkeys(("industrial", "warehouse", "factory", "hangar", "storage_tank", "works"), "industrial"),
    },
    ("road", "class"): {
        **dict.fromkeys(("motorway", "motorway_link", "trunk", "trunk_link", "highway"), "highway"),
        **dict.fromkeys(("primary", "primary_link", "secondary", "secondary_link", "tertiary", "tertiary_link"), "major_road"),
        **dict.fromkeys(("residential", "service", "unclassified", "living_street", "road", "busway"), "minor_road"),
        **dict.fromkeys(("footway", "pedestrian", "steps", "cycleway", "path", "track", "bridleway", "corridor", "track_grade1",
                         "track_grade2", "track_grade3", "track_grade4", "track_grade5"), "path"),
        **dict.fromkeys(("rail", "subway", "light_rail", "tram", "railway", "monorail", "train", "funicular"), "rail"),
        "ferry": "ferry",
    },
    ("ground", "cover"): {
        **dict.fromkeys(("water", "river", "riverbank", "canal", "stream", "dock", "lake", "basin", "reservoir", "pond", "ocean",
                         "sea", "bay", "fountain", "swimming_pool", "ditch", "drain", "moat", "wetland", "playa"), "water"),
        **dict.fromkeys(("park", "grass", "garden", "wood", "natural_wood", "forest", "natural_forest", "meadow", "village_green",
                         "scrub", "hedge", "tree_row", "tree", "farmland", "orchard", "cemetery", "grave_yard", "golf_course",
                         "nature_reserve", "heath", "grassland", "allotments", "greenfield", "flowerbed", "zoo", "dog_park",
                         "protected_area"), "green"),
        **dict.fromkeys(("pitch", "track", "stadium", "recreation_ground", "playground", "sports_centre",
                         "sports_center"), "sport"),
        **dict.fromkeys(("pedestrian", "parking", "plaza", "square", "pier", "footway", "bridge", "platform", "apron", "runway",
                         "taxiway", "breakwater", "steps"), "paved"),
        "residential": "compound",
    },
    ("shop", "trade"): {
        **dict.fromkeys(("bakery", "pastry", "confectionery", "deli", "coffee", "tea", "ice_cream", "chocolate", "butcher",
                         "seafood", "cheese", "bar", "pub"), "food"),
        **dict.fromkeys(("general", "kiosk", "greengrocer", "alcohol", "wine", "beverages", "variety_store", "department_store",
                         "mall", "newsagent", "health_food", "farm", "frozen_food", "tobacco"), "grocery"),
        **dict.fromkeys(("hotel", "hostel", "guest_house", "motel"), "lodging"),
        **dict.fromkeys(("erotic", "lottery", "bookmaker", "video_games", "gambling", "adult_gaming_centre"), "leisure"),
        **dict.fromkeys(("chemist", "medical_supply", "optician", "hearing_aids", "herbalist", "nutrition_supplements"), "health"),
        **dict.fromkeys(("hardware", "doityourself", "repair", "car_repair", "bicycle", "motorcycle_repair", "shoe_repair",
                         "watches", "locksmith", "electrical", "paint", "trade", "tyres", "car_parts"), "repair"),
        **dict.fromkeys(("beauty", "cosmetics", "massage", "tattoo", "perfumery", "hairdresser_supply"), "beauty"),
        **dict.fromkeys(("parcel", "courier", "storage_rental", "post"), "express"),
        **dict.fromkeys(("scrap_yard", "second_hand", "charity"), "recycling"),
        **dict.fromkeys(("shoes", "fashion", "boutique", "tailor", "fabric", "bag", "fashion_accessories", "leather",
                         "sewing"), "clothes"),
    },
    ("camera", "mount"): {"panning": "dome", "ptz": "dome", "bullet": "fixed", "360": "panorama"},
}  # fmt: skip

# File names that mean a kind, beyond the names and aliases that the kinds themselves declare.
FILE_NAMES = {
    "building": ("building", "footprints", "houses", "gebouwen"),
    "building_part": ("building_part", "buildingparts", "parts"),
    "road": ("road", "streets", "highways", "roadnetwork", "railways"),
    "ground": ("landuse", "waterways", "parks", "vegetation", "rivers", "lakes", "greens", "landcover"),
    "place": ("poi", "transit", "stations", "amenities", "transport"),
    "address": ("address", "entrances", "housenumbers"),
    "track": ("tracks", "routes"),
}

# Properties whose presence tells the kind where neither the file name nor a property "kind" does; best first.
SIGNS = (
    ("building_part", ("building:part",)),
    ("building", ("building", "building:levels")),
    ("road", ("highway", "railway")),
    ("camera", ("camera:type", "surveillance:type", "camera:direction")),
    ("ground", ("waterway", "landuse", "natural", "water")),
    ("shop", ("shop",)),
    ("place", ("amenity", "tourism", "public_transport", "office", "historic", "leisure")),
    ("address", ("addr:housenumber", "addr_housenumber")),
)

# Further names of a thing, for its alias; all are found by the search box.
OTHER_NAMES = ("alt_name", "alt_name:zh", "short_name", "old_name", "official_name", "int_name", "loc_name", "name:en",
               "alt_name:en")  # fmt: skip
EMPTY = ("", "no", "none", "null")
# Kinds of the map itself, drawn by many hands: of these a value that makes no sense is left out and said; of other kinds the
# whole feature is refused.
BASE_MAP = ("building", "building_part", "plan_room", "road", "ground", "place", "address")
