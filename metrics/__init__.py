"""What a business measures on a customer base, synthetic or real: pure functions, one file a question."""

from metrics.activity import active_customers, repeat_buyers
from metrics.cohort_flows import CohortFlows, cohort_flows
from metrics.cohorts import cohort_table, lifetime_from_churn, mean_lifetime, period_rate, steady_state_retention
from metrics.flows import movements, retention_series, run_rate
from metrics.heterogeneity import equal_parts, pooled_rates, stretched_rates
from metrics.mix import MixShift, rate_and_mix
from metrics.mixture import mixture_mean_lifetime, mixture_retention, mixture_survival, type_survival
from metrics.projection import project, steady_state
from metrics.recency import days_since_last, orders_within
from metrics.retention import (
    DENOMINATORS,
    churn_rate,
    compound,
    end_over_start,
    implied_opening,
    net_people,
    net_value,
    reported_rate,
    retention_rate,
    value_retention,
)
from metrics.revenue import (
    RevenueMoves,
    RevenueRetention,
    gross_revenue_retention,
    net_revenue_retention,
    quick_ratio,
    revenue_moves,
    revenue_retention,
)
from metrics.sbg import sbg_fit, sbg_log_likelihood, sbg_mean_lifetime, sbg_retention, sbg_survival

__all__ = [
    "CohortFlows",
    "DENOMINATORS",
    "MixShift",
    "RevenueMoves",
    "RevenueRetention",
    "active_customers",
    "churn_rate",
    "cohort_flows",
    "cohort_table",
    "compound",
    "days_since_last",
    "end_over_start",
    "equal_parts",
    "gross_revenue_retention",
    "implied_opening",
    "lifetime_from_churn",
    "mean_lifetime",
    "mixture_mean_lifetime",
    "mixture_retention",
    "mixture_survival",
    "movements",
    "net_people",
    "net_revenue_retention",
    "net_value",
    "orders_within",
    "period_rate",
    "pooled_rates",
    "project",
    "quick_ratio",
    "rate_and_mix",
    "repeat_buyers",
    "reported_rate",
    "retention_rate",
    "retention_series",
    "revenue_moves",
    "revenue_retention",
    "run_rate",
    "sbg_fit",
    "sbg_log_likelihood",
    "sbg_mean_lifetime",
    "sbg_retention",
    "sbg_survival",
    "steady_state",
    "steady_state_retention",
    "stretched_rates",
    "type_survival",
    "value_retention",
]
