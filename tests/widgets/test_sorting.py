"""Sorting on a base: the report climbs while no own rate moves; real loyalty draws the same ends."""

import corners
import numpy as np
import pytest

import synthetic
from customerbase import CustomerBase, InputError
from metrics.mixture import mixture_mean_lifetime, mixture_retention, mixture_survival
from widgets.explorables.sorting import Sorting
from widgets.explorables.sorting.model import Cohort, SortingInputs, cohort_of, sort_out

pytestmark = pytest.mark.filterwarnings("error")


def part(base, keep):
    """The base with only the customers of a boolean mask."""
    customers = base.customers[keep].reset_index(drop=True)
    return CustomerBase(customers, base.months, {key: a[:, keep] for key, a in base.arrays.items()})


@pytest.fixture(scope="module")
def base():
    return synthetic.generate(customers=3_000)


@pytest.fixture
def panel(base):
    return Sorting(base)


BASES = {
    "normal": lambda base: base,
    "one segment": lambda base: part(base, (base.customers["segment"] == "Family").to_numpy()),
    "tiny": lambda _: synthetic.generate(customers=7),
    "one customer": lambda _: synthetic.generate(customers=1, months=1),
}


def test_start_is_the_exact_mixture_of_everybody_s_own_rate(base):
    own = (1 - base.customers["truth_hazard"].to_numpy()) ** 3
    everybody = np.full(len(own), 1 / len(own))
    result = Sorting(base).compute(SortingInputs(1, own.mean(), 0, 12))
    assert result.rates == pytest.approx(mixture_retention(everybody, own, 12), abs=0.0005)  # 500 groups, not 3,000
    assert result.here == pytest.approx(mixture_survival(everybody, own, 12), abs=0.0005)
    assert result.own[0] == pytest.approx([fifth.mean() for fifth in np.split(np.sort(own)[::-1], 5)], abs=0.001)


def test_by_value_two_types():
    cohort = Cohort(300, np.array([1 / 3, 2 / 3]), np.array([0.9, 0.5]), np.array([[1 / 3, 0], [0, 2 / 3]]))
    result = sort_out(cohort, SortingInputs(1, cohort.level, 0, 4))
    assert np.round(result.rates, 3).tolist() == [0.633, 0.689, 0.747, 0.798]
    assert result.naive_endless * 4 == pytest.approx(2.73, abs=0.005)
    assert result.years * 4 == pytest.approx(mixture_mean_lifetime([1 / 3, 2 / 3], [0.9, 0.5]), abs=0.05)  # ten years


def test_nobody_changes_while_the_report_climbs(panel):
    for spread in (0.5, 1, 2):
        panel.boxes["spread"].value = spread
        result = panel.compute(panel.inputs)
        assert (np.diff(result.rates) > 0).all()
        assert (np.diff(result.own, axis=0) == 0).all()
        assert result.parts.rate_effect == 0
        assert "nobody’s own rate changed" in panel.stage.headline
        assert panel.stage.hero.endswith("people 0 points")


def test_only_heterogeneity_moves_with_its_dial(panel):
    for level in (0.75, 0.9):
        for spread in (0, 0.7, 2):
            result = panel.compute(SortingInputs(spread, level, 0, 8))
            assert result.rates[0] == pytest.approx(level, abs=1e-9)
    rises = [panel.compute(SortingInputs(spread, 0.9, 0, 12)).rise for spread in (0, 0.5, 1, 1.5)]
    assert rises[0] == pytest.approx(0, abs=1e-9)
    assert (np.diff(rises) > 0).all()


def test_the_rival_draws_the_same_ends(panel):
    start = panel.compute(panel.inputs)
    panel.apply(panel.presets["Same rise, real loyalty"])
    rival = panel.compute(panel.inputs)
    assert rival.rates[[0, -1]] == pytest.approx(start.rates[[0, -1]], abs=0.0005)
    assert rival.parts.mix_effect == pytest.approx(0, abs=1e-9)
    assert "all of it is real" in panel.stage.headline


def test_a_real_gain_and_sorting_add_up(panel):
    panel.boxes["growth"].value = 0.02
    result = panel.compute(panel.inputs)
    assert result.parts.rate_effect > 0 < result.parts.mix_effect
    assert result.parts.rate_effect + result.parts.mix_effect == pytest.approx(result.rates[-1] - result.rates[0])
    assert "because people’s own rates rose" in panel.stage.headline


def test_rates_stop_at_one(panel):
    result = panel.compute(SortingInputs(2, 0.98, 0.1, 20))
    assert result.own.max() <= 1
    assert (result.rates <= 1).all()


def test_the_picture_shows_the_result(panel):
    result = panel.compute(panel.inputs)
    assert [bar.get_height() for bar in panel.picture.bars] == pytest.approx(result.left.tolist())
    assert panel.picture.rate.get_ydata() == pytest.approx(result.rates)
    assert np.ptp(panel.picture.flat[0].get_ydata()) == 0
    panel.boxes["quarters"].value = 5
    assert len(panel.picture.rate.get_xdata()) == 5


def test_words_differ_and_fifths_add_up(panel):
    said = {panel.stage.headline}
    for key, value in (("spread", 0), ("level", 0.8), ("growth", 0.05), ("quarters", 20)):
        panel.apply({key: value})
        said.add(panel.stage.headline)
    assert len(said) == 5
    result = panel.compute(panel.inputs)
    assert result.fifths_here.mean(axis=1) == pytest.approx(result.here)


def test_every_dial_has_a_source_and_names_the_hidden_column(panel):
    panel.toggle_drawer()
    assert "a hidden truth" in panel.assumptions.value
    assert "one survival curve" in panel.boxes["growth"].dial.source.says.lower()
    assert panel.boxes["growth"].dial.source.grade == "invented"
    assert panel.boxes["growth"].dial.start == panel.boxes["growth"].dial.low == 0


@pytest.mark.parametrize("kind", BASES)
def test_all_corners(base, kind):
    panel = Sorting(BASES[kind](base))
    assert corners.walk(panel) == 1 + 3 + 4 * 3 + 16


def test_a_person_who_never_leaves_and_one_who_always_does(base):
    table = base.customers.assign(truth_hazard=np.where(np.arange(len(base.customers)) % 2, 0.0, 1.0))
    panel = Sorting(CustomerBase(table, base.months, base.arrays))
    assert "50.0 %" in panel.stage.headline
    corners.walk(panel)


def test_refusals(base):
    for other in (None, synthetic.generate("shop", 50),
                  CustomerBase(base.customers.drop(columns="truth_hazard"), base.months, base.arrays)):
        with pytest.raises(InputError, match="whose hidden truth is known"):
            Sorting(other)
    broken = base.customers.assign(truth_hazard=1.5)
    with pytest.raises(InputError, match="truth_hazard: .* from 0 to 1"):
        cohort_of(CustomerBase(broken, base.months, base.arrays))
