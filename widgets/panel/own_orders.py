"""A facilitator's own orders in place of the story's: read into memory, shown, and let go of with one press.

What is loaded is never written to the disk and never logged; a page that is loaded anew shows the story's data again.
"""

import html
import warnings

import ipywidgets as ipw

from customerbase import InputError, RepairWarning, column_names, from_orders, read_orders
from widgets.panel.controls import Press
from widgets.panel.forms import currency_note, people
from widgets.panel.sheet import sheet

MOST = 30 * 2**20  # bytes of a file, about 700,000 orders; the room's server lets a little more through
CELLS = 30_000_000  # customers x months: what a base may hold in memory
STORY = "Back to the story’s data"
COLUMNS = {"customer": "Which column says who ordered?", "date": "Which column is the date?",
           "amount": "Which column is the amount?"}
WAYS = {
    "dayfirst": ("What is 03/04/2024?", {"3 April (day first)": True, "March 4 (month first)": False}),
    "decimal": ("What is 1,234?", {"more than a thousand (decimal point)": ".",
                                    "a little over one (decimal comma)": ","}),
}


class OwnOrders(ipw.VBox):
    """Any widget that shows a customer base, with a button under it to load a file of orders.

    show: a function from a CustomerBase (as from customerbase.from_orders) to the widget that shows it; called with
    None for the story's data. Columns are found as read_orders finds them; what it must ask is asked in drop-downs.
    """

    def __init__(self, show):
        self._show, self._file, self._answers = show, None, {}
        self.place = ipw.VBox([show(None)])
        self.place.layout.overflow = "visible"
        self.upload = ipw.FileUpload(accept=".csv,.txt,.tsv", description="Your own orders …", icon="",
                                     layout=ipw.Layout(width="auto"))
        self.upload.add_class("vd-button")
        self.back_button = Press(STORY, self.back)
        self.back_button.layout.display = "none"
        self.questions = ipw.VBox()
        self.said = ipw.HTML()
        bar = ipw.HBox([self.upload, self.back_button, ipw.HTML(
            f"<span>A text file (CSV) with customer, date and amount, at most {MOST // 2**20} MB. It stays in this "
            "machine’s memory: nothing is saved or logged.</span>")])
        bar.add_class("vd-bar")
        own = ipw.VBox([sheet(), bar, self.questions, self.said])
        own.add_class("vd-panel")
        own.add_class("vd-own")
        super().__init__([self.place, own])
        self.layout.overflow = "visible"
        self.upload.observe(self._uploaded, "value")

    def _uploaded(self, change):
        if not change.new:
            return
        file = change.new[0]
        self._file, self._answers = (str(file["name"]), bytes(file["content"])), {}
        self.upload.value = ()  # one copy is enough, and the same file can be chosen again
        self.load()

    def load(self):
        """Read the file that was uploaded and show it, ask what it leaves open, or say what is wrong."""
        name, data = self._file
        self._say(f"<p>Reading {_text(name)} …</p>")
        try:
            if len(data) > MOST:
                raise InputError(f"{name} has more than {MOST // 2**20} MB; leave out columns or older orders.")
            with warnings.catch_warnings():
                warnings.simplefilter("ignore", RepairWarning)  # the notes below say the same
                orders = read_orders(name, data=data, **self._answers)
            _fits(orders, name)
            panel = self._show(from_orders(orders, name))
        except InputError as error:
            self._ask(error)
            return
        except Exception:
            self._fail(f"{name} could not be shown; the story’s data stay.")
            raise
        self._file = None
        self.questions.children = ()
        self.place.children = [panel]
        self.back_button.layout.display = None
        self._say(_how_read(orders, name))

    def back(self):
        """Let go of the loaded orders; the story's data again."""
        self._file, self._answers = None, {}
        self.questions.children = ()
        self.place.children = [self._show(None)]
        self.back_button.layout.display = "none"
        self._say("")

    def _say(self, markup):
        self.said.value = markup

    def _fail(self, sentence):
        self._file = None
        self.questions.children = ()
        self._say(f'<p class="vd-error" role="alert"><span>{_text(sentence)}</span></p>')

    def _ask(self, error):
        """A drop-down for what read_orders asks to be told; the sentence itself where there is nothing to choose."""
        open_ = next((key for key in (*COLUMNS, *WAYS) if f"{key}=" in str(error)), None)
        if open_ is None or open_ in self._answers:
            self._fail(str(error))
            return
        name, data = self._file
        if open_ in COLUMNS:
            question, options = COLUMNS[open_], {column: column for column in column_names(name, data) if column}
        else:
            question, options = WAYS[open_]
        choose = ipw.Dropdown(options=[("choose …", ""), *options.items()], tooltip=question,
                              layout=ipw.Layout(width="auto"))
        choose.observe(lambda change: self._answer(open_, change.new), "value")
        row = ipw.HBox([ipw.Label(question), choose])
        row.add_class("vd-range")
        self.questions.children = [row]
        self._say(f"<p>{_text(name)} leaves one thing open.</p>")

    def _answer(self, key, value):
        if value != "" and self._file:
            self._answers[key] = value
            self.load()


def _text(words):
    """Somebody's text as text: markup escaped, and writing direction kept to itself."""
    return f"<bdi>{html.escape(str(words))}</bdi>"


def _fits(orders, name):
    if not len(orders):
        return  # from_orders says so
    first, last = orders["date"].min(), orders["date"].max()
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    customers = orders["customer_id"].nunique()
    if months * customers > CELLS:
        raise InputError(f"{name}: {people(customers)} customers over {people(months)} months are more than fit here; "
                         "leave out older orders.")


def _how_read(orders, name):
    """What was read, and on demand the first rows and what was repaired, so that a wrong guess is noticed."""
    rows = "".join(f"<tr><td>{_text(who)}</td><td>{date:%d %B %Y}</td><td>{amount:,.2f}</td></tr>"
                   for who, date, amount in orders.head(3).itertuples(index=False))
    notes = "".join(f"<li>{_text(note)}</li>" for note in orders.attrs.get("notes", ()))
    closes = f"They are gone when this page closes. {currency_note(orders)}".strip()
    return (f'<p class="vd-loaded" role="status">{_text(name)}: {people(len(orders))} orders by '
            f"{people(orders['customer_id'].nunique())} customers. {_text(closes)}</p>"
            "<details><summary>How the first rows were read</summary><table>"
            "<tr><th>Customer</th><th>Date</th><th>Amount</th></tr>"
            f"{rows}</table><ul>{notes}</ul></details>")
