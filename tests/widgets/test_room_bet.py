"""A room's bets, typed at once: what is read, what is refused and where, what is shown, what the picture gets."""

import re
from dataclasses import replace

import pytest

from customerbase import InputError
from widgets.explorables.retention_illusion.quarter import Quarter
from widgets.panel import room_bet
from widgets.panel.bet import Bet, BetBox, Option
from widgets.panel.forms import PEOPLE, PERCENT
from widgets.state import eventlog

BET = Bet(
    key="x", question="How many?", form=PEOPLE, low=0, high=2_000_000,
    options=(Option("<b>Many", 500_000, 2_000_000, "belief"), Option("Some", 100_000, 499_999),
             Option("Few", 0, 99_999)),
    answer=lambda result: result, why="Because.", reveal="It is {answer} <so>.",
)
SHARE = replace(BET, form=PERCENT, low=-1, high=5)


@pytest.fixture
def in_room(monkeypatch, tmp_path):
    monkeypatch.setenv("VALUED_ROOM", str(tmp_path / "room.json"))


@pytest.fixture
def box(in_room):
    return BetBox(BET, lambda: 300_000)


def commit(box, text):
    box.room.value = text
    box.commit_button.click()
    return box.guess


@pytest.mark.parametrize(("text", "ranges"), [
    ("20-30K, 25-40K, 500K to 600K", [(20_000, 30_000), (25_000, 40_000), (500_000, 600_000)]),
    ("20-30 customers\n\n 25000 – 40000 \n500-600K", [(20, 30), (25_000, 40_000), (500_000, 600_000)]),
    ("500 to 600 thousand", [(500_000, 600_000)]), ("0,5 - 1,2 Mio", [(500_000, 1_200_000)]),
    ("1,2-1,5m\n0.5m to 0.6m", [(1_200_000, 1_500_000), (500_000, 600_000)]),
    ("740.000 to 1.200.000", [(740_000, 1_200_000)]),
    ("20,000-30,000, 1,200,000 to 1.5m", [(20_000, 30_000), (1_200_000, 1_500_000)]),
    ("20K to 30K; 25K..40K;7K and 9K", [(20_000, 30_000), (25_000, 40_000), (7_000, 9_000)]),
    ("0-600K", [(0, 600_000)]), ("450K - 450K", [(450_000, 450_000)]), ("5-8 customers", [(5, 8)]),
    ("20K -30K", [(20_000, 30_000)]), ("1 200 to 1 300", [(1_200, 1_300)]),
])
def test_ranges_as_people_type_them(text, ranges):
    assert room_bet.read(text, BET) == room_bet.Bets(tuple(ranges))


@pytest.mark.parametrize(("text", "ranges"), [
    ("-50 to -30", (-0.5, -0.3)), ("−50 % - −30 %", (-0.5, -0.3)), ("-50--30", (-0.5, -0.3)), ("-50-30", (-0.5, 0.3)),
    ("40.5 to 60%", (0.405, 0.6)), ("97,5 to 98,5", (0.975, 0.985)), ("97,5 - 98", (0.975, 0.98)),
    ("0.5 to 2", (0.005, 0.02)),
])
def test_ranges_below_nought(text, ranges):
    assert room_bet.read(text, SHARE).ranges == (pytest.approx(ranges),)


@pytest.mark.parametrize(("text", "letters"), [
    ("A 5, B 3, C2", (5, 3, 2)), ("A: 5\nB\nc×4", (5, 1, 4)), ("5 A; 3b", (5, 3, 0)), ("A, A, C, A", (3, 0, 1)),
])
def test_counts_of_letters(text, letters):
    assert room_bet.read(text, BET) == room_bet.Bets((), letters)


