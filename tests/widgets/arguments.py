"""One good call of every public function of metrics, synthetic and customerbase, and arguments that are none."""

import functools
import inspect

import numpy as np
import pandas as pd

import customerbase
import metrics
import synthetic
from customerbase import CustomerBase
from customerbase.real_orders import CDNOW
from metrics import equity, movement, periods

SHARES, RATES = [0.5, 0.5], [0.9, 0.6]
RISK, LEFT = np.linspace(0.01, 0.6, 30), np.arange(30) % 3 == 0
CURVE = [1, 0.8, 0.7, 0.65]


@functools.cache
def gym():
    return synthetic.generate("gym", customers=300, months=30, seed=7)


@functools.cache
def orders():
    return customerbase.cdnow().iloc[:3_000]


@functools.cache
def few():
    return synthetic.draws("gym", customers=50, months=12, seed=7)


@functools.cache
def move():
    return movement.between(gym(), "2024Q2", "2024Q3")


def made(base, **new):
    """The arguments of a CustomerBase like `base`."""
    return {"customers": base.customers, "months": base.months, "arrays": dict(base.arrays), "orders": base.orders,
            **new}


GOOD = {  # what each takes, by name, in a call that is fine
    metrics.active_customers: lambda: {"orders": orders(), "as_of": "1997-06-30", "days": [90, 180]},
    metrics.auc: lambda: {"risk": RISK, "left": LEFT},
    metrics.auc_difference: lambda: {"risk_a": RISK, "risk_b": RISK[::-1], "left": LEFT},
    metrics.best_offer: lambda: {"highest_fees": [5, 8, 10], "cost": 2},
    metrics.break_even_effect: lambda: {"margin": 100, "cost": 5, "retention": 0.8, "periods": 4, "discount": 0.1},
    metrics.break_even_visits: lambda: {"fee": [70, 80], "pass_price": [12, 15]},
    metrics.break_even_hour: lambda: {"fee": [10, 20], "hours_saved": [2, 1], "effort_saved": [1, 1]},
    metrics.ceiling_of: lambda: {"risk": RISK},
    metrics.churn_rate: lambda: {"opening": [100, 50], "lost": [5, 5]},
    metrics.Claim: lambda: {"rate": 0.9, "how": "retention", "period": "2024Q2"},
    metrics.cohort_flows: lambda: {"base": gym(), "by": "segment", "period": "quarter"},
    metrics.cohort_table: lambda: {"base": gym(), "period": "quarter", "people": False},
    metrics.compound: lambda: {"rate": RATES, "periods": [1, 4]},
    metrics.cost_per_visit: lambda: {"fee": [70, 80], "visits": [4, 5]},
    metrics.customer_value: lambda: {"benefits": [50, 60], "costs": [40, 30]},
    metrics.days_since_last: lambda: {"orders": orders(), "dates": pd.DatetimeIndex(["1997-06-30"]), "most": 365},
    metrics.derl: lambda: {"alpha": 0.7, "beta": 1.2, "renewals": 2, "discount": 0.1},
    metrics.end_over_start: lambda: {"opening": [100, 50], "lost": [5, 5], "won": [4, 4]},
    metrics.equal_parts: lambda: {"shares": SHARES, "parts": 5},
    metrics.expectation_path: lambda: {"delivered": [5, 6, 7], "start": 0, "pull": 0.3},
    metrics.exponential_ceiling: lambda: {"churn": [0.03, 0.1]},
    metrics.gross_revenue_retention: lambda: {"opening": [100, 50], "churn": [5, 5], "contraction": [2, 2]},
    metrics.highest_fee: lambda: {"hours_saved": [2, 1], "hour_worth": [20, 30], "effort_saved": [1, 1]},
    metrics.hold_out_for_means: lambda: {"difference": 1, "sd": 5, "power": 0.8, "held_out": 0.5},
    metrics.hold_out_for_shares: lambda: {"without": 0.9, "with_programme": 0.92, "power": 0.8, "held_out": 0.5},
    metrics.implied_opening: lambda: {"lost": [37_000, 5], "rate": RATES},
    metrics.lifetime_from_churn: lambda: {"churn": [0.05, 0.1]},
    metrics.lift_difference: lambda: {"risk_a": RISK, "risk_b": RISK[::-1], "left": LEFT},
    metrics.mean_lifetime: lambda: {"survival": CURVE},
    metrics.mean_score: lambda: {"scores": [5, 6, 7, 8]},
    metrics.migration_value: lambda: {"P": [[0.8, 0.2], [0, 1]], "R": [100, 0], "discount": 0.1, "periods": 5},
    metrics.mix_with_nps: lambda: {"score": 20, "passives": 0.3},
    metrics.mixture_mean_lifetime: lambda: {"shares": SHARES, "rates": RATES},
    metrics.mixture_retention: lambda: {"shares": SHARES, "rates": RATES, "periods": 4},
    metrics.mixture_survival: lambda: {"shares": SHARES, "rates": RATES, "periods": 4},
    metrics.movements: lambda: {"base": gym(), "start": "2024-03", "end": "2024-06", "by": "segment", "months": 1},
    metrics.net_people: lambda: {"lost": [5, 6], "won": [4, 4]},
    metrics.net_revenue_retention: lambda: {"opening": [100, 50], "churn": [5, 5], "contraction": [2, 2],
                                            "expansion": [3, 3]},
    metrics.net_value: lambda: {"lost": [5, 6], "won": [4, 4], "leaver_value": [9, 9], "joiner_value": [8, 8]},
    metrics.nps: lambda: {"scores": [5, 6, 9, 10]},
    metrics.nps_of_mix: lambda: {"promoters": 0.5, "passives": 0.3, "detractors": 0.2, "n": 100},
    metrics.offer_at: lambda: {"price": 6, "highest_fees": [5, 8, 10], "cost": 2},
    metrics.orders_within: lambda: {"orders": orders(), "dates": pd.DatetimeIndex(["1997-06-30"]), "days": 90},
    metrics.period_rate: lambda: {"sizes": [10, 20], "rates": RATES},
    metrics.pooled_rates: lambda: {"rates": np.linspace(0.1, 0.9, 40), "groups": 5},
    metrics.precision: lambda: {"base_rate": [0.03, 0.1], "caught": [0.3, 0.3], "wrongly_flagged": [0.1, 0.1]},
    metrics.project: lambda: {"opening": [100, 50], "rate": RATES, "won": [5, 5], "periods": 4},
    metrics.quick_ratio: lambda: {"new": [5, 5], "expansion": [3, 3], "churn": [4, 4], "contraction": [1, 1]},
    metrics.rate_and_mix: lambda: {"rates_before": RATES, "rates_after": RATES, "sizes_before": [5, 9],
                                   "sizes_after": [9, 5]},
    metrics.repeat_buyers: lambda: {"orders": orders(), "period": "quarter"},
    metrics.reported_rate: lambda: {"opening": [100, 50], "lost": [5, 5], "won": [4, 4], "denominator": "opening"},
    metrics.response_bias: lambda: {"mix": [0.5, 0.3, 0.2], "response": [0.3, 0.2, 0.1]},
    metrics.retention_rate: lambda: {"opening": [100, 50], "lost": [5, 5]},
    metrics.retention_series: lambda: {"base": gym(), "period": "quarter"},
    metrics.revenue_moves: lambda: {"opening": [10, 0, 5], "closing": [0, 5, 8]},
    metrics.revenue_retention: lambda: {"base": gym(), "start": "2024-03", "end": "2024-06", "months": 1,
                                        "purchase_noise": False},
    metrics.run_rate: lambda: {"base": gym(), "month": "2024-03", "months": 1},
    metrics.sample_size_nps_move: lambda: {"promoters": 0.5, "passives": 0.3, "detractors": 0.2, "points": 5,
                                           "power": 0.8},
    metrics.sbg_fit: lambda: {"survival": [0.8, 0.7, 0.65]},
    metrics.sbg_log_likelihood: lambda: {"alpha": 0.7, "beta": 1.2, "survival": CURVE[1:], "people": 100},
    metrics.sbg_mean_lifetime: lambda: {"alpha": 0.7, "beta": 3.2},
    metrics.sbg_retention: lambda: {"alpha": 0.7, "beta": 1.2, "periods": 3},
    metrics.sbg_survival: lambda: {"alpha": 0.7, "beta": 1.2, "periods": 3},
    metrics.score_by_group: lambda: {"base": gym(), "column": "recommend", "month": "2024-03", "by": "segment",
                                     "measure": metrics.mean_score},
    metrics.scores_and_leavers: lambda: {"base": gym(), "columns": ["recommend"], "start": "2024-03",
                                         "end": "2024-06"},
    metrics.second_opinion: lambda: {"base": gym(), "claim": metrics.Claim(0.9, "retention", "2024Q2")},
    metrics.steady_state: lambda: {"rate": RATES, "won": [5, 5]},
    metrics.steady_state_retention: lambda: {"survival": CURVE},
    metrics.stretched_rates: lambda: {"shares": SHARES, "rates": RATES, "factor": 1.5, "mean": 0.75},
    metrics.surplus: lambda: {"benefits": [50, 60], "costs": [40, 30], "expected": [0, 5], "against": "price"},
    metrics.survivor_survey: lambda: {"shares": SHARES, "scores": [8, 4], "stay": RATES},
    metrics.top_decile_lift: lambda: {"risk": RISK, "left": LEFT},
    metrics.total_benefits: lambda: {"monetary": [1, 2], "functional": [1, 2], "psychological": [1, 2],
                                     "social": [1, 2], "weights": (1, 1, 1, 1)},
    metrics.total_costs: lambda: {"money": [1, 2], "hours": [1, 2], "hour_worth": [9, 9], "effort": [1, 2]},
    metrics.total_surplus: lambda: {"start": 0, "end": 5, "pull": 0.3},
    metrics.two_readings: lambda: {"portion": [1, 0.5], "price": [10, 5], "meal_worth": [15, 15], "trip": [2, 2]},
    metrics.type_survival: lambda: {"rates": RATES},
    metrics.value_by_segment: lambda: {"benefits": [5, 6, 7], "costs": [4, 4, 9], "segment": ["a", "b", "a"]},
    metrics.value_retention: lambda: {"opening_value": [100, 50], "lost_value": [5, 5]},
    metrics.value_steps: lambda: {"benefits": {"quality": 5}, "costs": {"price": 4}},
    equity.account: lambda: {"base": gym(), "earlier": "2024Q2", "later": "2024Q3"},
    equity.clv: lambda: {"margin": [10, 20], "retention": RATES, "discount": 0.1, "first_margin": True},
    equity.current_equity: lambda: {"people": [10, 20], "margin": [10, 20], "retention": RATES, "discount": 0.1},
    equity.future_equity: lambda: {"arrivals": [10, 20], "value": 50, "cac": 20, "discount": 0.1},
    equity.markov_check: lambda: {"base": gym(), "periods": ["2024Q1", "2024Q2", "2024Q3"]},
    equity.naive_payback: lambda: {"cac": [100, 50], "revenue": [20, 20], "gross_margin": [0.8, 0.8]},
    equity.payback: lambda: {"cac": [100, 50], "margin": [20, 20], "churn": [0.05, 0.05], "paid": "start"},
    equity.per_period: lambda: {"discount": 0.1, "months": 3},
    equity.transition: lambda: {"move": move()},
    equity.two_views: lambda: {"base": gym(), "earlier": "2024Q2", "later": "2024Q3", "retention": 0.9,
                               "discount": 0.1, "margin": 10, "cac": 5},
    movement.between: lambda: {"base": gym(), "earlier": "2024Q2", "later": "2024Q3", "by": "segment"},
    movement.between_amounts: lambda: {"before": [10, 0, 5, 8], "after": [0, 5, 8, 9], "contract": True},
    movement.backwards: lambda: {"move": move()},
    movement.by_tier: lambda: {"move": move()},
    movement.cells: lambda: {"move": move()},
    movement.matrix: lambda: {"move": move(), "column": "people"},
    movement.totals: lambda: {"move": move()},
    periods.span: lambda: {"base": gym(), "period": "2024Q2"},
    synthetic.components: lambda: {"draws": few(), "offer": synthetic.Offer()},
    synthetic.draws: lambda: {"company": "gym", "customers": 20, "months": 6, "seed": 7},
    synthetic.follow: lambda: {"draws": few(), "row": 3, "assumptions": synthetic.Assumptions(), "events": (),
                               "offer": synthetic.Offer(), "luck": False},
    synthetic.generate: lambda: {"company": "gym", "customers": 20, "months": 6, "seed": 7, "locale": "en_US",
                                 "assumptions": None, "events": ()},
    synthetic.simulate: lambda: {"draws": few(), "assumptions": synthetic.Assumptions(), "events": (), "snapshot": 3,
                                 "offer": synthetic.Offer()},
    synthetic.what_if: lambda: {"base": gym(), "events": ()},
    synthetic.Offer: lambda: {"price": 1, "start": 0},
    synthetic.Assumptions: lambda: {"mode": "churn moves"},
    CustomerBase: lambda: made(gym(), name="x", notes=["y"], recipe=None),
    CustomerBase.read: lambda: {"folder": "nowhere"},
    customerbase.column_names: lambda: {"path": CDNOW, "data": None},
    customerbase.from_orders: lambda: {"orders": orders(), "name": "x"},
    customerbase.read_orders: lambda: {"path": "orders.csv", "data": b"customer,date,amount\na,2024-01-05,3\n",
                                       "customer": "customer", "date": "date", "amount": "amount", "dayfirst": False,
                                       "decimal": "."},
}
FREE = {synthetic.companies, customerbase.cdnow}  # which take no arguments


