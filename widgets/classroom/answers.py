"""What the cell `answer = {...}` of a student says, read from its text. Nothing that a student wrote is run.

Read are numbers, text, sums of numbers (+ - * /), names that were given such a value above in the same cell, and
`answer["rate"] = 0.95` after the braces. Everything else is code, and is said in a sentence for a person to look at.
"""

import ast
import contextlib
import re
import warnings

from customerbase import InputError

LONGEST = 10_000  # characters of a cell; an answer has some hundreds
DEEPEST = 30  # brackets and sums within each other
SHOWN = 40  # characters of a student's text in a sentence
# What only IPython understands: %magic, !command, help?. In place of each an empty line, so that line numbers stay.
IPYTHON = re.compile(r"^[ \t]*(?:[%!?].*|[\w.]+\?{1,2}[ \t]*)$", re.MULTILINE)
SHOWS = ("print", "display", "len", "type", "read")  # calls that may have `answer` and leave it as it is
SIGNS = {ast.UAdd: lambda a: a, ast.USub: lambda a: -a}
SUMS = {ast.Add: lambda a, b: a + b, ast.Sub: lambda a, b: a - b, ast.Mult: lambda a, b: a * b,
        ast.Div: lambda a, b: a / b}


def read_cell(source):
    """(what the answer holds, by name; sentences about what cannot be read so). The last `answer = {...}` counts.

    Numbers come as floats; anything else that can be written down (text, None, True, 3j) comes as it is, for whoever
    knows what the answer should hold.
    """
    try:
        tree = _parsed(source)
    except InputError as error:
        return {}, [str(error)]
    found, reasons, names, there = {}, {}, {}, False
    for statement in tree.body:
        targets = _targets(statement)
        if "answer" not in targets and _may_change(statement, targets):
            there = True
            reasons[statement.lineno] = (f"Line {statement.lineno} of the answer cell changes the answer by code, "
                                         f"{_said(statement, source)}, and no code is run to grade.")
        for target in targets:
            if target == "answer":
                there = True
                found, reasons = _braces(statement.value, names, source)
            elif isinstance(target, tuple):
                there = True
                _keep(target[1], statement.value, names, source, found, reasons)
        _learn(statement, targets, names)
    if not there and tree.body:
        return {}, ["The answer cell holds no answer = {…}."]
    return found, list(reasons.values())


def read_text(source, name):
    """The text that the last `name = "text"` of a cell gives, or None."""
    try:
        tree = _parsed(source)
    except InputError:
        return None
    given = [statement.value for statement in tree.body if name in _targets(statement)]
    last = getattr(given[-1], "value", None) if given else None
    return last if isinstance(last, str) else None


def short(text):
    """What a student wrote, in quotes and of a length that a sentence can hold."""
    text = " ".join(str(text).split())
    return f"“{text if len(text) <= SHOWN else text[:SHOWN - 1] + '…'}”"


def _parsed(source):
    if len(source) > LONGEST:
        raise InputError(f"The answer cell has {len(source):,} characters, and at most {LONGEST:,} are read.")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # Python's remarks on a student's style
        for text in (source, IPYTHON.sub("", source)):
            try:
                return ast.parse(text)
            except SyntaxError as error:
                said = f"line {error.lineno}: {error.msg[:80]}" if error.lineno else error.msg[:80]
            except (ValueError, RecursionError, MemoryError):
                said = "it is nested too deeply, or holds signs that no keyboard types"
    raise InputError(f"The answer cell cannot be read as Python ({said}).")


def _targets(statement):
    """What a statement gives a value: names, and ("answer", key) for answer["key"]. Empty where it does more."""
    if isinstance(statement, ast.Assign):
        targets = tuple(map(_target, statement.targets))
    elif isinstance(statement, ast.AnnAssign) and statement.value is not None:
        targets = (_target(statement.target),)
    else:
        targets = ()
    return () if None in targets else targets


def _target(node):
    if isinstance(node, ast.Name):
        return node.id
    if (isinstance(node, ast.Subscript) and isinstance(node.value, ast.Name) and node.value.id == "answer"
            and isinstance(node.slice, ast.Constant) and isinstance(node.slice.value, str)):
        return "answer", node.slice.value
    return None


def _braces(node, names, source):
    found, reasons = {}, {}
    if not isinstance(node, ast.Dict):
        reasons[None] = (f"The answer is {_said(node, source)}, not the braces with a value for each name; "
                         "no code is run to grade.")
        return found, reasons
    for key, value in zip(node.keys, node.values, strict=True):
        if isinstance(key, ast.Constant) and isinstance(key.value, str):
            _keep(key.value, value, names, source, found, reasons)
        else:
            said = _said(key or value, source)
            reasons[value.lineno, value.col_offset] = f"The answer holds {said} in place of a name."
    return found, reasons


def _keep(key, node, names, source, found, reasons):
    """Put one value where it belongs; what was known of that key before no longer counts."""
    found.pop(key, None)
    reasons.pop(key, None)
    try:
        found[key] = _value(node, names)
    except InputError as error:
        reasons[key] = f"{short(key)[1:-1]}: {_said(node, source)} {error}."


def _value(node, names):
    if isinstance(node, ast.Constant) and type(node.value) not in (int, float):
        # half a sign, as "\ud800" gives, cannot be written down again
        return node.value.encode(errors="replace").decode() if isinstance(node.value, str) else node.value
    if isinstance(node, ast.Name) and node.id in names:
        return names[node.id]
    return _number(node, names)


def _number(node, names, depth=0):
    if depth > DEEPEST:
        raise InputError("is nested too deeply to be read")
    if isinstance(node, ast.Constant) and type(node.value) in (int, float):
        return _float(node.value)
    if isinstance(node, ast.Name) and isinstance(names.get(node.id), float):
        return names[node.id]
    if isinstance(node, ast.UnaryOp) and type(node.op) in SIGNS:
        return SIGNS[type(node.op)](_number(node.operand, names, depth + 1))
    if isinstance(node, ast.BinOp) and type(node.op) in SUMS:
        left, right = _number(node.left, names, depth + 1), _number(node.right, names, depth + 1)
        if isinstance(node.op, ast.Div) and right == 0:
            raise InputError("divides by nought")
        return SUMS[type(node.op)](left, right)
    raise InputError("is code, and no code is run to grade; type its value")


def _float(number):
    try:
        return float(number)
    except OverflowError:
        raise InputError("is too large for a number") from None


def _learn(statement, targets, names):
    """Keep what a name stands for, where that can be read; forget every name that code may have changed."""
    known = {}
    if targets:
        with contextlib.suppress(InputError):
            known = dict.fromkeys(targets, _value(statement.value, names))
    for node in ast.walk(statement):
        if isinstance(node, ast.Name) and not isinstance(node.ctx, ast.Load):
            names.pop(node.id, None)
    names.update(known)


def _may_change(statement, targets):
    """Whether a statement has `answer` for anything but showing it, looking a value up or setting answer["key"]."""
    harmless = set()
    for node in ast.walk(statement):
        looks_up = isinstance(node, ast.Subscript) and (isinstance(node.ctx, ast.Load) or targets)
        if isinstance(node, ast.Expr) or looks_up:
            harmless.add(node.value)
        elif isinstance(node, ast.Call) and getattr(node.func, "id", getattr(node.func, "attr", None)) in SHOWS:
            harmless.update(node.args)
    return any(isinstance(node, ast.Name) and node.id == "answer" and node not in harmless
               for node in ast.walk(statement))


def _said(node, source):
    return short(ast.get_source_segment(source, node) or "something")
