"""Dispatch: who gets where over the roads, how soon and why; rings, posts and cordons."""

from data.duty.dispatch.forces import Force as Force
from data.duty.dispatch.forces import forces_of as forces_of
from data.duty.dispatch.kept import travel_of as travel_of
from data.duty.dispatch.speeds import MODES as MODES
from data.duty.dispatch.suggest import rank as rank
from data.duty.dispatch.suggest import suggest as suggest
from data.duty.dispatch.suggest import unplaced as unplaced
from data.duty.dispatch.travel import Travel as Travel
from data.duty.dispatch.values import Need as Need
from data.duty.dispatch.values import Offer as Offer
from data.duty.dispatch.values import Suggestion as Suggestion
