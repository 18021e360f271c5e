"""Extraction: the month in which the gain turns, each effect gone at zero, generosity that loses, the break-even."""

import numpy as np
import pytest

from widgets.explorables.satisfied_or_valued import extraction_model
from widgets.explorables.satisfied_or_valued.extraction import Extraction
from widgets.explorables.satisfied_or_valued.extraction_model import ExtractionInputs, extract, turn


def at(panel, **changes):
    """The result of an explorable with some dials moved from their start."""
    return panel.compute(panel.Inputs(**{**panel.start, **changes}))


@pytest.fixture(scope="module")
def extraction():
    return Extraction()


def test_the_gain_turns_in_the_preset_and_not_without_an_effect(extraction):
    assert at(extraction).reverses is None
    r = at(extraction, **extraction.presets["As the authors say"])
    assert 20 <= r.reverses <= 26
    assert (r.gain[r.reverses - 1:] < 0).all()
    assert r.gain[r.reverses - 2] >= 0
    assert r.clv[0] > r.clv_base[0]  # the formula's value has risen, and what customers feel has not
    assert r.now.felt[-1] < r.base.felt[-1] - 0.3


def test_nothing_sold_and_nobody_thanked_is_the_untouched_base_exactly(extraction):
    r = at(extraction, **{**extraction.presets["As the authors say"], "share": 0})
    assert not r.gain.any()
    assert r.money.rows()[0][3] == r.money.rows()[1][3] == "no difference"
    assert r.break_even is None


@pytest.mark.parametrize(("key", "other"), [
    ("upsell_to_felt", {"felt_to_staying": 0.6}), ("felt_to_staying", {"upsell_to_felt": 0.6}),
    ("felt_to_spending", {"upsell_to_felt": 0.6}), ("appreciation_to_felt", {"felt_to_staying": 0.6, "thanked": 1}),
    ("felt_memory", {"upsell_to_felt": 0.6, "felt_to_staying": 0.6}),
])
def test_each_effect_is_nothing_at_zero_and_something_at_its_maximum(extraction, key, other):
    most = next(box.dial.high for k, box in extraction.boxes.items() if k == key)
    off, on = (at(extraction, **other, **{key: value}) for value in (0, most))
    assert not np.allclose(off.gain, on.gain)
    if key in ("upsell_to_felt", "felt_to_staying"):
        assert (off.now.members == off.base.members).all()  # selling more makes nobody leave
    if key == "felt_to_spending":
        assert (off.gain == at(extraction).gain).all()  # nor spend less
    if key == "appreciation_to_felt":
        assert (off.now.felt == off.base.felt).all()


def test_generosity_loses_at_five_and_pays_at_two(extraction):
    dear, cheap = (at(extraction, **extraction.presets[name]) for name in ("Thank everybody", "Thank for less"))
    assert dear.money.revenue > dear.money.revenue_base
    assert dear.gain.sum() < 0 < cheap.gain.sum()
    assert dear.now.felt[-1] == pytest.approx(cheap.now.felt[-1])
    assert cheap.pays is not None


def test_at_the_break_even_effect_the_programme_earns_nothing(extraction, monkeypatch):
    r = at(extraction, **extraction.presets["As the authors say"])
    monkeypatch.setattr(extraction, "rough", True)  # it was found on the sample
    start = {**extraction.start, **extraction.presets["As the authors say"]}
    even = extract(ExtractionInputs(**{**start, "upsell_to_felt": r.break_even}), rough=True)
    none = extract(ExtractionInputs(**{**start, "upsell_to_felt": 0}), rough=True)
    assert abs(even.gain.sum()) < 0.05 * none.gain.sum()


def test_the_sample_is_scaled_to_all_customers(extraction):
    start = ExtractionInputs(**extraction.start)
    whole, sample = extract(start), extract(start, rough=True)
    assert sample.base.revenue.sum() == pytest.approx(whole.base.revenue.sum(), rel=0.1)
    assert sample.break_even is None
    extraction.rough = True
    try:
        assert f"in a sample of {extraction_model.SAMPLE:,} customers" in extraction.words(sample).headline
    finally:
        extraction.rough = False


@pytest.mark.parametrize(("gain", "month"), [
    ([1, 1, -1, -1], 3), ([1, -1, 1, -1], 4), ([1, 1, 1, 1], None), ([-1, -1], None), ([0, 0], None),
    ([1, -1, 1], None), ([1, 0, -1], 3),
])
def test_the_month_in_which_a_gain_turns(gain, month):
    assert turn(np.array(gain, float)) == month