@pytest.mark.parametrize(("text", "sentence"), [
    ("", "Type the room’s bets first: a range a line"), (" \n ", "Type the room’s bets"), ("A 0", "Type the room"),
    ("20K-30K\n450K", "Line 2: “450K” is no range; type a low and a high end, for example 100,000 to 200,000."),
    ("20K-30K\n\nfive to nine", "Line 3: “five to nine” is no range"),
    ("20-30,250-400", "Line 1: “20-30,250-400” is more than one range"),
    ("30K-20K", "Line 1: The low end, 30,000 customers, lies above the high end; swap them."),
    ("1K-2K, 3-4m", "Line 1: The answer lies between 0 and 2,000,000 customers"),
    ("500-1M", "Line 1: “500-1M”: give both ends their M."), ("1K-2K\nD 5", "Line 2: “D 5” is no range"),
    ("20--30", "Line 1: The low end, 20 customers, lies above the high end"),
    ("250K-350K\n680 to 730", "Line 2: “680 to 730” can be read in two ways; type 680,000 to 730,000 customers or 680 "
                              "to 730 customers."),
    ("1-2", "Line 1: “1 to 2” can be read in two ways; type 1,000,000 to 2,000,000 customers or 1 to 2 customers."),
    ("740.000-800.000", "Line 1: “740.000 to 800.000” can be read in two ways; type 740,000 to 800,000 customers or"),
    ("5 % to 6 %", "Line 1: Low end: “5 %” is a percentage"),
    ("$5 to 6K", "Line 1: Low end: “$5K” is an amount of money"),
    ("<script>", "Line 1: “&lt;script&gt;” is no range"),
    ("\n".join(["1K-2K"] * 61), "These are 61 ranges and 0 letters; at most 60 ranges"), ("A 1000", "999 of a letter"),
    ("900 to 1K", "give both ends their K."),
    ("1-2-3", "more than one range"), ("-", "Line 1: “-” is no range"), ("20-", "is no range"),
])
def test_what_is_no_bet_is_refused_with_its_line(box, text, sentence):
    assert commit(box, text) is None
    assert sentence in box.error.value
    assert box.error.value.count("<span") == 1
    assert eventlog.events("bet") == []
    assert box.form in box.children


def test_every_line_that_is_no_bet_is_named_at_once():
    with pytest.raises(InputError) as refused:
        room_bet.read("20K-30K\nabout 700\n30K-20K", BET)
    assert "Line 1" not in str(refused.value)
    assert "Line 2: “about 700” is no range" in str(refused.value)
    assert "Line 3: The low end" in str(refused.value)
    with pytest.raises(InputError, match="Line 4: .* And 2 more like these."):
        room_bet.read("\n".join(["no"] * 6), BET)


@pytest.mark.parametrize("text", ["680 to 730", "five"])
def test_refused_bets_stay_and_are_marked_until_they_are_right(box, text):
    assert commit(box, text) is None
    assert box.room.value == text
    assert "vd-refused" in box.room._dom_classes
    assert commit(box, "680K to 730K") is not None
    assert "vd-refused" not in box.room._dom_classes


def test_a_minus_that_could_be_a_dash_is_asked_about():
    with pytest.raises(room_bet.InputError, match="Line 1: “-50 -30” can be read in two ways; write “to”"):
        room_bet.read("-50 -30", SHARE)


def test_the_reveal_says_how_many_held_and_what_eighty_per_cent_would_be(box):
    guess = commit(box, "100K-200K\n250K-350K\n280K-900K\n400K-500K\n1m-2m\nA 2, B 7")
    assert (guess.low, guess.high, guess.letter, guess.answer) == (280_000, 500_000, "", 300_000)
    said = re.sub("<[^>]*>", "", box.outcome.value)
    assert "2 of 5 ranges hold the answer. At 80 % sure, about 4 of 5 would." in said
    assert "7 of 9 chose the right letter." in said
    assert "It is 300,000 customers &lt;so&gt;." in said
    assert "draws one bet for the room: 280,000 to 500,000 customers, from the middle one of your low ends" in said
    assert "&lt;b&gt;Many" in said
    assert 'data-result="miss"' in box.outcome.value
    event = eventlog.events("bet")[0]
    assert [event[key] for key in ("ranges", "held", "letters", "hit", "room")] == [5, 2, [2, 7, 0], True, True]


@pytest.mark.parametrize(("text", "mark", "verdict"), [
    ("1K-400K", "hit", "1 of 1 ranges holds the answer. Somebody who is 80 % sure is right four times in five."),
    ("1K-400K\n" * 4 + "1K-2K", "hit", "4 of 5 ranges hold the answer."),
    ("1K-400K\n" * 3 + "1K-2K\n1K-2K", "miss", "3 of 5"),
    ("300K to 300K", "hit", "1 of 1"), ("A 2, B 3", "hit", "3 of 5 chose"), ("A 3, B 3", "miss", "3 of 6 chose"),
])
def test_a_room_did_well_when_eighty_per_cent_held(box, text, mark, verdict):
    commit(box, text)
    assert f'data-result="{mark}"' in box.outcome.value
    assert verdict in re.sub("<[^>]*>", "", box.outcome.value)


