"""Segment shift: every cell is metrics.movement's, the account adds up at every dial, and people have names."""

import re
from dataclasses import replace

import numpy as np
import pytest

import synthetic
from customerbase import CustomerBase, InputError, cdnow, from_orders
from metrics import movement
from widgets.explorables.segment_shift import SegmentShift
from widgets.explorables.segment_shift.model import Periods, ShiftInputs, backwards, break_even, shift, whole_numbers
from widgets.explorables.segment_shift.own_firm import for_firm
from widgets.panel.firm import Firm

CUTS = {"telecom": (46, 68), "shop": (40, 90), "cdnow": (30, 120)}


@pytest.fixture(scope="module")
def bases():
    return {"telecom": synthetic.generate("telecom", 3_000), "shop": synthetic.generate("shop", 1_500),
            "cdnow": from_orders(cdnow())}


@pytest.fixture
def panel(bases):
    return SegmentShift(bases["telecom"])


def inputs(name, periods, **more):
    lower, top = CUTS[name]
    return ShiftInputs(**{"down": 0, "up": 0, "top": top, "lower": lower, "pair": len(periods)} | more)


@pytest.mark.parametrize("name", CUTS)
@pytest.mark.parametrize("back", [False, True])
def test_every_cell_is_that_of_movement(bases, name, back):
    periods = Periods(bases[name])
    found = shift(periods, inputs(name, periods, back=back))
    move = movement.between(bases[name], *(s.name for s in periods.spans[-2:]), movement.cuts(*CUTS[name]))
    move = movement.backwards(move) if back else move
    people = movement.matrix(move).to_numpy().copy()
    people[0, 0] = 0  # here in neither period: drawn nowhere
    assert (found.people == people).all()
    assert found.people.sum() > 400
    assert found.before == pytest.approx(movement.matrix(move, "opening_value").to_numpy())
    assert found.after == pytest.approx(movement.matrix(move, "closing_value").to_numpy())
    row = movement.totals(move).iloc[0]
    ours = [found.opening, found.new, found.lost, found.closing, found.opening_value, found.new_value,
            found.lost_value, found.more, found.less_value, found.closing_value]
    names = ["opening", "new", "lost", "closing", "opening_value", "new_value", "lost_value", "up_value", "down_value",
             "closing_value"]
    assert ours == pytest.approx(row[names].tolist())
    tier = movement.by_chance(move).loc[("all", move.states[3])]
    flows = ["to lower"] if move.contract else ["lost", "to lower"]
    assert found.chance().observed == tier.loc[flows, "observed"].sum()
    assert found.chance().by_chance == pytest.approx(tier.loc[flows, "by_chance"].sum())


@pytest.mark.parametrize("name", CUTS)
def test_friends_come_on_top_as_newcomers_do(bases, name):
    periods = Periods(bases[name])
    still = shift(periods, inputs(name, periods, friends=0))
    found = shift(periods, inputs(name, periods, friends=0.4))
    assert (still.people == shift(periods, inputs(name, periods)).people).all()  # at zero nothing is left of it
    brought = round(0.4 * still.opening / 4)  # neighbouring quarters
    assert brought > 20
    assert found.new == still.new + brought
    assert found.new_value / found.new == pytest.approx(still.new_value / still.new, rel=0.05)
    assert (found.people[1:] == still.people[1:]).all()
    assert found.closing_value - still.closing_value == pytest.approx(found.new_value - still.new_value)
    assert found.less_value == pytest.approx(still.less_value)


