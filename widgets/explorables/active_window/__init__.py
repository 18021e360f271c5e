"""The active window: on real orders without a contract, a longer look back finds more "customers"."""

import html

import ipywidgets as ipw
import numpy as np

from customerbase import CustomerBase, cdnow
from widgets.explorables.active_window.figure import ActiveWindowFigure
from widgets.explorables.active_window.model import LATELY, WindowInputs, look_back, order_book
from widgets.panel.controls import Dial, Source
from widgets.panel.explorable import Explorable, Words
from widgets.panel.forms import CURRENCY, DAYS, Form, counted, currency_note, money, people, percent
from widgets.panel.tries import Try

CREDIT = ("Real orders: the CDNOW data that Peter S. Fader and Bruce G. S. Hardie use and distribute, as the file "
          "in the Python package lifetimes.")
WINDOW = Source("arithmetic", "a convention, not a measurement: customers with an order in the last so many days, the "
                              "day of counting included")
MONTH = Source("arithmetic", "the months that the orders cover; the last one ends with the last order")


def day(date):
    return f"{date.day} {date:%B %Y}"


class ActiveWindow(Explorable):
    """orders: a DataFrame as from customerbase.read_orders (customer_id, date, amount), or a CustomerBase that has
    orders; None for CDNOW's.
    """

    name = "The active window: look back longer, find more customers"
    Inputs = WindowInputs
    company = "shop"

    @classmethod
    def example(cls, base):
        return cls(base.orders)

    def __init__(self, orders=None, *, currency=CURRENCY):
        self._own = orders is not None
        if isinstance(orders, CustomerBase) and len(orders.orders):
            told, orders = {"notes": orders.notes, "currency": orders.currency}, orders.orders.copy(deep=False)
            orders.attrs.update(told)
        super().__init__(orders if self._own else cdnow(), currency=currency)

    def prepare(self):
        self.book = order_book(self.base)
        months = self.book.months
        month = Dial("month", "Counted in month", 1, months, 1, months, Form(f"of {months}"), MONTH)
        self.dials = (Dial("days", "Look back", 30, 365, 1, 90, DAYS, WINDOW), *([month] if months > 1 else []))
        self.Picture = lambda: ActiveWindowFigure(self.book)
        self.presets = {f"{days} days": {"days": days} for days in (30, 90, 180, 365)}
        if months > 1:
            self.presets["The best month"] = {"month": int(np.argmax(self.book.within(90))) + 1}

        self.tries = (
            Try("third", "Call one in three of all customers active",
                "Whoever sets the window decides: from how many days on is a third of all who ever bought “active”?",
                ("days",), lambda i, r: 3 * r.active >= r.ever,
                "A third is “active”, and nobody bought anything more."),
        )

    def _layout(self):
        children = super()._layout()
        self.origin = ipw.HTML(f"<p>{html.escape(self._origin())}</p>")
        return [*children, self.origin]

    def _origin(self):
        """Whose orders these are, and whether anybody new still comes."""
        book = self.book
        whose = CREDIT
        if self._own:
            notes = self.base.attrs.get("notes", ())
            whose = f"Your {counted(len(self.base), 'order')} by {counted(book.customers, 'customer')}."
            whose = " ".join(filter(None, [whose, *map(str, notes), currency_note(self.base, self.currency)]))
        if not book.closed:
            return whose
        return (f"{whose} One closed group: nobody new came after {day(book.newcomer)}, so from then on a count of the "
                "active can only show who is still there.")

    def compute(self, inputs):
        return look_back(self.book, inputs)

    def words(self, r):
        if not r.active:
            said = "look back further and some will be"
        elif r.days == LATELY:
            said = f"all of them bought in those {LATELY} days"
        elif not r.lately:
            said = f"nobody bought in the last {LATELY} days"
        else:
            said = f"{people(r.lately)} of them bought in the last {LATELY} days"
        return Words(
            f"{people(r.active)} “active”",
            f"Look back {counted(r.days, 'day')} from {day(r.as_of)}, and {people(r.active)} of the "
            f"{counted(r.ever, 'customer')} {'is' if r.active == 1 else 'are'} “active”; {said}.",
            "stay",
        )

    def table(self, r):
        rows = [["Look back", "Active", "Share of all who ever bought", f"Bought in the last {LATELY} days"]]
        for days in sorted({30, 60, 90, 120, 180, 365, r.days}):
            active = int(self.book.within(days)[r.row])
            rows.append([counted(days, "day"), people(active), percent(active / r.ever), people(r.lately)])
        rows += [["Ever bought", people(r.ever), "", ""],
                 [f"Orders in the last {LATELY} days", people(r.orders), "", ""],
                 [f"Revenue in the last {LATELY} days", money(r.money, self.currency), "", ""]]
        return rows
