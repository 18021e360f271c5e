"""Bases of which little is left: whatever takes a base shows it or refuses it in a sentence; no NaN, no warning."""

import functools
import html
import re

import numpy as np
import pytest
import walking
from thin import thin_bases

import metrics
from customerbase import InputError, from_orders
from metrics import equity, movement
from synthetic import generate
from widgets import MeetingPage
from widgets.pages.second_opinion import OpinionPanel

NAN = re.compile(r"(?<![\w’])(nan|[-−+]?inf|NaT|None)(?![\w’])")
KINDS = ("contracts", "orders")
CASES = list(thin_bases(True))
THINNEST = ("all come at the end", "an empty last quarter", "one order")  # all others are marked long
bases = functools.cache(thin_bases)


@pytest.fixture(params=[
    pytest.param((kind, case), id=f"{kind}, {case}", marks=() if case in THINNEST else pytest.mark.long)
    for kind in KINDS for case in CASES])
def base(request):
    kind, case = request.param
    return bases(kind == "contracts")[case]


def made(make, *arguments, **options):
    """What was asked for; None where it is refused in a sentence."""
    try:
        return make(*arguments, **options)
    except InputError as refused:
        sentence = str(refused)
        assert re.match(r"(?s)[A-Z“a-z].{15,}\.$", sentence), sentence
        assert not NAN.search(sentence), sentence
        return None


def check(*texts):
    for text in texts:
        plain = html.unescape(re.sub(r'(?s)<style.*?</style>|href="data:[^"]*"|<[^>]*>', " ", text))
        assert not NAN.search(plain), plain[max(0, NAN.search(plain).start() - 80):][:200]


def look(panel, settings):
    """Its start, then each of the settings: what is said, tabled and lettered."""
    panel.picture.png = lambda: (panel.picture.pixels(), b"")[1]  # drawn, not encoded
    if panel.bet_box:
        panel.bet_box.way.value, panel.bet_box.letters.value = "letter", 1
        panel.bet_box.commit_button.click()
    panel.toggle_numbers()
    for setting in ({}, *settings):
        panel.apply(setting)
        stage = panel.stage
        check(stage.hero, stage.headline, panel.error.value, *(cell for row in stage.rows for cell in row),
              *(artist.get_text() for artist in panel.picture.moving if hasattr(artist, "get_text")))
        made(lambda: panel.picture.update(panel.compute(panel.inputs)))  # an error there is no sentence: it is raised


TAKERS = [cls for cls in walking.find() if cls.company]


@pytest.mark.parametrize("cls", TAKERS, ids=lambda cls: cls.__name__)
@pytest.mark.parametrize("kind", ["contracts", pytest.param("orders", marks=pytest.mark.long)])
def test_an_explorable_shows_it_or_refuses_it(cls, kind):
    for case in THINNEST:
        panel = made(cls.example, bases(kind == "contracts")[case])
        if panel is not None:
            look(panel, panel.presets.values())


@pytest.mark.long
@pytest.mark.parametrize("cls", TAKERS, ids=lambda cls: cls.__name__)
@pytest.mark.parametrize("kind", KINDS)
def test_an_explorable_shows_it_at_every_dials_ends(cls, kind):
    for thin in bases(kind == "contracts").values():
        panel = made(cls.example, thin)
        if panel is not None:
            look(panel, [*walking.settings(panel)[0], *panel.presets.values()])


@pytest.mark.parametrize("customers", [1, 3])
@pytest.mark.parametrize("months", [1, 2, 14])
def test_a_made_up_firm_of_one_customer_or_one_month(customers, months):
    thin = {company: generate(company, customers=customers, months=months, seed=3)
            for company in {cls.company for cls in TAKERS}}
    for cls in TAKERS:
        panel = made(cls.example, thin[cls.company])
        if panel is not None:
            look(panel, panel.presets.values())


def ends(box):
    """The first and the last of what a drop-down offers."""
    values = [value for _, value in box.options]
    return [*values[:1], *values[1:][-1:]]


def test_the_meeting_page(base):
    page = made(MeetingPage, base)
    if page is not None:
        for box in (page.length, page.period, page.earlier, page.segment):
            for value in ends(box):
                box.value = value
                check(page.shown.value, page.csv(), page.error.value)


def test_the_second_opinion(base):
    panel = made(OpinionPanel, base)
    if panel is not None:
        for how in [value for _, value in panel.how.options]:
            panel.how.value = how
            for period in ends(panel.period):
                panel.period.value = period
                panel.rate.value = panel.rate.value or "90"
                panel.answer()
                check(panel.shown.value, panel.error.value, panel.rate.value)
                assert panel.shown.value or panel.error.value


def test_own_orders(base):
    own = made(from_orders, base.orders)
    if own is not None:
        check(own._repr_html_())
        page = made(MeetingPage, own)
        check(*([] if page is None else [page.shown.value]))


def numbers(thing):
    """All floats of a table, tuple or number."""
    if hasattr(thing, "select_dtypes"):
        return thing.select_dtypes("float").to_numpy().ravel()
    return np.array([x for x in (thing if isinstance(thing, tuple) else [thing]) if isinstance(x, float)])


def test_every_metric_of_a_base(base):
    months = base.months
    for period in ("month", "quarter", "year"):
        for metric in (metrics.cohort_table, metrics.retention_series):
            made(metric, base, period)
        made(metrics.cohort_flows, base, "segment", period)
        made(metrics.repeat_buyers, base.orders, period)
    for first, last in ((0, 3), (9, 12), (14, 15), (0, len(months) - 1)):
        if first < last < len(months):
            for metric in (metrics.movements, metrics.revenue_retention):
                made(metric, base, months[first], months[last])
            made(metrics.movements, base, months[first], months[last], by="segment")
            made(metrics.scores_and_leavers, base, ["revenue"], months[first], months[last])
            assert np.isfinite(made(metrics.run_rate, base, months[last])).all()
    made(metrics.days_since_last, base.orders, [months[-1]], 90)
    made(metrics.orders_within, base.orders, [months[0], months[-1]], 30)
    made(metrics.active_customers, base.orders, months[-1], [30, 90])
    for pair in (("2021Q2", "2021Q3"), ("2021Q3", "2021Q4"), ("2023Q3", "2023Q4"), ("2021-01", "2021-02")):
        move = made(movement.between, base, *pair, by="segment")
        if move is None:
            continue
        for table in (movement.totals, movement.by_tier, movement.cells):
            assert not np.isinf(numbers(made(table, move))).any()
        for of in ("people", "value"):
            made(movement.by_chance, move, of=of)
        made(equity.account, base, *pair)
        made(equity.two_views, base, *pair, 0.9, 0.1, margin=0.5)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("case", ["refunds only", "refunds besides"])
def test_who_was_paid_back_more_than_they_paid_is_refused_with_what_to_do(kind, case):
    base = bases(kind == "contracts")[case]
    says = r"customer’s revenue in .*20\S+ is -\d+.*below 0.*Set returns off against their orders\."
    with pytest.raises(InputError, match=says):
        movement.between(base, "2022Q1", "2022Q2")
    with pytest.raises(InputError, match=says):
        metrics.revenue_retention(base, base.months[12], base.months[15], purchase_noise=True)
