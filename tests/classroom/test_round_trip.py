"""A class from the list of names to the grades: the slowest test of all, so it is made once for all its checks."""

import afterwards
import pytest


@pytest.fixture(scope="module")
def trip(tmp_path_factory):
    return afterwards.make_trip(tmp_path_factory.mktemp("class"))


@pytest.mark.long  # .ci/run makes the trip in an environment of its own, too
@pytest.mark.parametrize("check", afterwards.CHECKS, ids=lambda check: check.__name__.removeprefix("check_"))
def test_afterwards(trip, check):
    check(trip)
