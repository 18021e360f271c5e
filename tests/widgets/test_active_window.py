"""The active window on CDNOW and on small orders: a choice of days, and what does not move with it."""

import corners
import numpy as np
import pandas as pd
import pytest

import synthetic
from customerbase import InputError, cdnow, read_orders
from metrics import active_customers
from widgets.explorables.active_window import ActiveWindow
from widgets.explorables.active_window.figure import nice

pytestmark = pytest.mark.filterwarnings("error")


@pytest.fixture(scope="module")
def orders():
    return cdnow()


@pytest.fixture(scope="module")
def cdnow_panel(orders):
    return ActiveWindow()


@pytest.fixture
def panel(cdnow_panel):
    cdnow_panel.reset()
    return cdnow_panel


def frame(*rows):
    return pd.DataFrame(rows, columns=["customer_id", "date", "amount"]).astype({"date": "datetime64[us]"})


SMALL = {
    "one order": frame(("a", "2024-02-29", 12.5)),
    "one day": frame(("a", "2024-02-29", 12.5), ("b", "2024-02-29", 1.0), ("a", "2024-02-29", 0.0)),
    "one customer": frame(("a", "2023-12-30", 12.5), ("a", "2024-01-02", 3.0)),
    "long gaps": frame(("b", "2015-01-05", 1.0), ("c", "2019-01-01", 2.0), ("a", "2024-02-29", 9e9)),
    "a placeholder date": frame(("b", "1900-01-01", 1.0), ("a", "2024-02-29", 5.0)),
}


def test_known_numbers_through_the_dial(panel):
    for days, active in ((90, 3_301), (180, 5_360)):
        panel.boxes["days"].value = days
        assert panel.stage.hero == f"{active:,} “active”"
        assert f"{active:,} of the 23,570 customers" in panel.stage.headline
        assert "30 June 1998" in panel.stage.headline


def test_every_month_and_window_is_active_customers(panel, orders):
    for month, end in ((1, "1997-01-31"), (3, "1997-03-31"), (12, "1997-12-31"), (18, "1998-06-30")):
        for days in (30, 77, 365):
            panel.apply({"month": month, "days": days})
            assert panel.compute(panel.inputs).active == active_customers(orders, end, days)


def test_what_was_bought_does_not_move_with_the_window(panel, orders):
    lately = orders[orders["date"] > "1998-05-31"]
    said = set()
    for days in (31, 90, 365):
        panel.boxes["days"].value = days
        result = panel.compute(panel.inputs)
        said.add((result.lately, result.orders, round(result.money, 2)))
    assert said == {(lately["customer_id"].nunique(), len(lately), round(lately["amount"].sum(), 2))}


def test_credit_and_closed_cohort_are_on_show(panel):
    assert "Fader" in panel.origin.value
    assert "Hardie" in panel.origin.value
    assert "nobody new came after 25 March 1997" in panel.origin.value
    assert panel.origin in panel.children


def test_the_picture_shows_the_result(panel, orders):
    figure = panel.picture
    panel.apply({"days": 100})
    values, edges, _ = figure.outside.get_data()
    assert values.sum() == orders["customer_id"].nunique()
    days_ago = (pd.Timestamp("1998-06-30") - orders.groupby("customer_id")["date"].max()).dt.days
    assert values.tolist() == np.histogram(days_ago, edges)[0].tolist()
    assert figure.edge.get_xdata()[0] == 100
    assert figure.lines[0].get_ydata()[-1] == active_customers(orders, "1998-06-30", 100)
    assert len(figure.lines[0].get_xdata()) == 18
    panel.boxes["month"].value = 4
    assert figure.lines[0].get_xdata().tolist() == [0, 1, 2, 3]


def test_the_window_colours_its_customers(panel):
    """Blue pixels, those inside, grow with the window; grey ones shrink."""

    def seen():
        red, green, blue = np.moveaxis(panel.picture.pixels()[:, :570, :3].astype(int), 2, 0)
        return ((red < 20) & (blue > 160)).sum(), ((red == 118) & (green == 118) & (blue == 118)).sum()

    inside, outside = zip(*(panel.apply({"days": days}) or seen() for days in (30, 90, 180, 365)), strict=True)
    assert (np.diff(inside) > 300).all()
    assert (np.diff(outside) < -300).all()


def test_words(panel):
    said = {panel.stage.headline}
    for values in ({"days": 30}, {"days": 365}, {"month": 5}):
        panel.apply(values)
        said.add(panel.stage.headline)
    assert len(said) == 4
    panel.apply({"days": 30})
    assert "all of them bought in those 30 days" in panel.stage.headline


def test_all_corners_of_cdnow(panel):
    assert corners.walk(panel) == 1 + 5 + 6 + 4


@pytest.mark.parametrize("kind", SMALL)
def test_all_corners_of_small_orders(kind):
    orders = SMALL[kind]
    panel = ActiveWindow(orders)
    assert ("month" in panel.boxes) == (len(orders["date"].dt.to_period("M").unique()) > 1)
    corners.walk(panel)
    end = orders["date"].max()
    for days in (30, 365):
        panel.apply({"days": days})
        assert panel.compute(panel.inputs).active == active_customers(orders, end, days)
    assert "Fader" not in panel.origin.value


def test_nobody_bought_lately():
    panel = ActiveWindow(SMALL["long gaps"])
    panel.apply({"month": 60, "days": 365})  # December 2019
    assert "nobody bought in the last 30 days." in panel.stage.headline
    panel.apply({"month": 60, "days": 30})
    assert panel.stage.hero == "0 “active”"


def test_own_file_with_its_notes_and_another_currency(tmp_path):
    file = tmp_path / "shop.csv"
    file.write_text("customer,date,amount\n<b>,2024-01-05,3\n<b>,2024-01-05,3\nq,2024-03-01,2000\n")
    panel = ActiveWindow(read_orders(file), currency="€")
    assert "exact" in panel.origin.value
    panel.toggle_numbers()
    assert "€2K" in panel.stage.rows[-1]
    assert panel.stage.hero == "2 “active”"


def test_round_numbers_on_the_axis():
    for top in (1, 2, 3, 7, 19, 23_570, 5_240):
        ticks = nice(top)
        assert ticks[0] == 0
        assert 2 <= len(ticks) <= 6
        assert top / 2 < ticks[-1] <= top


def test_refusals(orders):
    with pytest.raises(InputError, match="no orders"):
        ActiveWindow(orders.iloc[:0])
    with pytest.raises(InputError, match="no column 'amount'"):
        ActiveWindow(orders.drop(columns="amount"))
    with pytest.raises(InputError, match="have no date"):
        ActiveWindow(orders.assign(date=pd.NaT))
    with pytest.raises(InputError, match="read_orders"):
        ActiveWindow(synthetic.generate(customers=5))
