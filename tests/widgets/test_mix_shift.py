"""Mix shift: other newcomers, the same people; words that follow the numbers in every case."""

from types import SimpleNamespace

import corners
import numpy as np
import pandas as pd
import pytest

import synthetic
from customerbase import CustomerBase, InputError
from metrics import MixShift as Parts
from metrics import movements
from metrics.cohort_flows import CohortFlows
from widgets.explorables.mix_shift import MixShift, words
from widgets.explorables.mix_shift.model import Joiners, MixInputs, shift

pytestmark = pytest.mark.filterwarnings("error")


def part(base, keep=slice(None), months=None, **columns):
    """The base with only some customers, or only its first months, or with other columns."""
    customers = base.customers[keep].reset_index(drop=True).assign(**columns)
    arrays = {key: a[:months, keep] for key, a in base.arrays.items()}
    gone = customers["truth_left"] >= base.months[len(arrays["member"]) - 1] + pd.DateOffset(months=1)
    customers["truth_left"] = customers["truth_left"].mask(gone)
    here = (customers["joined"] <= base.months[:months][-1]).to_numpy()
    return CustomerBase(customers[here].reset_index(drop=True), base.months[:months],
                        {key: a[:, here] for key, a in arrays.items()})


def family(base):
    return part(base, (base.customers["segment"] == "Family").to_numpy())


def one_channel(base):
    return part(base, (base.customers["channel"] == "Deal site").to_numpy())


@pytest.fixture(scope="module")
def base():
    return synthetic.generate(customers=10_000)


@pytest.fixture
def panel(base):
    return MixShift(base)


BASES = {
    "normal": lambda base: base,
    "one segment": family,
    "one channel": one_channel,
    "nine months": lambda base: part(base, months=9),
    "no label": lambda base: part(base, channel=base.customers["channel"].where(base.customers["segment"] == "Family")),
    "tiny": lambda _: synthetic.generate(customers=12, seed=3),
    "one customer": lambda _: synthetic.generate(customers=1),
}


@pytest.mark.parametrize("kind", BASES)
def test_the_base_s_own_share_is_the_base_exactly(base, kind):
    panel = MixShift(BASES[kind](base))
    flows = panel.joiners.flows
    for after in (0, 1):
        panel.boxes["after"].value = after
        result = panel.compute(panel.inputs)
        for k, quarter in enumerate(flows.periods):
            table = movements(panel.base, (quarter - 1).asfreq("M"), quarter.asfreq("M", "end"), by="channel")
            table = table.loc[flows.groups]
            assert result.opening[:, k].tolist() == table["opening"].tolist()
            assert result.lost[:, k].tolist() == table["lost"].tolist()
            assert result.won[:, k].tolist() == table["won"].tolist()
            known = table["retention"].astype("Float64").to_numpy(float, na_value=np.nan)
            assert result.rates[:, k] == pytest.approx(known, nan_ok=True)


def test_a_share_by_hand(base):
    """Twice as many deal-site joiners and the others to fit: weights 2 and (1 - 2s)/(1 - s), from a quarter on."""
    panel = MixShift(base)
    own = panel.joiners.share
    assert panel.through == "Deal site"
    result = panel.compute(MixInputs(after=3, volume=1.5, share=2 * own))
    flows, k = panel.joiners.flows, 9
    factor = np.where(np.arange(3) == panel.joiners.moved, 2, (1 - 2 * own) / (1 - own))[:, None]
    expected = flows.here[:, :4, k].sum(axis=1) + (1.5 * factor * flows.here[:, 4:, k]).sum(axis=1)
    assert result.opening[:, k] == pytest.approx(expected)
    assert result.joined[:3] == pytest.approx(flows.joined[:, 1:4].sum(axis=0))
    before_it = panel.compute(MixInputs())
    assert result.rates[:, :4] == pytest.approx(before_it.rates[:, :4])  # who joins in quarter 4 can leave from 5 on
    assert (result.total[4:] < before_it.total[4:]).all()


def test_nobody_s_own_rate_moves(panel):
    """Within a channel and a joining quarter the share that leaves is the base's, whatever the dials say."""
    flows = panel.joiners.flows
    only = panel.compute(MixInputs(share=1.0))
    others = [k for k in range(3) if k != panel.joiners.moved]
    opening, lost = flows.here[others, 0, :-1], flows.lost[others, 0]
    assert only.rates[others] == pytest.approx(1 - lost / opening)  # nobody new: only who was there at the start


def test_all_newcomers_through_one_channel(panel):
    panel.boxes["share"].value = 1
    result = panel.compute(panel.inputs)
    assert result.through == pytest.approx(result.joined)
    panel.boxes["share"].value = 0
    assert panel.compute(panel.inputs).through == pytest.approx(np.zeros(panel.joiners.quarters))


def test_the_boom_shows_the_illusion_and_its_end_shows_the_opposite(panel):
    boom, none, _ = panel.presets.values()
    result = panel.compute(MixInputs(**boom))
    assert (result.after >= result.before).all()
    assert result.parts.after < result.parts.before
    panel.apply(boom)
    assert "very channel" in panel.stage.headline
    assert "yet the total falls" in panel.stage.headline
    assert panel.stage.meaning == "lost"
    assert panel.compute(MixInputs(**none)).parts.mix_effect > panel.compute(MixInputs()).parts.mix_effect > 0


def test_rate_and_mix_add_up_everywhere(panel):
    for values in corners.settings(panel):
        panel.apply(values)
        parts = panel.compute(panel.inputs).parts
        assert parts.rate_effect + parts.mix_effect == pytest.approx(parts.after - parts.before, abs=1e-12)
        total, rate, mix = words.effects(panel.compute(panel.inputs))
        assert round(total * 1000) == round(rate * 1000) + round(mix * 1000)


