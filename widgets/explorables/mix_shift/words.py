"""What is said about a mix shift: the sentence follows the numbers, as they are printed, in every case."""

import numpy as np

from widgets.explorables.adding_up import moved, tenths
from widgets.panel.explorable import Words
from widgets.panel.forms import money, people, percent, points


def effects(result):
    """Change of the total, rate effect and mix effect, in tenths of a point that add up."""
    parts = result.parts
    return tenths(*(float(x) for x in (parts.after - parts.before, parts.rate_effect, parts.mix_effect)))


def changes(result):
    """Each channel's change from the first year to the last, in tenths of a point; nan if it was not there in both."""
    return np.round((result.after - result.before) * 1000) / 1000


def say(result, channels, joiners, currency):
    """The Words of a MixResult; channels: their names."""
    if result.parts is None:
        return Words("–", "In the first or in the last year nobody was there who could have left: nothing to compare.")
    total = effects(result)[0]
    return Words(
        f"{moved(total)} in total",
        f"{capital(verdict(result, channels))}; {newcomers(result, channels[joiners.moved], joiners)}.",
        "lost" if total < 0 else "stay",
    )


def capital(sentence):
    return sentence[0].upper() + sentence[1:]


def short(effect):
    return moved(effect).removesuffix(" points")


def verdict(result, channels):
    """What the channels did and what the total did, and "yet" where the two do not go together."""
    change = changes(result)
    seen = [k for k in range(len(channels)) if not np.isnan(change[k])]
    total = effects(result)[0]
    ending = f"the total {('falls', 'holds', 'rises')[int(np.sign(total)) + 1]}"
    ending += f" by {points(abs(total)).lstrip('+')}" if total else ""
    up, down = ([channels[k] for k in seen if sign * change[k] > 0] for sign in (1, -1))
    if not seen:
        return f"no channel lasts, and {ending}"
    if up and down:
        return f"{listed(up)} keep{'s' * (len(up) == 1)} more, {listed(down)} fewer, and {ending}"
    verbs = ["holds"] * (len(up) + len(down) < len(seen)) + ["improves"] * bool(up) + ["falls"] * bool(down)
    against = (total < 0 and not down) or (total > 0 and not up)
    who = "every channel" if len(seen) > 1 else channels[seen[0]]
    return f"{who} {' or '.join(verbs)}{', yet' if against else ' and'} {ending}"


def newcomers(result, through, joiners):
    """Who joined instead."""
    i = result.inputs
    if i.volume == 1 and i.share in (None, joiners.share):
        return "nobody’s own rate changed"
    period, new = joiners.flows.periods[round(i.after)], slice(round(i.after), None)
    since = f" since {period.year} Q{period.quarter}" if i.after else ""
    joined = result.joined[new].sum()
    if joined < 0.5:
        return f"nobody joined{since}"
    share = percent(float(result.through[new].sum() / joined))
    return f"{share} of {people(joined)} newcomers{since} came through {through}"


def table(result, channels, joiners, currency):
    """The numbers behind the picture, rows of text."""
    year, through = joiners.year, channels[joiners.moved]
    rows = [["", f"First {joiners.length}", f"Last {joiners.length}", "Change", "Share of customers, first", "Last"]]
    sizes = [result.opening[:, s].sum(axis=1) for s in (slice(year), slice(-year, None))]
    shares = [percent_or_dash(size / size.sum() if size.sum() else size * np.nan) for size in sizes]
    change = ["–" if np.isnan(c) else moved(float(c)) for c in changes(result)]
    rows += [list(row) for row in zip(channels, percent_or_dash(result.before), percent_or_dash(result.after), change,
                                      *shares, strict=True)]
    if result.parts is not None:
        total, rate, mix = (moved(effect) for effect in effects(result))
        before, after = percent(float(result.parts.before)), percent(float(result.parts.after))
        rows += [["Total", before, after, total, "", ""],
                 ["of it rate effect", "", "", rate, "", ""], ["of it mix effect", "", "", mix, "", ""]]

    def line(name, values, write):
        return [name, write(float(values[:year].sum())), write(float(values[-year:].sum())), "", "", ""]

    return [*rows, line("New customers", result.joined, people), line(f"through {through}", result.through, people),
            line("Revenue", result.revenue, lambda amount: money(amount, currency)),
            line("Revenue in the base", result.untouched.revenue, lambda amount: money(amount, currency))]


def percent_or_dash(rates):
    return ["–" if np.isnan(rate) else percent(float(rate)) for rate in rates]


def listed(names):
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
