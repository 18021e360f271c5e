"""What goes wrong with someone's data, said in one sentence."""


class InputError(ValueError):
    """Data or an argument that cannot be used. The message is one sentence: what, where, and what to do about it.

    In a notebook only that sentence is shown: whoever brought a spreadsheet has no use for a traceback.
    """

    def _render_traceback_(self):
        """IPython asks an exception for these lines before it formats a traceback of its own."""
        return [str(self)]


class RepairWarning(UserWarning):
    """Something in a file was changed or left out so that it could be read; the message says what and how often."""


def shown(value, longest=40):
    """A value as it may stand in a message: quoted, control and direction marks escaped, at most `longest` long."""
    text = str(value)
    return repr(text if len(text) <= longest else text[: longest - 1] + "…")


def brief(value, longest=40):
    """A value as code writes it, on one line whatever it is; at most `longest` characters."""
    text = " ".join(repr(value).split())
    return text if len(text) <= longest else text[: longest - 1] + "…"


def counted(number: float, one: str, more: str = "") -> str:
    """A count with its noun: 1 order, 2 orders, 37,000 people. more: the plural, where it is not one + s."""
    written = f"{number:,.0f}".replace("-", "\N{MINUS SIGN}") if round(number) else "0"
    return f"{written} {one if written == '1' else more or f'{one}s'}"


def listed(names, most=12):
    """Names for a message, each quoted; after `most` of them only how many more there are."""
    names = list(names)
    more = f" and {len(names) - most} more" if len(names) > most else ""
    return ", ".join(shown(name) for name in names[:most]) + more
