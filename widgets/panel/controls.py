"""What a person moves: dials declared as data, and the slider with its linked, named number box built from one.

A button's errors are swallowed by ipywidgets' own `on_click`; `Press` lets them through, like `observe` does.
"""

import contextlib
import html
import math
from dataclasses import dataclass

import ipywidgets as ipw

from customerbase import InputError
from customerbase.errors import listed, shown
from widgets.panel.allowed import Checked, Chosen, inside
from widgets.panel.forms import PLAIN, Form


@dataclass(frozen=True)
class Source:
    """Where an assumption comes from. grade: arithmetic, published, asserted, illustration or invented."""

    grade: str
    says: str


ARITHMETIC = Source("arithmetic", "an input, not a claim: type your own")
GRADES = ("arithmetic", "published", "asserted", "illustration", "invented")


@dataclass(frozen=True)
class Dial:
    """One number that can be moved: key of the model's input, label, range, step, start, how it is written, source."""

    key: str
    label: str
    low: float
    high: float
    step: float
    start: float
    form: Form = PLAIN
    source: Source = ARITHMETIC


@dataclass(frozen=True)
class Choice:
    """One of a few named options; `options` maps what people read to the model's value."""

    key: str
    label: str
    options: dict
    start: object
    source: Source = ARITHMETIC


class Press(ipw.Button):
    """A button that calls `action()` and lets its errors through."""

    def __init__(self, label, action, **kwargs):
        super().__init__(description=label, layout=ipw.Layout(width="auto"), **kwargs)
        self.action = action
        self.add_class("vd-button")

    def click(self):
        if not self.disabled:
            self.action()

    def tell(self, is_open: bool) -> None:
        """It opens and shuts something: whether that is open now, which sheet.js tells a screen reader."""
        self.add_class("vd-opens")
        (self.add_class if is_open else self.remove_class)("vd-open")

    def opens(self, box: ipw.Box) -> "Press":
        """Tell, now and from now on, whether `box` is on show."""
        box.layout.observe(lambda change: self.tell(change.new != "none"), "display")
        self.tell(box.layout.display != "none")
        return self


class Said(ipw.HTML):
    """What answers a press: a screen reader speaks it once, politely, when it changes (see sheet.js)."""

    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.add_class("vd-says")

    def of(self, *boxes: ipw.Widget) -> "Said":
        """It is about what stands in these boxes: it goes, and so do their marks, as soon as that is changed."""
        for box in boxes:
            box.observe(lambda _, box=box: (setattr(self, "value", ""), marked(box, False)), "value")
        return self


def marked(box: ipw.Widget, refused: bool) -> None:
    """Mark a box whose text was refused: sheet.js tells a screen reader, sheet.css gives it a border."""
    (box.add_class if refused else box.remove_class)("vd-refused")


def alert(*sentences: str) -> str:
    """HTML of what went wrong, which a screen reader speaks; "" if nothing did."""
    said = " ".join(dict.fromkeys(filter(None, sentences)))
    return f'<span role="alert">{html.escape(said)}</span>' if said else ""


class NumberBox(ipw.Text):
    """A named box for one number, written for people ("740,000") and read from what people type ("740K").

    `number` holds the value. What cannot be read stays in the box, marked, and `number` stays what it was; the
    sentence that says why is `problem`, and goes to `complain`.
    """

    number = Checked()
    problem = ""

    def __init__(self, name, number, form, low=-math.inf, high=math.inf, complain=None):
        self.name, self.form, self.low, self.high = name, form, low, high
        self.complain = complain or (lambda sentence: None)
        self._written = form.write(number)
        super().__init__(value=self._written, continuous_update=False, tooltip=f"{name}, {form.unit}".strip(", "))
        self.add_class("vd-box")
        self.number = number
        self.observe(self._typed, "value")
        self.observe(self.show, "number")

    def allows(self, value: float) -> float:
        """The number, if the box allows it; InputError if not."""
        return inside(value, self.name, self.low, self.high)

    def show(self, _=None) -> None:
        """Write the number into the box, in place of anything refused."""
        self._write(self.form.write(self.number))

    def _write(self, text):
        self._tell("")
        self._written = text
        self.value = text

    def _tell(self, problem):
        before, self.problem = self.problem, problem
        if problem or before:
            marked(self, bool(problem))
            self.complain(problem)

    def _typed(self, _):
        if self.value == self._written:
            self._tell("")
            return
        try:
            typed = self.form.read(self.value, self.name, self.low, self.high)
        except InputError as error:
            self._tell(str(error))
            return
        self.number = typed
        self._write(self.form.in_full(typed))


def _label(dial):
    """The label, with what the stylesheet's script needs to speak the slider's value with its unit."""
    form = dial.form
    return (f'<span class="vd-label" data-factor="{form.factor}" data-decimals="{form.decimals}" '
            f'data-before="{html.escape(form.before)}" data-unit="{html.escape(form.unit)}" data-step="{dial.step}">'
            f"{html.escape(dial.label)}</span>")