def public():
    """Every public callable of the three packages and of metrics.equity, which has a list of its own."""
    named = [getattr(package, name) for package in (metrics, synthetic, customerbase, equity)
             for name in package.__all__]
    results = (tuple, BaseException, metrics.Finding)  # what comes back, or is raised: nobody else makes one
    return {one for one in named if callable(one) and not (isinstance(one, type) and issubclass(one, results))} - FREE


def bad(good):
    """Arguments to try in the place of a good one: no table, a wrong kind, a wrong length."""
    yield from (None, "nonsense", b"x", object(), {}, {"a": 1}, [], [[1], [2, 3]], -1, 0, 2.5, float("nan"),
                float("inf"), True, 1 + 2j, np.array(["a", "b"]), np.zeros((2, 3)), np.zeros(0), np.zeros((0, 2)),
                pd.DataFrame(), pd.DataFrame({"customer_id": [1], "date": ["x"], "amount": ["y"]}), pd.NaT,
                pd.Series(["a", "b"]), pd.Timestamp("2024-01-01"), lambda: 1, ["a", None], [None, None], print)
    if isinstance(good, list | np.ndarray) and len(good):
        yield from ([*good, good[-1]], list(good)[:-1], [list(good)] * 3, np.asarray(good, dtype=object),
                    [str(one) for one in good])
    if isinstance(good, pd.DataFrame):
        for column in good.columns:
            yield good.drop(columns=column)
            yield good.assign(**{column: "x"})
            yield good.assign(**{column: 1})
            yield good.assign(**{column: None})
        yield good.T
        yield pd.concat([good, good[good.columns[:1]]], axis=1)
        yield good.to_dict("list")
    if isinstance(good, pd.DatetimeIndex):
        yield from (good[:-1], good[::-1], good.append(good), good.astype(str), good.tz_localize("UTC"))
    if isinstance(good, dict) and good and all(isinstance(one, np.ndarray) for one in good.values()):
        for key in good:
            yield {**good, key: good[key][:, :-1]}
            yield {**good, key: good[key].astype(str)}
            yield {**good, key: None}


def calls(function):
    """(which argument, what is put in its place, the keyword arguments) for each bad call."""
    good = GOOD[function]()
    for name in good:
        for wrong in bad(good[name]):
            if callable(good[name]) and callable(wrong):
                continue  # a function is a function: what it does is its writer's matter
            yield name, wrong, {**good, name: wrong}


def named(function):
    return getattr(function, "__qualname__", repr(function))


def left_out(function):
    """Arguments of a public function that its good call does not give."""
    parameters = inspect.signature(function).parameters.values()
    return {p.name for p in parameters if p.default is p.empty and p.kind in (p.POSITIONAL_OR_KEYWORD, p.KEYWORD_ONLY)
            } - set(GOOD[function]())
