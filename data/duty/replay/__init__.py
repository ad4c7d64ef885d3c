"""Replay of a past period: what happened when, where everybody was, and what comes next."""

from data.duty.replay.events import LANES as LANES
from data.duty.replay.events import Event as Event
from data.duty.replay.events import events as events
from data.duty.replay.run import SPEEDS as SPEEDS
from data.duty.replay.run import Replay as Replay
from data.duty.replay.run import read_replay as read_replay
