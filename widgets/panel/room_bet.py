"""A whole room's bets: ranges and letters typed at once, read, and shown as their spread over one axis."""

import html
import math
import re
from dataclasses import dataclass
from statistics import median

import numpy as np

from customerbase import InputError
from widgets.panel.forms import Form
from widgets.panel.typed_numbers import SIZES, Refused

MOST = 60  # ranges that one picture can show and one person can type
MANY = 999  # people of one letter
SAID = 4  # lines that cannot be read and are named at once
DASHES = str.maketrans("–—−‐‑", "-----")
PIECE = re.compile(r"[,;](?!(?<=,)\d{3}(?!\d))")  # between two bets: not the comma in 20,000
LETTER = re.compile(r"([A-C])\s*[:=x×*]?\s*(\d*)|(\d+)\s*[x×*]?\s*([A-C])", re.IGNORECASE)
BETWEEN = re.compile(r"\s*(?:\bto\b|\band\b|\.\.+|…)\s*", re.IGNORECASE)
HYPHEN = re.compile(r"(?<=[^\s-])(\s*)-(\s*)(?=\S)")
SIZE = re.compile(rf"\d\s*({'|'.join(map(re.escape, sorted(SIZES, key=len, reverse=True)))})$", re.IGNORECASE)
NO_SIZE = re.compile(r"\D*\d[\d.,]*\s*")


@dataclass(frozen=True)
class Bets:
    """What a room bet. ranges: (low, high) each; letters: how many chose A, B and C."""

    ranges: tuple
    letters: tuple = (0, 0, 0)

    def middle(self, options):
        """(low, high, letter) to stand for the room: its median low end to its median high end.

        Half of the room began lower and half ended higher. Where all chose letters: the option that most chose, the
        first of several.
        """
        if self.ranges:
            lows, highs = zip(*self.ranges, strict=True)
            return float(median(lows)), float(median(highs)), ""
        at = self.letters.index(max(self.letters))
        return options[at].low, options[at].high, "ABC"[at]

    def held(self, answer):
        """How many of the ranges hold the answer."""
        return sum(low <= answer <= high for low, high in self.ranges)


def read(text, bet):
    """Bets from what was typed: a range or a letter with its number a line, or several with commas between.

    InputError names every line that cannot be read, and says what could be.
    """
    ranges, letters, wrong = [], [0, 0, 0], []
    for number, line in enumerate(text.splitlines(), 1):
        for piece in _pieces(line, bet):
            try:
                chosen = LETTER.fullmatch(piece)
                if chosen:
                    letter, count = chosen[1] or chosen[4], int(chosen[2] or chosen[3] or 1)
                    letters["ABC".index(letter.upper())] += count
                    continue
                ranges.append(_ends(piece, bet))
            except InputError as error:
                wrong.append(f"Line {number}: {error}")
    if wrong:
        raise InputError(" ".join(wrong[:SAID]) + f" And {len(wrong) - SAID} more like these." * (len(wrong) > SAID))
    if len(ranges) > MOST or max(letters) > MANY:
        raise InputError(f"These are {len(ranges)} ranges and {sum(letters)} letters; at most {MOST} ranges and {MANY} "
                         "of a letter fit.")
    if not ranges and not any(letters):
        raise InputError("Type the room’s bets first: a range a line, or how many chose A, B and C.")
    return Bets(tuple(ranges), tuple(letters))


def _pieces(line, bet):
    """The bets of a line. A line that is one range as a whole is one: its commas are decimals, 97,5 to 98,5."""
    pieces = [part.strip() for part in PIECE.split(line) if part.strip()]
    try:
        return [line.strip()] if len(pieces) > 1 and _ends(line.strip(), bet) else pieces
    except InputError:
        return pieces


def _ends(piece, bet):
    """The two ends that a piece of a line names, as numbers."""
    form, shown = bet.form, piece[:30]
    like = f"type a low and a high end, for example {example(bet)}"
    plain = piece.translate(DASHES)
    ends = BETWEEN.split(plain)
    if len(ends) == 1:
        hyphens = list(HYPHEN.finditer(plain))
        if bet.low < 0 and len(hyphens) == 1 and hyphens[0][1] and not hyphens[0][2]:
            raise InputError(f"“{shown}” can be read in two ways; write “to” between the two ends.")
        ends = [plain[:hyphens[0].start()], plain[hyphens[0].end():]] if len(hyphens) == 1 else ends
        if len(hyphens) > 1:
            raise InputError(f"“{shown}” is more than one range; {like}, and put each range on a line of its own.")
    if len(ends) != 2:
        raise InputError(f"“{shown}” is no range; {like}.")
    if not all(any(map(str.isdigit, end)) for end in ends):
        raise InputError(f"“{shown}” is no range; {like}.")
    size, low = SIZE.search(ends[1].strip().removesuffix(form.unit).strip()), re.sub(r"\D", "", ends[0])
    if not size or not NO_SIZE.fullmatch(ends[0]) or not 0 < int(low) < 1_000:
        return bet.read(ends)
    spoken = (ends[0].strip() + size[1], ends[1])  # 500-600K is 500K to 600K
    try:
        return bet.read(spoken)
    except Refused:
        raise
    except InputError:
        if form.read(spoken[0], "Low end") > form.read(spoken[1], "High end"):
            raise InputError(f"“{shown}”: give both ends their {size[1]}.") from None
        raise


def example(bet):
    """A range as somebody could type it."""
    low, high = bet.example
    return f"{bet.form.write(low)} to {bet.form.write(high)}"


