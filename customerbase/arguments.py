"""What every public function asks of its arguments before it computes: their kinds, as its signature says them.

    @checked
    def retention_rate(opening: Together, lost: Together): ...

A value of another kind, or arrays whose lengths do not go together, is an InputError of one line that names the
argument, in place of whatever numpy or pandas would come upon later. What the numbers may be, the function says.
"""

import functools
import inspect
import types
import typing
from collections.abc import Callable, Mapping

import numpy as np

from .errors import InputError


class Together:
    """The hint of a number or an array of numbers that broadcasts with the others hinted so."""


NUMPYS = {bool: bool | np.bool_, int: int | np.integer}
WORDS = {  # of kinds that have a plainer name than their class
    bool: "True or False", float: "one number", int: "a whole number", str: "text", bytes: "bytes",
    Callable: "a function", Mapping: "a dictionary", type(None): "None",
}


def checked(function):
    """The function, refusing arguments of other kinds than its hints; a parameter without a hint is its own matter."""
    hints = {name: p.annotation for name, p in inspect.signature(function).parameters.items()
             if p.annotation is not p.empty}
    kinds = {name: _kinds(hint) for name, hint in hints.items() if hint is not Together}
    together = [name for name, hint in hints.items() if hint is Together]
    names = list(inspect.signature(function).parameters)

    @functools.wraps(function)
    def call(*values, **named):
        given = dict(zip(names, values, strict=False)) | named
        for name, wanted in kinds.items():
            if name in given and not _is_one(given[name], wanted):
                words = " or ".join(_word(kind) for kind in wanted)
                raise InputError(f"{name} must be {words}, not {type(given[name]).__name__}.")
        if len(together) > 1:
            _go_together({name: given[name] for name in together if name in given})
        return function(*values, **named)

    return call


def _kinds(hint):
    """The classes that a hint allows, as a tuple."""
    if isinstance(hint, types.UnionType):
        return tuple(kind for part in typing.get_args(hint) for kind in _kinds(part))
    return (typing.get_origin(hint) or hint,)


def _is_one(value, kinds):
    for kind in kinds:
        if kind is float:
            if isinstance(value, int | float | np.number | np.ndarray) and np.ndim(value) == 0:
                return True
        elif isinstance(value, NUMPYS.get(kind, kind)):
            return True
    return False


def _word(kind):
    return WORDS.get(kind) or f"a {kind.__name__}"


def _go_together(given):
    shapes = {}
    for name, value in given.items():
        if isinstance(value, int | float):  # by far the most
            continue
        try:
            shapes[name] = np.shape(value)
        except ValueError:  # a list of lists of unequal lengths is no array of numbers, as the function will say
            return
    try:
        np.broadcast_shapes(*shapes.values())
    except ValueError:
        told = ", ".join(f"{name} has {_size(shape)}" for name, shape in shapes.items() if shape)
        raise InputError(f"{told}; give as many of each, or one number for all.") from None


def _size(shape):
    return f"{shape[0]:,}" if len(shape) == 1 else " x ".join(f"{size:,}" for size in shape)
