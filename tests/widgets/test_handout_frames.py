"""The frames of a handout: what a page shows at a position is what the live explorable shows there, to the pixel."""

import base64
import io
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from sample import Sample

from customerbase import InputError
from widgets.handout import frames, parts
from widgets.handout.page import handout
from widgets.panel.controls import Dial
from widgets.panel.figure import LiveFigure


@pytest.fixture(scope="module")
def walked():
    album = frames.Album()
    return frames.Walk(Sample(), album).panel, album


@pytest.fixture
def again():
    """A walk that a test may change."""
    album = frames.Album()
    return frames.Walk(Sample(), album).panel, album


def decode(album, place):
    return Image.open(io.BytesIO(base64.b64decode(album.pictures.kept[place])))


def composed(panel, album, frame):
    """The picture as the browser puts it together."""
    whole = decode(album, panel["still"]).convert("RGBA")
    if frame[0] is not None:
        whole.alpha_composite(decode(album, frame[0]).convert("RGBA"))
    return np.asarray(whole.convert("RGB"))


def live(**values):
    """The live explorable at some settings, its seal broken, as sharp as a handout's pictures."""
    explorable = Sample()
    explorable.picture.sealed = False
    explorable.picture.set_scale(frames.SCALE)
    explorable.toggle_numbers()
    explorable.apply(values)
    return explorable


def dial(panel, key):
    return next(d for d in panel["dials"] if d["key"] == key)


@pytest.mark.parametrize(("low", "high", "step", "start", "many"), [
    (0, 1, 0.001, 0.8004, 42), (0, 2_000, 500, 1_000, 5), (0, 1, 0.025, 0.5, 41), (1, 1.5, 1, 1, 2),
])
def test_positions_are_steps_with_both_ends_and_the_start(low, high, step, start, many):
    values = frames.positions(Dial("x", "X", low, high, step, start))
    assert len(values) == many
    assert (values[0], values[-1]) == (low, high)
    assert start in values
    assert values == sorted(values)
    off = [v for v in values if v not in (high, start) and abs((v - low) / step - round((v - low) / step)) > 1e-6]
    assert off == []


def test_every_position_shows_what_the_live_explorable_shows(walked):
    panel, album = walked
    checked = 0
    for key, values in (("kept", (0, 0.5, 1)), ("heads", (0, 500, 1_750)), ("extra", (3, 10))):
        declared = dial(panel, key)
        for value in values:
            explorable = live(**{key: value})
            said = explorable.boxes[key].dial.form.say(value)
            frame = panel["frames"][declared["frames"][declared["says"].index(said)]]
            stage = explorable.stage
            assert frame[2:] == [stage.hero, stage.headline, stage.meaning, ""]
            assert album.tables.kept[frame[1]] == stage.rows
            real = np.asarray(Image.open(io.BytesIO(stage.png)).convert("RGB"))
            assert np.array_equal(composed(panel, album, frame), real), (key, value)
            checked += 1
    assert checked == 8


class Watched(frames.Walk):
    """A walk that compares each frame with the kernel's own, and walks again the other way.

    trouble: what differed; seen: how many frames were compared.
    """

    trouble, seen = [], 0

    def _frame(self):
        known = len(self.frames)
        number = super()._frame()
        if self._still is not None and number == known:  # a frame that is new: the same number is the same picture
            shown = composed({"still": self.still}, self.album, self.frames[number])
            real = Image.open(io.BytesIO(LiveFigure.png(self.explorable.picture))).convert("RGB")
            Watched.seen += 1
            if not np.array_equal(shown, np.asarray(real)):
                Watched.trouble.append(f"{self.explorable.name}, frame {number}: other pixels")
        return number

    def _dial(self, dial):
        walked = super()._dial(dial)
        also = [values[dial.key] for values in self.explorable.presets.values() if dial.key in values]
        values = list(dial.options.values()) if walked["choice"] else frames.positions(dial, also)
        for value, frame in reversed(list(zip(values, walked["frames"], strict=True))):
            self.explorable.apply({dial.key: value})
            if not self.frames[frame][5] and self._frame() != frame:  # a complaint is over whatever came before it
                Watched.trouble.append(f"{self.explorable.name}, {dial.key} = {value}: depends on the way there")
        return walked


NOTEBOOKS = sorted((Path(__file__).parents[2] / "notebooks").glob("*.ipynb"))


@pytest.mark.parametrize("path", [path for path in NOTEBOOKS if path.name[:2] == "00"], ids=lambda p: p.stem)
def test_every_frame_of_a_notebook_is_the_kernels_whichever_way_it_was_reached(path, monkeypatch):
    monkeypatch.setattr(frames, "POSITIONS", 3)
    compare(path, monkeypatch)


@pytest.mark.long
@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda p: p.stem)
def test_every_frame_of_every_notebook_is_the_kernels(path, monkeypatch):
    compare(path, monkeypatch)


def compare(path, monkeypatch):
    monkeypatch.setattr(parts, "Walk", Watched)
    monkeypatch.setattr(Watched, "trouble", [])
    monkeypatch.setattr(Watched, "seen", 0)
    handout(path)
    assert Watched.trouble == []
    assert Watched.seen >= 5


