"""Visit lists: tasks that lie on one walk, each purpose once, in the best order on foot."""

from data.duty.visits.gather import Gathered, Stop, doubles, gather, ready_tasks
from data.duty.visits.issue import VisitPlan, finish, issue_visits, merge, propose, release, tasks_on
from data.duty.visits.order import EXACT, Order, best_order
from data.duty.visits.walk import Walk, plan_walk

__all__ = [
    "EXACT", "Gathered", "Order", "Stop", "VisitPlan", "Walk", "best_order", "doubles", "finish", "gather", "issue_visits", "merge",
    "plan_walk", "propose", "ready_tasks", "release", "tasks_on",
]  # fmt: skip
