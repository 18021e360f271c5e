"""What a business measures on a customer base, synthetic or real: pure functions, one file a question."""

from metrics.activity import active_customers, repeat_buyers
from metrics.ceiling import Ceiling, ceiling_of, exponential_ceiling, precision
from metrics.cohort_flows import CohortFlows, cohort_flows
from metrics.cohorts import cohort_table, lifetime_from_churn, mean_lifetime, period_rate, steady_state_retention
from metrics.equity import derl, migration_value
from metrics.estimates import Estimate
from metrics.expectation import ExpectationPath, expectation_path, total_surplus
from metrics.flows import movements, retention_series, run_rate
from metrics.heterogeneity import equal_parts, pooled_rates, stretched_rates
from metrics.mix import MixShift, rate_and_mix
from metrics.mixture import mixture_mean_lifetime, mixture_retention, mixture_survival, type_survival
from metrics.opinion import Claim, Finding, second_opinion
from metrics.prediction import auc, auc_difference, lift_difference, scores_and_leavers, top_decile_lift
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
from metrics.samples import HoldOut, hold_out_for_means, hold_out_for_shares
from metrics.sbg import sbg_fit, sbg_log_likelihood, sbg_mean_lifetime, sbg_retention, sbg_survival
from metrics.survey import mean_score, mix_with_nps, nps, nps_of_mix, sample_size_nps_move, score_by_group
from metrics.survey_bias import ResponseBias, SurvivorSurvey, response_bias, survivor_survey
from metrics.value import (
    BENEFITS,
    REFERENCES,
    Readings,
    customer_value,
    surplus,
    total_benefits,
    total_costs,
    two_readings,
    value_by_segment,
    value_steps,
)
from metrics.worth import (
    Offer,
    best_offer,
    break_even_effect,
    break_even_hour,
    break_even_visits,
    cost_per_visit,
    highest_fee,
    offer_at,
)

__all__ = [
    "BENEFITS",
    "Ceiling",
    "Claim",
    "CohortFlows",
    "DENOMINATORS",
    "Estimate",
    "ExpectationPath",
    "Finding",
    "HoldOut",
    "MixShift",
    "Offer",
    "REFERENCES",
    "Readings",
    "ResponseBias",
    "RevenueMoves",
    "RevenueRetention",
    "SurvivorSurvey",
    "active_customers",
    "auc",
    "auc_difference",
    "best_offer",
    "break_even_effect",
    "break_even_hour",
    "break_even_visits",
    "ceiling_of",
    "churn_rate",
    "cohort_flows",
    "cohort_table",
    "compound",
    "cost_per_visit",
    "customer_value",
    "days_since_last",
    "derl",
    "end_over_start",
    "equal_parts",
    "expectation_path",
    "exponential_ceiling",
    "gross_revenue_retention",
    "highest_fee",
    "hold_out_for_means",
    "hold_out_for_shares",
    "implied_opening",
    "lifetime_from_churn",
    "lift_difference",
    "mean_lifetime",
    "mean_score",
    "migration_value",
    "mix_with_nps",
    "mixture_mean_lifetime",
    "mixture_retention",
    "mixture_survival",
    "movements",
    "net_people",
    "net_revenue_retention",
    "net_value",
    "nps",
    "nps_of_mix",
    "offer_at",
    "orders_within",
    "period_rate",
    "pooled_rates",
    "precision",
    "project",
    "quick_ratio",
    "rate_and_mix",
    "repeat_buyers",
    "reported_rate",
    "response_bias",
    "retention_rate",
    "retention_series",
    "revenue_moves",
    "revenue_retention",
    "run_rate",
    "sample_size_nps_move",
    "sbg_fit",
    "sbg_log_likelihood",
    "sbg_mean_lifetime",
    "sbg_retention",
    "sbg_survival",
    "score_by_group",
    "scores_and_leavers",
    "second_opinion",
    "steady_state",
    "steady_state_retention",
    "stretched_rates",
    "surplus",
    "survivor_survey",
    "top_decile_lift",
    "total_benefits",
    "total_costs",
    "total_surplus",
    "two_readings",
    "type_survival",
    "value_by_segment",
    "value_retention",
    "value_steps",
]
