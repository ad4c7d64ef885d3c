"""Insight: what panels, time strip and wall show, worked out from the records; of places, times and work, never of a person."""

from data.insight.board import Board, TaskCard, board
from data.insight.building import BuildingView, building_view
from data.insight.figures import OnDuty, StationFigures, TaskFigures, station_figures
from data.insight.layers import LayerCount, layer_counts, layer_query
from data.insight.lines import Line
from data.insight.rhythm import DayCount, cases_per_day, hour_matrix
from data.insight.room import Resident, RoomView, room_view
from data.insight.rooms import ROOM_STATES, RoomCell, RoomColumn, RoomGrid

__all__ = [
    "ROOM_STATES",
    "Board", "BuildingView", "DayCount", "LayerCount", "Line", "OnDuty", "Resident", "RoomCell", "RoomColumn",
    "RoomGrid",
    "RoomView", "StationFigures", "TaskCard", "TaskFigures", "board", "building_view", "cases_per_day",
    "hour_matrix", "layer_counts",
    "layer_query", "room_view", "station_figures",
]  # fmt: skip