def test_choice_and_preset_show_what_the_live_explorable_shows(walked):
    panel, album = walked
    some = panel["frames"][dial(panel, "who")["frames"][1]]
    assert some[2] == live(who="some").stage.hero
    half, many = panel["presets"]
    explorable = live(kept=0.5, who="some")
    frame = panel["frames"][half["frame"]]
    assert frame[2:4] == [explorable.stage.hero, explorable.stage.headline]
    real = np.asarray(Image.open(io.BytesIO(explorable.stage.png)).convert("RGB"))
    assert np.array_equal(composed(panel, album, frame), real)
    assert dial(panel, "kept")["says"][half["at"]["kept"]] == "50.0 %"
    assert half["at"]["who"] == 1
    # a preset between two steps of its slider has a position of its own
    assert dial(panel, "heads")["says"][many["at"]["heads"]] == "1,750 customers"


def test_the_answer_is_not_in_what_is_shown_before_the_bet(walked):
    panel, album = walked
    picture, table, hero, headline, _, _ = panel["sealed"]
    assert (hero, table) == ("?", None)
    assert "800" not in headline
    sealed = np.asarray(decode(album, picture).convert("RGB"))
    assert not np.array_equal(sealed, composed(panel, album, panel["frames"][panel["start"]]))
    opening = Sample()
    opening.picture.set_scale(frames.SCALE)
    opening.reset()
    assert np.array_equal(sealed, np.asarray(Image.open(io.BytesIO(opening.stage.png)).convert("RGB")))
    assert panel["lettered"] == opening.stage.lettered != ""  # for whoever cannot see it
    assert "800" not in panel["lettered"]


def test_a_complaint_is_shown_over_the_last_picture():
    class Picky(Sample):
        def compute(self, inputs):
            if inputs.heads == 2_000:
                raise InputError("2,000 & more are too many; move a slider back.")
            return super().compute(inputs)

    panel = frames.Walk(Picky(), frames.Album()).panel
    ends = panel["frames"][dial(panel, "heads")["frames"][-1]]
    assert ends[5] == "2,000 & more are too many; move a slider back."
    assert all(frame[5] == "" for frame in panel["frames"] if frame is not ends)


def test_an_explorable_that_fails_is_named_with_the_place():
    class Fails(Sample):
        name = "A bad one"

        def compute(self, inputs):
            return super().compute(inputs) if inputs.extra < 5 else 1 / 0

    with pytest.raises(InputError, match="“A bad one” fails where extra is 5"):
        frames.Walk(Fails(), frames.Album())


def test_what_is_the_same_is_kept_once(walked):
    panel, album = walked
    kept = len(album.pictures.kept)
    frames.Walk(Sample(), album)
    assert len(album.pictures.kept) == kept
    assert len(set(album.pictures.kept)) == kept
    at_start = {panel["frames"][d["frames"][d["start"]]][0] for d in panel["dials"]}
    assert at_start == {None}  # nothing differs from the start, so there is no picture


def test_a_frame_weighs_less_than_the_whole_picture():
    explorable = live(kept=0.79)
    pixels = explorable.picture.pixels().copy()
    start = live().picture.pixels().copy()
    assert 2 * len(frames.png(pixels, start)) < len(frames.png(pixels))


def test_thinning_leaves_ends_start_and_presets_and_what_they_show(again):
    panel, album = again
    before = {d["key"]: dict(zip(d["says"], d["frames"], strict=True)) for d in panel["dials"]}
    heavy = sum(map(len, frames.needed([panel], album)[0]))
    assert frames.thin([panel])
    assert sum(map(len, frames.needed([panel], album)[0])) < 0.7 * heavy
    kept = dial(panel, "kept")
    assert len(kept["says"]) <= 23
    assert {"0.0 %", "100.0 %", "50.0 %"} <= set(kept["says"])
    assert kept["says"][kept["start"]] == "80.0 %"
    assert dial(panel, "heads")["says"][panel["presets"][1]["at"]["heads"]] == "1,750 customers"
    for d in panel["dials"]:
        for says, frame in zip(d["says"], d["frames"], strict=True):
            assert before[d["key"]][says] == frame
            assert panel["frames"][frame] is not None
    while frames.thin([panel]):
        pass
    assert len(kept["says"]) == 4
    assert len(dial(panel, "who")["says"]) == 2  # a choice keeps its options


def test_a_preset_stands_at_its_own_place_where_two_say_the_same():
    class Alike(Sample):
        presets = {"As at the start": {"kept": 0.8004}, "A step lower": {"kept": 0.8}}

    panel = frames.Walk(Alike(), frames.Album()).panel
    kept = dial(panel, "kept")
    assert kept["says"][kept["start"]] == kept["says"][kept["start"] - 1] == "80.0 %"
    places = [preset["at"]["kept"] for preset in panel["presets"]]
    assert places == [kept["start"], kept["start"] - 1]
    while frames.thin([panel]):
        pass
    for preset in panel["presets"]:  # thinning keeps both
        assert kept["frames"][preset["at"]["kept"]] == preset["frame"]
