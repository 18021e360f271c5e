"""What is read from the text of an answer cell, and what goes to a person because it is code."""

import math

import pytest

from widgets.classroom import answers, cells
from widgets.lessons import LESSON

TASK = LESSON.tasks["losing-quarter"]


def read(source):
    return answers.read_cell(source)


# What people type ------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(("source", "found"), [
    ('answer = {"rate": 0.963, "net_people": -15_000}', {"rate": 0.963, "net_people": -15_000}),
    ("answer = {'rate': '96.3 %', 'denominator': 'by end'}", {"rate": "96.3 %", "denominator": "by end"}),
    ("answer = {'rate': None}", {"rate": None}),
    ("answer = {}", {}),
    ("answer = {'rate': +1 - 27_380 / 740_000 * 1}", {"rate": 0.963}),
    ("answer = {'rate': -(-0.5)}", {"rate": 0.5}),
    ("answer = {'rate': 'it ' 'is'}", {"rate": "it is"}),
    (r"answer = {'rate': 'half \ud800 a sign'}", {"rate": "half ? a sign"}),
    ("answer = {'rate': 1}\nanswer = {'net_people': 2}", {"net_people": 2}),
    ("answer = {'rate': 1}\nanswer['rate'] = 2\nanswer['net_people'] = 3", {"rate": 2, "net_people": 3}),
    ("answer = {}; answer['rate'] = answer['net_people'] = 3", {"rate": 3, "net_people": 3}),
    ("answer: dict = {'rate': 1}", {"rate": 1}),
    ("mine = answer = {'rate': 1}", {"rate": 1}),
    ("answer = {'rate': f()}\nanswer = {'rate': 1}", {"rate": 1}),
    ("answer = {'rate': f()}\nanswer['rate'] = 1", {"rate": 1}),
    ("%matplotlib inline\n!ls\nanswer = {'rate': 1}\nanswer?\nx = 3", {"rate": 1}),
    ("%%time\nanswer = {'rate': 1}", {"rate": 1}),
    ("import math\nprint(answer)\nanswer = {'rate': 1}\nanswer\ndisplay(answer)\nexercise.read(answer)", {"rate": 1}),
    ("start = 740_000\ngone = 27_380\nanswer = {'rate': 1 - gone / start}\nx = answer['rate'] * 2", {"rate": 0.963}),
    ("x = 1\nx = x + 1\nanswer = {'rate': x}", {"rate": 2}),
    ("word = 'gone'\nanswer = {'rate': word}", {"rate": "gone"}),
    ("# nothing but a remark", {}),
    ("", {}),
    ("# a name: ${'张伟'}\nanswer = {'rate': 1}  # 🦉 ﷽", {"rate": 1}),
    ("𝐚𝐧𝐬𝐰𝐞𝐫 = {'rate': 1}", {"rate": 1}),  # Python takes this for the same name
    ("if True:\n    answer = {}\nanswer = {'rate': 1}", {"rate": 1}),
])
def test_what_can_be_read_is_read_in_silence(source, found):
    got, reasons = read(source)
    assert reasons == []
    assert got == (pytest.approx(found) if all(isinstance(value, float | int) for value in found.values()) else found)


