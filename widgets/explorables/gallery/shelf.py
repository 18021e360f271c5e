"""Where illusions are built once and kept, each on its story company's base."""

from functools import cache

from customerbase import cdnow
from synthetic import generate
from widgets.explorables.gallery import illusions


@cache
def story(company):
    """A story company's CustomerBase, made once a kernel: all that shows it stands on the same page."""
    return generate(company)


@cache
def real_orders():
    """CDNOW's orders, read once for all that are shown on them."""
    return cdnow()


class Shelf:
    """Builds an illusion when it is first asked for."""

    def __init__(self, currency):
        self.currency, self.built = currency, {}

    def illusion(self, number):
        """The one with that number in the table of eighteen."""
        if number not in self.built:
            kind = illusions.ALL[number]
            given = None if not kind.company else real_orders() if kind.real else story(kind.company)
            self.built[number] = kind(given, currency=self.currency)
        return self.built[number]
