"""Sums by place: what bincount gives, and money also where nobody is; and nobody in the kit weighs without it."""

import ast
from pathlib import Path

import numpy as np
import pytest

from customerbase.sum_by import sum_by

ROOT = Path(__file__).parents[2]
SOURCES = [file for room in ("customerbase", "metrics", "synthetic", "widgets") for file in (ROOT / room).rglob("*.py")]


def test_sums_and_counts_by_place():
    assert sum_by([0, 2, 2], [1.5, 2, 3], 4).tolist() == [1.5, 0, 5, 0]
    assert sum_by([0, 2, 2], None, 4).tolist() == [1, 0, 2, 0]
    assert sum_by([3], [True], 0).tolist() == [0, 0, 0, 1]


@pytest.mark.parametrize("place", [[], np.zeros(0, np.intp)])
def test_of_nobody_money_is_still_money(place):
    nothing = sum_by(place, np.zeros(0), 3)
    assert nothing.dtype == np.float64
    nothing += 0.5  # what failed on whole numbers
    assert nothing.tolist() == [0.5, 0.5, 0.5]
    assert sum_by(place, None, 3).dtype == np.intp


def weighing(tree):
    """Lines that call bincount with weights."""
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)
             and getattr(node.func, "attr", getattr(node.func, "id", "")) == "bincount"]
    return [call.lineno for call in calls if len(call.args) > 1 or any(k.arg == "weights" for k in call.keywords)]


def test_only_sum_by_weighs():
    planted = "np.bincount(a, w)\nnp.bincount(a).sum(0)\nbincount(a, weights=w)\nnp.bincount(a, minlength=2)"
    assert weighing(ast.parse(planted)) == [1, 3]
    found = [f"{file.relative_to(ROOT)}:{line}" for file in SOURCES if file.name != "sum_by.py"
             for line in weighing(ast.parse(file.read_text(encoding="utf-8")))]
    assert len(SOURCES) > 100
    assert found == []