class Slider(ipw.FloatSlider):
    """A slider whose moves are not sent back to the browser that made them: one message less before the picture."""

    value = Checked(0.0).tag(sync=True, echo_update=False)

    def allows(self, value):
        """Its ends are ipywidgets' own matter; what is no number would go from here to its box and back for ever."""
        return inside(value, "The slider")


class SliderBox(ipw.VBox):
    """A slider with its label and its number box above; `.value` is the number."""

    value = Checked()

    def __init__(self, dial, complain=None):
        self.dial = dial
        self.slider = self._slider(dial)
        self.box = NumberBox(dial.label, dial.start, dial.form, dial.low, dial.high, complain)
        self._fit()
        self.label = ipw.HTML(_label(dial))
        said = dial.form.unit == "customers" or dial.form.unit.lower() in dial.label.lower()
        self.unit = ipw.Label("" if said else dial.form.unit_of(dial.form.write(dial.start)))
        self.unit.add_class("vd-unit")
        super().__init__([ipw.HBox([self.label, self.box, self.unit]), self.slider], value=dial.start)
        self.add_class("vd-dial")
        self.box.observe(lambda change: self.set_trait("value", change.new), "number")
        self.observe(self._follow, "value")

    def _slider(self, dial):
        slider = Slider(value=dial.start, min=dial.low, max=dial.high, step=dial.step, readout=False,
                        layout=ipw.Layout(width="auto"))
        slider.add_class("vd-slider")
        slider.observe(self._slid, "value")
        return slider

    def _slid(self, change):
        """Follow the handle, except where the browser only puts it on the step nearest to a value between two steps.

        It does that unasked when it draws a slider, and would change a start such as 90.45 % into 90.5 %.
        """
        low, step = self.dial.low, self.dial.step
        steps = (self.value - low) / step
        places = math.floor(steps + 0.5 + 1e-6), math.ceil(steps - 0.5 - 1e-6)  # halfway between two, it may be either
        drawn = change.old == self.value and any(
            abs(change.new - min(low + place * step, self.dial.high)) < 1e-6 * step for place in places)
        if not drawn:
            self.value = change.new

    def _fit(self):
        """The box as wide as the longest number it can hold, so that label and unit get the rest."""
        form = self.dial.form
        longest = max(len(form.write(number)) for number in (self.dial.low, self.dial.high))
        self.box.layout.width = f"{0.65 * max(longest, 3) + 1:.1f}em"

    @property
    def problem(self) -> str:
        """Why the text in its box was refused, or ""."""
        return self.box.problem

    def allows(self, value: float) -> float:
        """The number, if the dial allows it; InputError if not."""
        return inside(value, self.dial.label, self.dial.low, self.dial.high)

    def nearest(self, value: float) -> float:
        """Of the numbers that the dial allows, the nearest."""
        return min(max(value, self.dial.low), self.dial.high)

    def _follow(self, _):
        self.box.number = self.value
        self.slider.value = self.value
        if self.unit.value:
            self.unit.value = self.dial.form.unit_of(self.dial.form.write(self.value))

    def set_range(self, dial):
        """Take another range, step and start (a firm's own numbers).

        With a new slider: a browser that is told the new range and the new value one after the other cuts the value
        to the old range, or the old value to the new one, and sends that back.
        """
        self.dial = dial
        self.label.value = _label(dial)
        self.box.form, self.box.low, self.box.high = dial.form, dial.low, dial.high
        self._fit()
        old, self.slider = self.slider, self._slider(dial)
        self.children = [self.children[0], self.slider]
        old.close()
        self.value = self.box.number = dial.start
        self.box.show()


class ChoiceBox(ipw.VBox):
    """A few options as named buttons; `.value` is the chosen option's value."""

    value = Chosen()
    problem = ""

    def __init__(self, choice, complain=None):
        self.dial = choice
        self.label = ipw.Label(choice.label)
        self.label.add_class("vd-label")
        self.buttons = ipw.ToggleButtons(options=list(choice.options.items()), value=choice.start,
                                         style=ipw.ToggleButtonsStyle(button_width="auto"))
        super().__init__([self.label, self.buttons], value=choice.start)
        self.add_class("vd-choice")
        self.buttons.observe(lambda change: self.set_trait("value", change.new), "value")
        self.observe(lambda change: setattr(self.buttons, "value", change.new), "value")


    def allows(self, value: object) -> object:
        """The option that the value is; InputError, with all of them, if it is none."""
        for option in self.dial.options.values():
            with contextlib.suppress(ValueError, TypeError):  # a table is neither equal nor unequal
                if option is value or (type(option) is type(value) and bool(option == value)):
                    return option
        raise InputError(f"{self.dial.label}: {shown(value)} is none of its options; choose one of "
                         f"{listed(self.dial.options.values())}.")

    def nearest(self, value: object) -> object:
        """The value itself: there is no order among options."""
        return value


def build(dial, complain=None):
    """The widget for a Dial or a Choice."""
    return (ChoiceBox if isinstance(dial, Choice) else SliderBox)(dial, complain)