def test_drift_is_what_movement_makes_of_the_drifted_amounts(bases):
    periods = Periods(bases["telecom"])
    still = shift(periods, inputs("telecom", periods))
    drift = inputs("telecom", periods, down=0.3, up=0.2, fall_to=0.2, rise_to=1.5)
    found = shift(periods, drift)
    factor = found.pays / np.where(still.pays > 0, still.pays, 1)
    both = (still.source > 0) & (still.target > 0)
    fell, rose = np.isclose(factor, 0.2) & both, np.isclose(factor, 1.5) & both
    assert (still.source[fell] == 3).all()
    assert (still.source[rose] == 2).all()
    assert (still.pays == found.pays)[~fell & ~rose].all()
    size = {tier: ((still.source == tier) & both).sum() for tier in (2, 3)}
    assert fell.sum() / size[3] == pytest.approx(0.3, abs=4 * (0.21 / size[3]) ** 0.5)  # four standard errors
    assert rose.sum() / size[2] == pytest.approx(0.2, abs=4 * (0.16 / size[2]) ** 0.5)
    move = movement.between_amounts(found.paid, found.pays, movement.cuts(*CUTS["telecom"]))
    assert (found.people == movement.matrix(move).to_numpy()).all()
    share = break_even(periods, replace(drift, up=0))
    assert share == pytest.approx((still.pays[(still.source == 3) & both].sum() * 0.3 * 0.8)
                                  / (still.pays[(still.source == 2) & both].sum() * 0.5))


def test_the_dials_at_zero_are_the_base_and_at_their_ends_not(panel):
    still = panel.compute(panel.inputs)
    for values in ({"fall_to": 0.1, "rise_to": 2}, {"down": 0.5, "fall_to": 1}, {"up": 0.5, "rise_to": 1}):
        panel.apply(values)
        assert (panel.compute(panel.inputs).after == still.after).all()
    for key in ("down", "up"):
        panel.apply({key: 0.5})
        assert abs(panel.compute(panel.inputs).closing_value - still.closing_value) > 0.02 * still.closing_value


def test_the_account_adds_up_to_the_last_unit_in_the_table(panel):
    panel.toggle_numbers()
    for values in ({}, *panel.presets.values(), {"gap": 1, "pair": 7}, {"down": 0.5, "up": 0.5, "back": True}):
        panel.apply(values)
        rows = panel.stage.rows
        people, cash = ([int(re.sub(r"[$,]", "", row[k]).replace("−", "-") or 0) for row in rows[1:7]] for k in (1, 2))
        assert people[0] + people[1] - people[2] == people[5]
        assert cash[0] + cash[1] - cash[2] + cash[3] - cash[4] == cash[5]
        tiers = [row for row in rows if row[0].endswith(", to")]
        assert sum(int(row[1].replace(",", "")) for row in tiers) == people[5]


def test_presets_tell_what_they_say(panel):
    start = panel.compute(panel.inputs)
    even, generous = (panel.compute(panel.Inputs(**panel._starts | panel.presets[name]))
                      for name in ("As many up as down", "Generous to the middle"))
    assert abs(even.rose - even.fell) <= 0.02 * even.fell
    assert generous.rose > 1.05 * generous.fell
    for found in (even, generous):  # money is gone all the same
        assert found.closing_value < 0.99 * start.closing_value


def test_the_picture_shows_the_numbers(panel):
    panel.apply({"down": 0.3})
    found, people = panel.compute(panel.inputs), panel.picture.panels[0]
    boxes = [path.vertices for path in people.bars.get_paths()]
    assert len(boxes) == 8
    heights = sorted(np.ptp(box[:, 1]) / people.scale for box in boxes)
    assert heights == pytest.approx(sorted([*found.people.sum(axis=0), *found.people.sum(axis=1)]))
    assert sum("move down" in label.get_text() for label in panel.picture.moving if hasattr(label, "get_text")) == 1
    for money in panel.picture.panels[1].bands.get_paths():
        assert money.vertices[:, 1].min() > 30  # the largest money any dial makes still fits
    panel.apply({"up": 0.5, "rise_to": 2})
    assert min(path.vertices[:, 1].min() for path in panel.picture.panels[1].bands.get_paths()) > 30


def test_backwards_is_backwards_and_twice_is_forwards(panel):
    forwards = panel.compute(panel.inputs)
    panel.boxes["back"].value = True
    assert panel.stage.headline.startswith("Backwards, ")
    again = backwards(panel.compute(panel.inputs))
    assert (again.people == forwards.people).all()
    assert again.more == pytest.approx(forwards.more)
    assert (again.earlier, again.later) == (forwards.earlier, forwards.later)


