"""What is said about a shift: the sentence over the picture, and the account under it, which adds up exactly."""

from widgets.explorables.segment_shift.model import TIERS
from widgets.panel.explorable import Words
from widgets.panel.forms import money, people, percent


def signed(amount, currency):
    """An amount with its sign: +$1.2K, −$6.5K, and no sign for nothing."""
    return ("+" if amount > 0 else "") + money(amount, currency)


def say(shift, currency, unit, back=False):
    """A Shift to Words. unit: what the money is counted in, such as " a month"."""
    change = shift.closing_value - shift.opening_value
    left, came = ("left", "came") if shift.contract else ("did not buy again", "came or came back")
    chance = by_chance(shift)
    sentence = (f"{'Backwards, ' if back else ''}{people(shift.lost)} {left} and {people(shift.new)} {came} from "
                f"{shift.earlier} to {shift.later}.{f' {chance[0].upper()}{chance[1:]}.' if chance else ''}")
    flat = abs(change) < 0.01 * shift.opening_value  # a hundredth is no headline
    meaning = "stay" if flat else "lost" if change < 0 else "new"
    return Words(f"{signed(change, currency)}{unit}", sentence, meaning)


def by_chance(shift):
    """How many of the falls out of the top chance alone shows, and whether the rest is news."""
    found = shift.chance()
    if found is None:
        return "nobody was here long enough before to tell what of the falls is chance"
    if not found.observed and not found.by_chance:
        return ""
    told = f"{people(found.observed)} fell out of the top, against {people(found.by_chance)} by chance alone"
    if not shift.of_story:
        return f"{told}, if they move as the story’s customers do"
    if found.low <= 0 <= found.high:
        return f"{told}, which is no news"
    excess = people(abs(round(found.observed) - round(found.by_chance)))
    return f"{told}, {excess} {'more' if found.excess > 0 else 'fewer'}"


def table(shift, currency, unit, rises=None):
    """Rows of text: the account in people and money, each tier, chance. rises: the break-even of the dials, or None."""

    def amount(number):
        return f"{'−' if number < 0 else ''}{currency}{abs(number):,.0f}"

    opening, new, lost, more, closing = (round(value) for value in (
        shift.opening_value, shift.new_value, shift.lost_value, shift.more, shift.closing_value))
    rows = [
        ["", "People", f"Money{unit}"],
        [f"{shift.earlier}", people(shift.opening), amount(opening)],
        ["+ new" if shift.contract else "+ new, or back", people(shift.new), amount(new)],
        ["− lost" if shift.contract else "− did not buy", people(shift.lost), amount(lost)],
        ["+ pay more", "", amount(more)],
        ["− pay less", "", amount(opening + new - lost + more - closing)],
        [f"{shift.later}", people(shift.closing), amount(closing)],
        ["stayed in their tier", people(shift.stayed), ""],
    ]
    for s in (3, 2, 1):
        rows.append([f"{TIERS[s].capitalize()}, from", people(shift.people[s].sum()), amount(shift.before[s].sum())])
        rows.append([f"{TIERS[s].capitalize()}, to", people(shift.people[:, s].sum()), amount(shift.after[:, s].sum())])
    for name, tiers in (("Fell out of the top", (3,)), ("Fell, from any tier", (1, 2, 3))):
        found = shift.chance(tiers)
        if found:
            rows += [[f"{name}, of those here before", people(found.observed), ""],
                     ["by chance alone", people(found.by_chance), ""],
                     ["excess over chance", people(round(found.observed) - round(found.by_chance)), ""]]
            if shift.of_story:
                rows.append(["95 % interval of the excess", f"{people(found.low)} to {people(found.high)}", ""])
    if rises is not None:
        rows.append(["Share of the middle that must rise to make up for the fall", percent(rises), ""])
    return rows
