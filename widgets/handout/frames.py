"""Move an explorable through the positions of its dials, one dial at a time, and keep what it shows at each.

A frame is kept as what differs from the picture at the start: the rest is transparent, and weighs next to nothing.
"""

import html
import io
import re
from base64 import b64encode

import numpy as np
from PIL import Image

from customerbase import InputError
from widgets.panel.controls import Choice
from widgets.panel.figure import PALETTE

POSITIONS = 41  # at most so many on one slider
SCALE = 1.5  # pixels for each CSS pixel of the figure: sharp on a projector, and small enough
COLOURS = [255, 255, 255, *PALETTE.getpalette()]  # the first is transparent: "as at the start"
assert len(COLOURS) <= 3 * 256  # what a PNG can hold


class Pool:
    """Things that are often the same, each kept once; `add` returns its place."""

    def __init__(self):
        self.kept, self._places = [], {}

    def add(self, thing, key):
        if key not in self._places:
            self._places[key] = len(self.kept)
            self.kept.append(thing)
        return self._places[key]


class Album:
    """All pictures and tables of a page, each kept once."""

    def __init__(self):
        self.pictures, self.tables = Pool(), Pool()

    def picture(self, png):
        return self.pictures.add(b64encode(png).decode(), png)

    def table(self, rows):
        return self.tables.add(rows, repr(rows))


def png(pixels, still=None):
    """(height, width, 4) uint8 to PNG bytes in the kit's palette; with `still`, only what differs from it is drawn."""
    colours = np.ascontiguousarray(pixels).view(np.uint32)[..., 0]  # four bytes at once: ten times as quick
    different = np.ones(colours.shape, bool) if still is None else colours != still.view(np.uint32)[..., 0]
    drawn = np.zeros(colours.shape, np.uint8)
    seen = colours[different]
    if len(seen):
        line = Image.frombytes("RGBX", (len(seen), 1), seen.tobytes()).convert("RGB")
        drawn[different] = np.asarray(line.quantize(palette=PALETTE, dither=Image.Dither.NONE))[0] + 1
    frame = Image.fromarray(drawn, "P")
    frame.putpalette(COLOURS)
    out = io.BytesIO()
    frame.save(out, "PNG", compress_level=7, **({} if still is None else {"transparency": 0}))
    return out.getvalue()


def positions(dial, also=()):
    """The values on a slider: every step, or as many evenly spread steps as are kept; its start and `also` besides."""
    steps = max(round((dial.high - dial.low) / dial.step), 1)
    kept = min(steps, POSITIONS - 1)
    values = {min(dial.low + round(k * steps / kept) * dial.step, dial.high) for k in range(kept + 1)}
    near = {round(value, 9): value for value in values}
    near |= {round(float(value), 9): value for value in (dial.start, *also) if dial.low <= value <= dial.high}
    return sorted(near.values())