def test_a_channel_without_customers_in_one_year_is_all_mix():
    """Ten in channel a keep 90 % and then 80 %; ten in b come later and keep 50 %: by hand."""
    flows = CohortFlows(pd.Index(["a", "b"]), pd.period_range("2024Q1", periods=2, freq="Q"),
                        joined=np.array([[10, 1, 0], [0, 10, 0]]),
                        here=np.array([[[10, 9, 7], [0, 1, 1], [0, 0, 0]], [[0, 0, 0], [0, 10, 5], [0, 0, 0]]]),
                        lost=np.array([[[1, 2], [0, 0], [0, 0]], [[0, 0], [0, 5], [0, 0]]]),
                        revenue=np.zeros((2, 3, 2)))
    result = shift(Joiners(flows, moved=1, share=10 / 11, year=1), MixInputs())
    assert result.before == pytest.approx([0.9, np.nan], nan_ok=True)
    assert result.after == pytest.approx([0.8, 0.5])
    assert result.parts.rate_effect == pytest.approx((0.8 - 0.9) * (1 + 0.5) / 2)
    assert result.parts.mix_effect == pytest.approx((0.5 - 1) * 0.85 + 0.5 * 0.5)


def verdict(change, total):
    change = np.array(change)
    result = SimpleNamespace(before=np.full(len(change), 0.5), after=0.5 + change,
                             parts=Parts(0.5, 0.5 + total, total, 0.0))
    return words.verdict(result, ["A", "B", "C"][:len(change)])


@pytest.mark.parametrize(("change", "total", "says"), [
    ([0.01, 0.02], -0.012, "every channel improves, yet the total falls by 1.2 points"),
    ([0.01, 0.0], -0.01, "every channel holds or improves, yet the total falls by 1.0 points"),
    ([0.0, 0.0], -0.01, "every channel holds, yet the total falls by 1.0 points"),
    ([0.0, 0.0], 0.01, "every channel holds, yet the total rises by 1.0 points"),
    ([-0.01, -0.02], 0.01, "every channel falls, yet the total rises by 1.0 points"),
    ([-0.01, 0.0], 0.01, "every channel holds or falls, yet the total rises by 1.0 points"),
    ([-0.01, -0.02], -0.01, "every channel falls and the total falls by 1.0 points"),
    ([0.01, 0.02], 0.01, "every channel improves and the total rises by 1.0 points"),
    ([0.0004, -0.0004], 0.0, "every channel holds and the total holds"),
    ([0.01, -0.01, 0.02], 0.0, "A and C keep more, B fewer, and the total holds"),
    ([0.01, -0.01, -0.02], -0.01, "A keeps more, B and C fewer, and the total falls by 1.0 points"),
    ([0.01, np.nan], -0.01, "A improves, yet the total falls by 1.0 points"),
    ([np.nan, np.nan], -0.01, "no channel lasts, and the total falls by 1.0 points"),
])
def test_words_follow_the_numbers(change, total, says):
    assert verdict(change, total) == says


def test_the_picture_shows_the_result(panel):
    panel.apply({"share": 0.9, "volume": 2})
    result = panel.compute(panel.inputs)
    figure = panel.picture
    for line, rates in zip(figure.lines, result.rates, strict=True):
        assert line.get_ydata() == pytest.approx(rates)
    assert figure.total.get_ydata() == pytest.approx(result.total)
    rate, mix, total = (bar.get_height() for bar in figure.bars)
    assert (rate, mix, total) == pytest.approx(
        (abs(result.parts.rate_effect), abs(result.parts.mix_effect), abs(result.parts.after - result.parts.before)))
    assert figure.untouched.get_visible()
    panel.reset()
    assert not figure.untouched.get_visible()
    low, high = figure.lines[0].axes.get_ylim()
    for values in corners.settings(panel):
        panel.apply(values)
        rates = np.append(panel.compute(panel.inputs).rates, panel.compute(panel.inputs).total)
        assert (rates >= low).all()
        assert (rates <= high).all()
        assert max(abs(bar.get_y() + h) for bar in figure.bars for h in (0, bar.get_height())) <= figure.reach


def test_revenue_of_the_untouched_base(base, panel):
    result = panel.compute(panel.inputs)
    in_view = (base.months > "2023-03-01") & (base.months <= "2025-12-01")
    assert result.revenue.sum() == pytest.approx(base.arrays["revenue"][in_view].sum(dtype=float))
    assert result.revenue == pytest.approx(result.untouched.revenue)
    panel.boxes["volume"].value = 2
    assert panel.compute(panel.inputs).revenue[-1] > result.revenue[-1]
    assert "newcomers came through" in panel.stage.headline


@pytest.mark.parametrize("kind", BASES)
def test_all_corners(base, kind):
    panel = MixShift(BASES[kind](base))
    dials = len(panel.boxes)
    assert dials == (2 if kind in ("one channel", "one customer") else 3)
    assert corners.walk(panel) == 1 + len(panel.presets) + 3 * dials + 2 ** dials
    said = set()
    for values in corners.settings(panel):
        panel.apply(values)
        said.add(panel.stage.headline)
    assert len(said) > 1


def test_refusals(base):
    no_channel = CustomerBase(base.customers.drop(columns="channel"), base.months, base.arrays)
    for other in (None, synthetic.generate("shop", 50), no_channel):
        with pytest.raises(InputError, match="contracts whose customers have a channel"):
            MixShift(other)
    with pytest.raises(InputError, match="two or more"):
        MixShift(part(base, months=6))
    many = pd.Categorical([f"way {k % 7}" for k in range(len(base.customers))])
    with pytest.raises(InputError, match="7 channels"):
        MixShift(part(base, channel=many))
