"""Every public function of metrics, synthetic and customerbase, given what is no table, of a wrong kind or length.

Run with tests/widgets/arguments.py, which has one good call of each: a bad one is answered as it should be, or refused
with InputError in one line, and with nothing else.
"""

import inspect
import pickle

import arguments
import numpy as np
import pandas as pd
import pytest

import metrics
import synthetic
from customerbase import CustomerBase, InputError, column_names, read_orders
from customerbase.arguments import Together, checked
from metrics import movement


def test_every_public_function_has_its_good_call():
    assert arguments.public() <= set(arguments.GOOD)
    for function in arguments.GOOD:
        assert not arguments.left_out(function), function


@pytest.mark.parametrize("function", arguments.GOOD, ids=arguments.named)
def test_a_good_call_is_fine(function):
    if function == CustomerBase.read:
        return  # tests/customerbase/test_files.py writes and reads
    function(**arguments.GOOD[function]())


@pytest.mark.parametrize("function", arguments.GOOD, ids=arguments.named)
def test_a_bad_argument_is_refused_in_one_line_or_taken_for_what_it_is(function):
    said = []
    for name, wrong, given in arguments.calls(function):
        try:
            function(**given)
        except InputError as error:
            said.append(str(error))
        except Exception as error:
            pytest.fail(f"{name}={wrong!r:.60}: {type(error).__name__}: {error}")
    assert len(said) > 10
    assert [sentence for sentence in said if "\n" in sentence or len(sentence) < 10] == []


@pytest.mark.parametrize(("call", "sentence"), [
    (lambda: metrics.retention_rate([1, 2], [1, 2, 3]), "opening has 2, lost has 3; give as many of each"),
    (lambda: metrics.retention_rate(np.ones((2, 3)), [1, 2]), "opening has 2 x 3, lost has 2; give as many of each"),
    (lambda: metrics.cohort_table([1, 2]), "base must be a CustomerBase, not list."),
    (lambda: metrics.repeat_buyers({"a": [1]}), "orders must be a DataFrame, not dict."),
    (lambda: metrics.repeat_buyers(arguments.orders(), ["month"]), "period must be text, not list."),
    (lambda: metrics.movements(arguments.gym(), "2024-03", "2024-06", by=3), "by must be text or None, not int."),
    (lambda: metrics.best_offer([1, 2], cost=[1, 2]), "cost must be one number, not list."),
    (lambda: metrics.second_opinion(arguments.gym(), 0.95), "claim must be a Claim, not float."),
    (lambda: movement.totals(None), "move must be a Movement, not NoneType."),
    (lambda: synthetic.simulate([1]), "draws must be a Draws, not list."),
    (lambda: synthetic.follow(arguments.few(), 2.5), "row must be a whole number, not float."),
    (lambda: metrics.mean_lifetime(pd.DataFrame({"a": ["x"], "b": ["y"]})), "survival must be a number or an array"),
])
def test_the_sentence_names_the_argument(call, sentence):
    with pytest.raises(InputError) as refused:
        call()
    assert str(refused.value).startswith(sentence)


def test_a_checked_function_is_itself_to_everybody_else():
    assert metrics.retention_rate.__name__ == "retention_rate"
    assert list(inspect.signature(metrics.retention_rate).parameters) == ["opening", "lost"]
    assert pickle.loads(pickle.dumps(metrics.retention_rate)) is metrics.retention_rate
    with pytest.raises(TypeError, match="missing 1 required"):  # a call that is wrong in itself is Python's to refuse
        metrics.retention_rate(5)


def test_names_positions_and_defaults_are_all_checked():
    @checked
    def worth(people: Together, fee: Together = 1, *, gross: bool = False):
        return np.sum(np.asarray(people) * fee) * (1 + gross)

    assert worth([1, 2], fee=[3, 4]) == 11
    assert worth(2, gross=np.bool_(True)) == 4
    for wrong in (lambda: worth([1, 2], [1, 2, 3]), lambda: worth(people=[1, 2], fee=[1, 2, 3]),
                  lambda: worth(1, gross=1)):
        with pytest.raises(InputError):
            wrong()


def test_a_repair_still_points_at_whoever_asked():
    with pytest.warns(UserWarning, match="byte-order mark") as told:
        read_orders("a.csv", data=b"\xef\xbb\xbfcustomer,date,amount\na,2024-01-05,3\n")
    assert told[0].filename == __file__
    assert column_names("a.csv", b"customer,date,amount\na,2024-01-05,3\n") == ["customer", "date", "amount"]