# What goes to a person -------------------------------------------------------------------------------------------
@pytest.mark.parametrize(("source", "found", "reason"), [
    ("answer = {'rate': f(1), 'net_people': 2}", {"net_people": 2}, "rate: “f(1)” is code, and no code is run"),
    ("answer = {'rate': [1][0]}", {}, "rate: “[1][0]” is code"),
    ("answer = {'rate': elsewhere}", {}, "rate: “elsewhere” is code"),
    ("answer = {'rate': 2 ** 0.5}", {}, "rate: “2 ** 0.5” is code"),
    ("answer = {'rate': 10**10**10}", {}, "rate: “10**10**10” is code"),
    ("answer = {'rate': 'a' * 3}", {}, "rate: “'a' * 3” is code"),
    ("answer = {'rate': f'{1}'}", {}, "rate: “f'{1}'” is code"),
    ("answer = {'rate': 1 / 0}", {}, "rate: “1 / 0” divides by nought."),
    ("answer = {'rate': 1 / (2 - 2)}", {}, "rate: “1 / (2 - 2)” divides by nought."),
    ("answer = {'rate': 0x" + "f" * 400 + "}", {}, "rate: “0xfff"),
    ("answer = {'rate': " + "(1+" * 60 + "1" + ")" * 60 + "}", {}, "is nested too deeply to be read."),
    ("answer = {**other, 'rate': 1}", {"rate": 1}, "The answer holds “other” in place of a name."),
    ("answer = {1: 2}", {}, "The answer holds “1” in place of a name."),
    ("answer = {k: 1 for k in 'ab'}", {}, "The answer is “{k: 1 for k in 'ab'}”, not the braces"),
    ("answer = dict(rate=1)", {}, "The answer is “dict(rate=1)”, not the braces"),
    ("answer = 3", {}, "The answer is “3”, not the braces"),
    ("x = {'rate': 1}\nanswer = x", {}, "The answer is “x”, not the braces"),
    ("answer = {'rate': 1}\nanswer.update(rate=2)", {"rate": 1}, "Line 2 of the answer cell changes the answer by"),
    ("answer = {'rate': 1}\nanswer['rate'] += 1", {"rate": 1}, "Line 2 "),
    ("answer = {'rate': 1}\ndel answer['rate']", {"rate": 1}, "Line 2 "),
    ("answer = {'rate': 1}\nb = answer\nb['rate'] = 2", {"rate": 1}, "Line 2 "),
    ("answer = {'rate': 1}\nfill(answer)", {"rate": 1}, "Line 2 "),
    ("answer = {'rate': 1}\nfor answer['rate'] in range(3): pass", {"rate": 1}, "Line 2 "),
    ("answer = {'rate': 1}\nif x:\n    answer = {}", {"rate": 1}, "Line 2 "),
    ("answer = {'rate': 1}\nx = answer.pop('rate')", {"rate": 1}, "Line 2 "),
    ("answer, b = {'rate': 1}, 2", {}, "Line 1 "),
    ("x = 1\nfor x in range(9): pass\nanswer = {'rate': x}", {}, "rate: “x” is code"),
    ("x = 1\nx += 1\nanswer = {'rate': x}", {}, "rate: “x” is code"),
    ("print(1)", {}, "The answer cell holds no answer = {…}."),
    ("answer = {'rate': 0.9 63}", {}, "The answer cell cannot be read as Python (line 1: "),
    ("answer = {'rate' 1}", {}, "The answer cell cannot be read as Python (line 1: "),
    ("answer = {'rate': 1\x00}", {}, "The answer cell cannot be read as Python ("),
    ("answer = {'rate': \ud800}", {}, "The answer cell cannot be read as Python ("),
    ("answer = {'rate': " + "9" * 5_000 + "}", {}, "The answer cell cannot be read as Python (line 1: "),
    ("answer = " + "[" * 1_000_000, {}, "The answer cell has 1,000,009 characters, and at most 10,000 are read."),
])
def test_code_is_not_run_but_said(source, found, reason):
    got, reasons = read(source)
    assert got == found
    assert len(reasons) == 1
    assert reason in reasons[0]
    assert len(reasons[0]) < 200


@pytest.mark.parametrize("value", ["True", "False", "3j", "b'0.9'", "...", "1e999", "-1e999", "1e308 * 10"])
def test_what_is_no_number_is_told_by_the_reader_of_numbers(value):
    found, reasons = read(f"answer = {{'rate': {value}}}")
    given, problems = cells.read_answer(TASK, found)
    assert given == {}
    assert len(reasons + problems) == 1
    assert (reasons + problems)[0].startswith("rate: ")


@pytest.mark.parametrize("value", ["float('nan')", "math.inf", "nan"])
def test_a_number_by_name_is_code(value):
    said = f"rate: “{value}” is code, and no code is run to grade; type its value."
    assert read(f"answer = {{'rate': {value}}}")[1] == [said]


@pytest.mark.parametrize("piece", ["(", "[", "{", "-", "not ", "1+", "a.", "lambda:", "a if b else ", "f(", "*", "{1:",
                                   "[x for x in ", "if 1:\n ", "'", "await ", "f'{", "@", "a[", "a,", "~", "1<"])
def test_nesting_without_end_is_refused_and_crashes_nothing(piece):
    for source in (piece * (9_900 // len(piece)), "answer = {'rate': " + piece * (9_900 // len(piece)) + "1}"):
        found, reasons = read(source)
        assert found == {}
        assert len(reasons) <= 1


def test_sums_stay_sums():
    """A sum of literals is worth what Python makes of it, or is said: never a crash, never another number."""
    import itertools

    numbers, signs = ("-2.5", "0", "1e300", "3_000"), ("+", "-", "*", "/", "**")
    for a, first, b, second, c in itertools.product(numbers, signs, numbers, signs, numbers):
        source = f"{a} {first} {b} {second} {c}"
        found, reasons = read(f"answer = {{'rate': {source}}}")
        if reasons:
            simple = {first, second} <= set("+-*/")
            assert not simple or "divides by nought" in reasons[0]
        else:
            expected = eval(source)
            assert found["rate"] == pytest.approx(expected, nan_ok=True) or math.isinf(expected)


def test_a_text_by_name():
    assert answers.read_text("# whose\nstudent = 'Ada'", "student") == "Ada"
    assert answers.read_text("student = None", "student") is None
    assert answers.read_text("student = f()", "student") is None
    assert answers.read_text("student = (", "student") is None
    assert answers.read_text("", "student") is None