class Walk:
    """`Walk(explorable, album).panel` is everything that a page needs to move it: plain data, frames by number.

    A frame is [picture, table, hero, headline, meaning, complaint]; picture None is the picture at the start.
    """

    def __init__(self, explorable, album):
        self.explorable, self.album = explorable, album
        self.frames, self._still, self._places = [], None, {}
        explorable.picture.set_scale(SCALE)
        if not explorable.numbers_shown:
            explorable.toggle_numbers()
        self.lettered = ""  # what is written in the sealed picture
        self.sealed = self._sealed() if explorable.bet else None
        explorable.reset()
        self._still = explorable.picture.pixels().copy()
        self.still = album.picture(png(self._still))
        explorable.picture.png = self._record  # from here on a frame is what differs from the start
        explorable.reset()
        self.start = self._frame()
        self.dials = [self._dial(dial) for dial in (*explorable.dials, *explorable.more)]
        for dial in self.dials:
            dial["idle"] = len({self._seen(frame) for frame in dial["frames"]}) == 1
        self.presets = [self._preset(label, values) for label, values in explorable.presets.items()]
        explorable.reset()

    @property
    def panel(self):
        stage = self.explorable.stage
        return {"name": self.explorable.name, "width": stage.width, "height": stage.height, "still": self.still,
                "sealed": self.sealed, "start": self.start, "frames": self.frames, "dials": self.dials,
                "presets": self.presets, "lettered": self.lettered}

    def _sealed(self):
        """What is on show before the bet, then the seal is broken, with no guess drawn."""
        picture, stage = self.explorable.picture, self.explorable.stage
        picture.sealed, picture.guess = True, None
        picture.redraw()
        self.explorable.reset()
        shown = [self.album.picture(png(picture.pixels())), None, stage.hero, stage.headline, stage.meaning, ""]
        self.lettered = stage.lettered
        picture.sealed = False
        picture.redraw()
        return shown

    def _record(self):
        pixels = self.explorable.picture.pixels()
        return b"" if np.array_equal(pixels, self._still) else png(pixels, self._still)

    def _frame(self):
        """The number of the frame that holds what is on show now."""
        stage, error = self.explorable.stage, self.explorable.error.value
        complaint = html.unescape(re.sub(r"<[^>]*>", "", error))
        picture = self.album.picture(stage.png) if stage.png else None
        frame = [picture, self.album.table(stage.rows), stage.hero, stage.headline, stage.meaning, complaint]
        if frame not in self.frames:
            self.frames.append(frame)
        return self.frames.index(frame)

    def _seen(self, number):
        """What of a frame is seen and heard: all but the table."""
        picture, _, *words = self.frames[number]
        return picture, *words

    def _at(self, key, value):
        try:
            self.explorable.boxes[key].value = value
        except Exception as error:
            raise InputError(f"“{self.explorable.name}” fails where {key} is {value}: {error}") from error
        return self._frame()

    def _dial(self, dial):
        """One control: what each position says, and its frame. kept: positions that are never thinned out."""
        explorable = self.explorable
        explorable.reset()
        about = {"key": dial.key, "label": dial.label, "choice": isinstance(dial, Choice), "cut": _cut(dial)}
        if about["choice"]:
            return about | {"says": list(dial.options), "start": list(dial.options.values()).index(dial.start),
                            "frames": [self._at(dial.key, value) for value in dial.options.values()]}
        also = [values[dial.key] for values in explorable.presets.values() if dial.key in values]
        values = positions(dial, also)
        # by value: two places may say the same
        places = self._places[dial.key] = {round(float(value), 9): k for k, value in enumerate(values)}
        return about | {"says": [dial.form.say(value) for value in values],
                        "frames": [self._at(dial.key, value) for value in values],
                        "start": places[round(float(dial.start), 9)],
                        "kept": sorted({0, len(values) - 1, *(places[round(float(v), 9)] for v in (dial.start, *also)
                                                              if round(float(v), 9) in places)})}

    def _preset(self, label, values):
        """A preset: its frame, and where each of its dials stands."""
        self.explorable.apply(values)
        at = {}
        for dial in self.dials:
            if dial["key"] in values:
                declared, value = self.explorable.boxes[dial["key"]].dial, values[dial["key"]]
                at[dial["key"]] = (list(declared.options.values()).index(value) if dial["choice"]
                                   else self._places[dial["key"]][round(float(value), 9)])
        return {"label": label, "frame": self._frame(), "at": at}


def _cut(dial):
    """How many letters of what a slider says are left to the ear, as the label says them already: a count's unit."""
    unit = "" if isinstance(dial, Choice) else dial.form.unit
    return len(unit) + 1 if unit and (unit == "customers" or unit.lower() in dial.label.lower()) else 0


def thin(panels):
    """Leave out every second position of every slider, but for its ends, its start and the presets' places.

    Returns whether anything was left out. Frames that no position needs any more become None; numbers stay.
    """
    shorter = False
    for panel in panels:
        for dial in (dial for dial in panel["dials"] if not dial["choice"]):
            stay = sorted({*range(0, len(dial["says"]), 2), *dial["kept"]})
            shorter = shorter or len(stay) < len(dial["says"])
            place = {old: new for new, old in enumerate(stay)}
            dial.update(says=[dial["says"][k] for k in stay], frames=[dial["frames"][k] for k in stay],
                        start=place[dial["start"]], kept=[place[k] for k in dial["kept"]])
            for preset in panel["presets"]:
                if dial["key"] in preset["at"]:
                    preset["at"][dial["key"]] = place[preset["at"][dial["key"]]]
        needed = {panel["start"], *(preset["frame"] for preset in panel["presets"]),
                  *(frame for dial in panel["dials"] for frame in dial["frames"])}
        panel["frames"] = [frame if k in needed else None for k, frame in enumerate(panel["frames"])]
    return shorter


def needed(panels, album):
    """The album's pictures and tables by number, with nothing in the place of those that no panel shows."""
    frames = [frame for panel in panels for frame in (*panel["frames"], panel["sealed"]) if frame]
    pictures = {frame[0] for frame in frames} | {panel["still"] for panel in panels}
    tables = {frame[1] for frame in frames}
    return ([picture if k in pictures else "" for k, picture in enumerate(album.pictures.kept)],
            [table if k in tables else [] for k, table in enumerate(album.tables.kept)])
