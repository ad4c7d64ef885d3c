"""Visit lists: tasks that lie on one walk, each purpose once, in the best order on foot."""

from data.duty.visits.gather import Gathered, Stop, doubles, gather, ready_tasks
from data.duty.visits.issue import VisitPlan, beside, finish, in_order, issue_visits, merge, propose, release, reorder, tasks_on
from data.duty.visits.order import EXACT, Order, best_order
from data.duty.visits.walk import Walk, plan_walk

__all__ = [
    "EXACT", "Gathered", "Order", "Stop", "VisitPlan", "Walk", "beside", "best_order", "doubles", "finish", "gather", "in_order",
    "issue_visits", "merge", "plan_walk", "propose", "ready_tasks", "release", "reorder", "tasks_on",
]  # fmt: skip
