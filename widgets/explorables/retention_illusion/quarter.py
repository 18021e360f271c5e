"""The quarter: 22,000 came and 37,000 left. A leader bets first, then moves, then fills in her own numbers."""

import html
import math

from metrics.projection import steady_state
from metrics.retention import compound, retention_rate
from synthetic.sources import ASSET
from widgets.explorables.retention_illusion.leavers import who_left
from widgets.explorables.retention_illusion.quarter_figure import QuarterFigure
from widgets.explorables.retention_illusion.quarter_model import PERIODS_A_YEAR, YEARS, QuarterInputs, quarter
from widgets.panel.bet import Bet, Option
from widgets.panel.controls import Choice, Dial, Press, Said, Source
from widgets.panel.explorable import Explorable, Words
from widgets.panel.firm import Firm, FirmBoxes
from widgets.panel.forms import PEOPLE, counted, currency_form, money, people, percent, roughly
from widgets.panel.tries import Try

WORTH = Source("invented", "type your own; the arithmetic holds for any amount")
BY = Source("arithmetic", "what boards divide by; only the first is retention")

NAMES = {
    "opening": "kept of the opening customers",
    "end_over_start": "end over start",
    "average": "over the average base",
    "everyone_served": "over everyone served",
}

FIRM = Firm()  # the story's
KEPT = float(retention_rate(FIRM.opening, FIRM.lost))
HEADING = people(steady_state(KEPT, FIRM.won))
NOW, GONE, CAME = people(FIRM.opening), people(FIRM.lost), people(FIRM.won)
RATE = f"{100 * KEPT:.3g} %"
SHARE = f"{100 * (1 - KEPT):.3g} %"
STORY = Source("illustration", f"{CAME} won and {GONE} lost: {ASSET}; it names no base. {NOW} makes it {RATE}")

BET = Bet(
    key="08-three-years",
    question=f"A firm keeps {RATE} of its customers every quarter and wins {CAME} new ones every quarter. "
             f"Today it has {NOW}. How many will it have in three years?",
    form=PEOPLE,
    low=0, high=5_000_000,
    options=(
        Option(f"More than {NOW}: a {RATE} firm that keeps winning customers grows", FIRM.opening + 1, 5_000_000,
               f"{RATE} kept of {NOW} is {GONE} gone a quarter, more than the {CAME} who come."),
        Option(f"About {NOW}: what is won makes up for what is lost", 660_000, FIRM.opening,
               f"It would take {GONE} new customers a quarter to stand still; {CAME} come."),
        Option("Less than 660,000", 0, 660_000),
    ),
    answer=lambda result: result.heads[-1],
    why=f"A rate takes a share of whatever is there; wins are a number. {SHARE} of {NOW} is {GONE} people, "
        f"and only {CAME} come. The base falls until {SHARE} of it is {CAME}: at {HEADING}.",
    reveal=f"The answer is {{answer}}, and the base is heading for {HEADING}.",
    meaning="stay",
)


def nice(number, steps=(1, 2, 5, 10)):
    """The next of `steps` followed by noughts."""
    power = 10 ** math.floor(math.log10(max(number, 1)))
    return next(step * power for step in steps if step * power >= number)


def crowd_top(firm):
    """The most people a crowd can show: 75 figures that each stand for 1, 2, 4, 10, 20, 40, 100 ... people."""
    return nice(max(2 * firm.lost, 2 * firm.won, 75), (1.5, 3, 7.5, 15))


def dials_for(firm, currency):
    """Ranges around a firm's own numbers. The story's firm gets 0 to 75,000 lost and up to two million customers."""
    top = crowd_top(firm)
    least = nice(top)
    amount = currency_form(currency)
    worth = max(nice(4 * max(firm.worth_leaver, firm.worth_joiner)), 10)
    return (
        Dial("opening", "Customers at start", min(least, firm.opening), max(nice(2.5 * firm.opening), 10 * least),
             least / 10, firm.opening, PEOPLE, STORY),
        Dial("lost", f"Lost in the {firm.period}", 0, top, top / 75, firm.lost, PEOPLE, STORY),
        Dial("won", f"Won in the {firm.period}", 0, top, top / 75, firm.won, PEOPLE, STORY),
        Dial("worth_leaver", "Leaver’s yearly worth", 0, worth, worth / 100, firm.worth_leaver, amount, WORTH),
        Dial("worth_joiner", "Joiner’s yearly worth", 0, worth, worth / 100, firm.worth_joiner, amount, WORTH),
        Dial("worth_average", "Average customer’s yearly worth", 0, worth, worth / 100, firm.worth_leaver, amount,
             Source("invented", "set to a leaver's worth until you say otherwise")),
    )