def test_what_was_read_can_be_seen(box):
    commit(box, "100-200.5K\n250K-350,000\nA 2")
    assert ">What was read</summary>100,000 to 200,500; 250,000 to 350,000 customers</details>" in box.outcome.value
    box.again()
    commit(box, "A 2")
    assert "What was read" not in box.outcome.value


def test_letters_alone_give_the_picture_the_one_chosen_most(box):
    guess = commit(box, "A 2, B 7, C 7")
    assert (guess.low, guess.high, guess.letter) == (100_000, 499_999, "B")
    assert "for the room: B, the letter chosen most often." in box.outcome.value
    assert "vd-ranges" not in box.outcome.value
    widths = re.findall(r"width:([\d.]+)em", box.outcome.value)
    assert widths == ["3.43", "12.00", "12.00"]


def test_every_range_is_a_row_in_its_place(box):
    commit(box, "100K-200K, 200K-400K")
    low, high = room_bet.span([(100_000, 200_000), (200_000, 400_000)], 300_000)
    assert low < 100_000
    assert high > 400_000
    rows = re.findall(r'data-holds="(\w+)" style="left:([\d.]+)%;width:([\d.]+)%', box.outcome.value)
    assert [holds for holds, *_ in rows] == ["false", "true"]
    for (_, left, width), (start, end) in zip(rows, [(100_000, 200_000), (200_000, 400_000)], strict=True):
        assert float(left) == pytest.approx(100 * (start - low) / (high - low), abs=0.01)
        assert float(width) == pytest.approx(100 * (end - start) / (high - low), abs=0.01)
    line = float(re.search(r'<b style="left:([\d.]+)%', box.outcome.value)[1])
    assert line == pytest.approx(100 * (300_000 - low) / (high - low), abs=0.01)
    assert 'aria-label="2 ranges from 100,000 to 400,000 customers; 1 hold the answer' in box.outcome.value


def test_one_wild_bet_does_not_press_the_others_together():
    ranges = [(500 + k, 600 + k) for k in range(20)]
    assert room_bet.span(ranges, 550) == room_bet.span([*ranges, (1_900_000, 2_000_000)], 550)
    assert room_bet.span(ranges, 5_000)[1] > 5_000  # the answer is always there
    assert room_bet.span([(7, 7)], 7) == pytest.approx((6.3, 7.7))
    assert room_bet.span([(0, 0)], 0) == (-1, 1)


@pytest.mark.parametrize("wild", ["1.9m-2m", "300K-2m"])
def test_what_reaches_beyond_the_axis_says_so(box, wild):
    commit(box, "280K-310K\n" * 20 + wild)
    assert box.outcome.value.count('data-beyond="›"') == 1
    assert all(0 <= float(left) <= 100 and float(left) + float(width) <= 100.01 for left, width in
               re.findall(r"left:([\d.]+)%;width:([\d.]+)%", box.outcome.value))


def test_bet_again_keeps_what_was_typed(box):
    commit(box, "1K-2K")
    box.again()
    assert (box.guess, box.room.value) == (None, "1K-2K")
    assert box.room in box.form.children


def test_one_range_or_letter_still_does_in_the_room(box):
    box.way.value = "range"
    box.low.value, box.high.value = "1", "400K"
    box.commit_button.click()
    assert "You said 1 to 400,000 customers." in box.outcome.value


def test_alone_there_is_one_bet():
    box = BetBox(BET, lambda: 1)
    assert [value for _, value in box.way.options] == ["range", "letter"]
    assert box.range in box.form.children
    assert box.room not in box.form.children


def test_the_picture_of_an_explorable_shows_the_rooms_bet(in_room):
    panel = Quarter()
    before = panel.stage.png
    commit(panel.bet_box, "500K-600K, 580K-700K\n700-760K\nC 4")
    assert not panel.picture.sealed
    assert (panel.picture.guess.low, panel.picture.guess.high) == (580_000, 700_000)
    assert panel.stage.png != before
