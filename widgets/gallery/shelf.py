"""Where illusions are built once and kept, each on its story company's base."""

from customerbase import cdnow
from synthetic import generate
from widgets.gallery import illusions


class Shelf:
    """Builds an illusion when it is first asked for."""

    bases = {}  # company -> CustomerBase, made once a kernel: gallery and quiz stand on the same page

    def __init__(self, currency):
        self.currency, self.built = currency, {}

    def illusion(self, number):
        """The one with that number in the table of eighteen."""
        if number not in self.built:
            kind = illusions.ALL[number]
            given = None if not kind.company else self._orders() if kind.real else self._base(kind.company)
            self.built[number] = kind(given, currency=self.currency)
        return self.built[number]

    def _base(self, company):
        if company not in self.bases:
            self.bases[company] = generate(company)
        return self.bases[company]

    def _orders(self):
        if "orders" not in self.bases:
            self.bases["orders"] = cdnow()  # read once for all that are shown on it
        return self.bases["orders"]