class Quarter(Explorable):
    """One quarter's people, two small gauges, and the next three years."""

    name = "The retention illusion: one quarter"
    Inputs = QuarterInputs
    bet = BET
    firm = FIRM
    tries = (
        Try("slide-98", "Make the slide say 98 %", "How large must the base be before the slide says 98 %? The same "
            "people leave. Move *Customers at start*.", ("opening",),
            lambda i, r: r.reported >= 0.98 and i.denominator == "opening" and i.lost == FIRM.lost,
            f"98 %, and the same {GONE} people are gone."),
        Try("best-leave", "Let the best leave: keep under 90 % of money",
            "Let those who leave be the better customers. From which worth on is less than 90 % of the money kept, "
            "while 95 % of the heads are?", ("worth_leaver",),
            lambda i, r: r.value_rate is not None and r.value_rate < 0.9 <= r.rate,
            "The slide counts heads; less than 90 % of the money stayed."),
        Try("denominator", "Find what to divide by for the best rate",
            "Nothing happens to anybody: divide by something else. Which rate looks best on the slide?",
            ("denominator",), lambda i, r: i.denominator == "end_over_start" and r.reported > r.rate,
            lambda r: f"{percent(r.reported)} by end over start: newcomers are counted as if they had been kept."),
    )

    def Picture(self):  # noqa: N802 - the panel builds its picture from whatever goes by this name
        return QuarterFigure(currency=self.currency)

    def prepare(self):
        *shown, joiner, average = dials_for(self.firm, self.currency)
        choice = Choice("denominator", "The rate on the slide is", {v: k for k, v in NAMES.items()}, "opening", BY)
        self.dials, self.more = (*shown, choice), (joiner, average)
        self.presets = {
            "Base of 100,000": {"opening": 100_000},
            "Base of 1,000,000": {"opening": 1_000_000},
            "The best customers leave": {"opening": 1_000_000, "worth_leaver": 300},
            "Report end over start": {"opening": 1_000_000, "denominator": "end_over_start"},
        }

    def compute(self, inputs):
        return quarter(inputs, self.firm.period)

    def words(self, r):
        i = r.inputs
        said = NAMES[i.denominator]
        if i.denominator == "opening" and r.period != "year":
            said = f"{percent(compound(r.rate, PERIODS_A_YEAR[r.period]))} over a year"
        return Words(
            f"{counted(i.lost, 'person', 'people')} gone",
            f"The slide says {percent(r.reported)}, {said}; won less lost is "
            f"{money(r.net_value, self.currency)} a year, and {counted(i.opening, 'customer')} become "
            f"{roughly(r.heads[-1])} in {YEARS} years.",
            "lost",
        )

    def table(self, r):
        i = r.inputs
        rows = [["", "People", "Worth a year"],
                ["Customers at the start", people(i.opening), money(i.opening * i.worth_average, self.currency)],
                ["Lost", people(i.lost), money(i.lost * i.worth_leaver, self.currency)],
                ["Won", people(i.won), money(i.won * i.worth_joiner, self.currency)],
                ["Net", people(r.net_people), money(r.net_value, self.currency)],
                ["Kept of the opening customers", percent(r.rate),
                 "–" if r.value_rate is None else percent(r.value_rate)]]
        if i.denominator != "opening":
            rows.append([f"On the slide: {NAMES[i.denominator]}", percent(r.reported), ""])
        step = PERIODS_A_YEAR[r.period]
        rows += [[f"Customers after {year} year{'s' * (year > 1)}", people(r.heads[year * step]), ""]
                 for year in range(1, YEARS + 1)]
        rows.append(["Heading for", "no limit" if r.heading is None else people(r.heading), ""])
        return rows

    # Beyond the shared panel: the six boxes, and the people behind the number ---------------------------------------
    def _layout(self):
        children = super()._layout()
        self.firm_boxes = FirmBoxes(self.use_firm, self.firm, self.currency)
        self.firm_boxes.layout.display = "none"
        self.firm_boxes.add_class("vd-drawer")
        self.faces = Said()
        self.bar.children = [*self.bar.children, Press("My firm", self.firm_boxes.toggle).opens(self.firm_boxes)]
        if self.base is not None and self.base.has_contract:
            self._page = 0
            self.bar.children = [*self.bar.children, Press("Six people who left", self._next_faces)]
        self.play.children = [*self.play.children, self.firm_boxes, self.faces]
        return children

    def _unseal(self, change):
        super()._unseal(change)
        if change.new is None and self.firm != self.firm_boxes.story:
            self.firm_boxes.back()  # the bet is about the story, so its answer must be too

    def use_firm(self, firm):
        """Every range, start and label from a firm's six numbers; the story's own when given the story's Firm."""
        self.firm = firm
        self.picture.unit = crowd_top(firm) / 75
        self.picture.guess = self.bet_box.guess if firm == self.firm_boxes.story else None
        self._remember(self._now)
        self._quiet = True
        for dial in dials_for(firm, self.currency):
            self.boxes[dial.key].set_range(dial)
        self._quiet = False
        self._set(self.start)

    def _next_faces(self):
        """Six of the people who left the base in its last quarter, by name; press again for the next six."""
        gone = who_left(self.base)
        if not len(gone):
            self.faces.value = f"<p>Nobody left the example’s company ({self._elsewhere}) in its last quarter.</p>"
            return
        page = gone.iloc[[(self._page + k) % len(gone) for k in range(min(6, len(gone)))]]
        self._page += 6
        items = "".join(
            f"<li><b>{html.escape(str(row.name))}</b>, {html.escape(str(row.segment))}, joined {row.joined:%B %Y}, "
            f"spent {html.escape(money(row.revenue, self.currency))} in the year before</li>"
            for row in page.itertuples(index=False, name="Row"))
        intro = (f"They are none of the {people(self.inputs.lost)}: an example from another company "
                 f"({self._elsewhere}), which lost {people(len(gone))} in its last quarter.")
        self.faces.value = f"<p>{intro}</p><ul>{items}</ul>"

    @property
    def _elsewhere(self):
        """What the base is called: its people are not those of the number in the picture."""
        return html.escape(self.base.name or "the story company")
