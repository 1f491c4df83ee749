"""The delivery plan: its actions with their status, and what a data version fills in."""

from components.queries.plan.actions import ActionView, IndicatorView, PlanView, plan_view
from components.queries.plan.linked import LINKABLE, linked_readings
