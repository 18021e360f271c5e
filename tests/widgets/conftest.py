"""The three bases that every explorable must stand: tiny, normal, one segment; a small course; a clock to put on."""

import json
from datetime import UTC, datetime, timedelta

import numpy as np
import pytest
from onlearning import QUESTIONS

from customerbase import CustomerBase
from synthetic import companies, generate
from widgets.progress import gain
from widgets.state import eventlog, learner
from widgets.state.course import course


def only(base, keep):
    """The base of some of its customers."""
    customers = base.customers.loc[keep].reset_index(drop=True)
    for name in customers.select_dtypes("category"):
        customers[name] = customers[name].cat.remove_unused_categories()
    arrays = {key: np.ascontiguousarray(array[:, keep]) for key, array in base.arrays.items()}
    orders = base.orders[base.orders["customer_id"].isin(customers["customer_id"])].reset_index(drop=True)
    return CustomerBase(customers, base.months, arrays, orders, base.name, base.notes)


@pytest.fixture(scope="session")
def bases():
    """company -> name -> CustomerBase."""
    return {company: three(company) for company in companies()}


def three(company):
    normal = generate(company, customers=5_000, months=36, seed=7)
    first = normal.customers["segment"].cat.categories[0]
    return {
        "tiny": generate(company, customers=12, months=12, seed=7),
        "normal": normal,
        "one segment": only(normal, (normal.customers["segment"] == first).to_numpy()),
    }


@pytest.fixture
def books(tmp_path, monkeypatch):
    """Four notebooks, named so that a title which is markup would be seen."""
    for number in ("00", "03", "08", "09"):
        cells = [{"id": f"{number}-{k}", "cell_type": "code", "metadata": {"valued": {"section": "Check <b>"}},
                  "source": f'CheckQuestion("{key}")'} for k, key in enumerate(QUESTIONS.get(number, ()))]
        told = {"title": f"Title <{number}>", "minutes": 20, "sections": [{"name": "Check <b>"}]}
        (tmp_path / f"{number}_x.ipynb").write_text(json.dumps({"cells": cells, "metadata": {"valued": told}}))
    monkeypatch.chdir(tmp_path)
    return course()


@pytest.fixture
def clock(monkeypatch):
    """A clock for the log that a test can put on: clock(minutes=3)."""
    class Clock(datetime):
        today = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)

        @classmethod
        def now(cls, tz=None):
            return cls.today

    for module in (eventlog, learner, gain):
        monkeypatch.setattr(module, "datetime", Clock)

    def on(**step):
        Clock.today += timedelta(**step)

    return on