def test_people_of_a_flow_are_named_and_markup_in_a_name_stays_text(bases):
    base = bases["telecom"]
    customers = base.customers.assign(name="<img src=x>" + base.customers["name"].astype(str))
    panel = SegmentShift(CustomerBase(customers, base.months, base.arrays))
    panel.flow.value = (3, 1)
    names = re.findall(r"<li><b><bdi>(.*?)</bdi>", panel.faces.value)
    assert 0 < len(names) <= 6
    assert all(name.startswith("&lt;img src=x&gt;") for name in names)
    move = movement.between(base, *(panel.periods.spans[k].name for k in (-5, -1)),
                            movement.cuts(panel.boxes["lower"].value, panel.boxes["top"].value))
    right = movement.people_in(move, move.states[3], move.states[1])["name"]
    assert [name.removeprefix("&lt;img src=x&gt;") for name in names] == right.head(6).tolist()
    assert f"{len(right)} people" in panel.faces.value
    panel.others.click()
    assert panel.faces.value
    panel.boxes["down"].value = 0.1
    assert panel.faces.value == ""
    assert panel.flow.value == ""


def test_real_orders_know_people_by_number(bases):
    panel = SegmentShift()
    assert "Fader" in panel.children[-1].value
    assert (panel.compute(panel.inputs).people == SegmentShift(bases["cdnow"]).compute(panel.inputs).people).all()
    panel.flow.value = (3, 0)
    assert "by number only" in panel.faces.value
    assert re.search(r"<bdi>\d+</bdi>", panel.faces.value)
    assert "by chance alone" in panel.stage.headline


def test_a_firm_s_own_numbers(panel):
    story = panel.compute(panel.inputs)
    panel.use_firm(Firm(worth_leaver=120, worth_joiner=80))
    found = panel.compute(panel.inputs)
    assert (found.opening, found.lost, found.new, found.closing) == (740_000, 37_000, 22_000, 725_000)
    assert found.lost_value == pytest.approx(37_000 * 120)
    assert found.new_value == pytest.approx(22_000 * 80)
    assert found.opening_value == pytest.approx(740_000 * 120)
    stay = (slice(1, None), slice(1, None))
    assert found.after[stay].sum() / found.before[stay].sum() == pytest.approx(
        story.after[stay].sum() / story.before[stay].sum())
    assert "37,000 left" in panel.stage.headline
    assert "as the story’s customers do" in panel.stage.headline
    low = min(path.vertices[:, 1].min() for p in panel.picture.panels for path in p.bands.get_paths())
    assert low > 30
    panel.firm_boxes.back()
    assert (panel.compute(panel.inputs).people == story.people).all()
    assert panel.picture.panels[1].heading.get_text() == "Their money, a month"


def test_a_firm_s_people_are_whole_and_add_up_even_without_a_pattern():
    for total in (0, 1, 37_000, 100_001):
        for pattern in (np.zeros(3), np.array([1, 0, 0]), np.array([3, 3, 1])):
            shared = whole_numbers(pattern, total)
            assert shared.sum() == total
            assert (shared >= 0).all()
    empty = np.zeros((4, 4))
    nobody = replace(shift(Periods(synthetic.generate("telecom", 5)), ShiftInputs(0, 0, 60, 12, 1)),
                     people=empty.astype(int), before=empty, after=empty, more=0.0, comparable=empty)
    assert for_firm(nobody, Firm()).closing == 725_000


def test_refusals(bases):
    with pytest.raises(InputError, match="CustomerBase"):
        SegmentShift("orders.csv")
    base = bases["telecom"]
    here = (base.customers["joined"] <= base.months[0]).to_numpy()
    month = CustomerBase(base.customers[here].reset_index(drop=True), base.months[:1],
                         {key: array[:1, here] for key, array in base.arrays.items()})
    with pytest.raises(InputError, match="two periods"):
        SegmentShift(month)
