"""The rival to sorting: types whose own rate changes from period to period."""

import numpy as np
import pytest

from customerbase import InputError
from metrics import mixture_survival, type_survival


def test_constant_rates_are_the_mixture():
    shares, rates = np.array([1 / 3, 2 / 3]), np.array([0.9, 0.5])
    left = 10_000 * (shares * type_survival(np.tile(rates, (4, 1)))).sum(axis=1)
    np.testing.assert_allclose(left, 10_000 * mixture_survival(shares, rates, 4))
    assert left.round().tolist() == [10_000, 6_333, 4_367, 3_263, 2_604]


def test_a_changing_rate_counts_from_its_own_period():
    np.testing.assert_allclose(type_survival([[0.5], [1.0], [0.2]])[:, 0], [1, 0.5, 0.5, 0.1])


def test_a_rate_above_one_is_refused():
    with pytest.raises(InputError):
        type_survival([[1.2]])
