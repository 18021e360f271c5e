"""What to try with who came, left, rose and fell."""

from widgets.panel.tries import Try


def _total(result):
    """Money of the later period against that of the earlier one; 1 where nobody had paid before."""
    before = result.before.sum()
    return result.after.sum() / before if before else 1.0


TRIES = (
    Try("missed", "Let the top fall until the money is missed",
        "How much of the top may fall before five per cent of the money is missed?", ("down",),
        lambda i, r: not i.back and i.up == 0 and _total(r) < 0.95,
        "The customers are as many as before; one in twenty of the money is gone."),
    Try("made-up", "Let the middle make up for the top",
        "A quarter of the top falls: a preset does it. How many of the middle must rise (*Of the middle, rise*) to "
        "make up for it?", ("down", "up"), lambda i, r: not i.back and i.down >= 0.25 and _total(r) >= 1,
        "So many of the many, to make up for a few of the few."),
    Try("quarter", "Compare with the quarter before",
        "Compare with the quarter before instead of the year. Which of these shifts were a season?", ("gap",),
        lambda i, r: i.gap == 1, "A season looks like a shift; against the same months a year before it is gone."),
)