# What is shown afterwards ----------------------------------------------------------------------------------------
def outcome(bets, bet, answer):
    """HTML: how many ranges held and the answer, the spread of the ranges, who chose which letter."""
    said, mark = [], "miss"
    if bets.ranges:
        held, n = bets.held(answer), len(bets.ranges)
        verdict = f"{held} of {n} ranges hold{'s' * (n == 1)} the answer."
        should = ("Somebody who is 80 % sure is right four times in five." if n < 5 else
                  f"At 80 % sure, about {0.8 * n:.0f} of {n} would.")
        said += [f"<b>{verdict}</b> {should}"]
        mark = "hit" if held >= 0.8 * n else "miss"
    if any(bets.letters):
        right = [k for k, option in enumerate(bet.options) if option.low <= answer <= option.high]
        chose = sum(bets.letters[k] for k in right)
        said += [f"<b>{chose} of {sum(bets.letters)} chose the right letter.</b>"]
        mark = mark if bets.ranges else "hit" if 2 * chose > sum(bets.letters) else "miss"
    told = html.escape(bet.told(answer))
    spread = _spread(bets, bet.form, answer) if bets.ranges else ""
    letters = _letters(bets.letters, bet.options, answer) if any(bets.letters) else ""
    return (f'<p class="vd-outcome" data-result="{mark}">{" ".join(said)} {told}</p>{spread}{letters}'
            f'<p class="vd-quiet">{html.escape(_drawn(bets, bet))}</p>{_read(bets, bet.form)}')


def _read(bets, form):
    """Every range as it was read, one press away: 500-600K is 500,000 to 600,000."""
    ranges = [f"{form.in_full(low)} to {form.in_full(high)}" for low, high in bets.ranges]
    told = html.escape(f"{'; '.join(ranges)} {form.unit}".strip())
    return f'<details class="vd-quiet"><summary>What was read</summary>{told}</details>' if ranges else ""


def _drawn(bets, bet):
    """Which one bet the picture draws for the room."""
    low, high, letter = bets.middle(bet.options)
    if letter:
        return f"The picture below draws one bet for the room: {letter}, the letter chosen most often."
    which = ", from the middle one of your low ends to the middle one of your high ends" * (len(bets.ranges) > 1)
    return f"The picture below draws one bet for the room: {bet.form.write(low)} to {bet.form.say(high)}{which}."


def span(ranges, answer):
    """Low and high end of an axis for the ranges and the answer. What lies far out is cut off, so that one wild bet
    does not press all others together; far out as in a box plot (Tukey 1977): three times the distance between the
    quartiles beyond them.
    """
    ends = [end for pair in ranges for end in pair]
    lower, upper = np.quantile(ends, [0.25, 0.75])
    far = 3 * (upper - lower) or math.inf
    inside = [answer, *(end for end in ends if lower - far <= end <= upper + far)]
    low, high = min(inside), max(inside)
    room = 0.04 * (high - low) or abs(answer) * 0.1 or 1
    return low - room, high + room


def _spread(bets, form, answer):
    """The ranges as rows over one axis, from the lowest to the highest, with the answer as a line through them."""
    low, high = span(bets.ranges, answer)

    def at(value):
        return 100 * min(max((value - low) / (high - low), 0), 1)

    rows = []
    for one, other in sorted(bets.ranges, key=lambda pair: (sum(pair), pair)):
        left, right = at(one), at(other)
        beyond = "‹" if other < low or one < low else "›" if other > high else ""
        place = f"left:{min(left, 99.4):.2f}%;width:{max(right - left, 0.6):.2f}%"
        holds = str(one <= answer <= other).lower()
        rows.append(f'<div><i data-holds="{holds}" style="{place}"></i>'
                    + (f'<span data-beyond="{beyond}">{beyond}</span>' if beyond else "") + "</div>")
    outer = (min(pair[0] for pair in bets.ranges), max(pair[1] for pair in bets.ranges))
    spoken = (f"{len(bets.ranges)} ranges from {form.write(outer[0])} to {form.say(outer[1])}; "
              f"{bets.held(answer)} hold the answer, {form.three(answer)}.")
    side = "right" if at(answer) > 50 else "left"
    away = 100 - at(answer) if side == "right" else at(answer)
    return (f'<div class="vd-spread" role="img" aria-label="{html.escape(spoken)}" style="--rows:{len(rows)}">'
            f'<p style="padding-{side}:{away:.2f}%" data-side="{side}">{html.escape(form.three(answer))}</p>'
            f'<div class="vd-ranges">{"".join(rows)}<b style="left:{at(answer):.2f}%"></b></div>'
            f'<p class="vd-ends"><span>{_end(form, low, answer)}</span>'
            f"<span>{_end(form, high, answer)}</span></p></div>")


def _end(form, value, answer):
    """An end of the axis, to two digits: it only gives the scale."""
    shown = value * form.factor
    digits = 1 - math.floor(math.log10(max(abs(shown), abs(answer * form.factor) / 100, 1e-9)))
    rounded = Form(form.unit, form.factor, max(form.decimals and digits, 0), form.before)
    return html.escape(rounded.write(round(shown, digits) / form.factor))


def _letters(counts, options, answer):
    """How many chose each letter, as bars; the right one is named."""
    rows = []
    for letter, count, option in zip("ABC", counts, options, strict=True):
        right = "<b>right</b>" if option.low <= answer <= option.high else ""
        rows.append(f'<tr><th scope="row">{letter}. {html.escape(option.text)}</th><td><span class="vd-count" '
                    f'style="width:{12 * count / max(counts):.2f}em"></span>{count:,} {right}</td></tr>')
    return f'<table class="vd-letters">{"".join(rows)}</table>'
