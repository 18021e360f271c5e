"""My firm in six boxes: what is used, what is refused."""

import pytest

from customerbase import InputError
from widgets.panel.controls import Press
from widgets.panel.firm import LABELS, PERIODS, Firm, FirmBoxes, read


@pytest.fixture
def used():
    return []


@pytest.fixture
def firm(used):
    return FirmBoxes(used.append)


def press(boxes, label):
    next(b for b in boxes.children[1].children if isinstance(b, Press) and b.description == label).click()


def test_six_boxes_make_a_firm(firm, used):
    assert len(firm.boxes) + 1 == 6
    entries = {"opening": "2m", "won": "10K", "lost": "12,500", "worth_leaver": "$300", "worth_joiner": "90"}
    for key, typed in entries.items():
        firm.boxes[key].value = typed
    firm.period.value = "year"
    press(firm, "Use my firm's numbers")
    assert used == [Firm(2e6, 10_000, 12_500, 300, 90, "year")]
    assert firm.error.value == ""
    press(firm, "Back to the story")
    assert used[1:] == [Firm()]
    assert firm.boxes["opening"].value == "740,000"
    assert firm.period.value == "quarter"


def test_more_lost_than_there_were_is_refused(firm, used):
    firm.boxes["opening"].value, firm.boxes["lost"].value = "100", "101"
    press(firm, "Use my firm's numbers")
    assert used == []
    assert "Lost: 101 are more than the 100 opening customers" in firm.error.value
    assert [key for key, box in firm.boxes.items() if "vd-refused" in box._dom_classes] == ["lost"]
    firm.boxes["lost"].value = "100"
    assert firm.error.value == ""  # what was refused is another now
    press(firm, "Use my firm's numbers")
    assert used[0].lost == 100
    assert firm.error.value == ""
    assert not any("vd-refused" in box._dom_classes for box in firm.boxes.values())


@pytest.mark.parametrize("typed", ["many", "-1", "1e99", "2,000,000bn", "5 %", "", "22.000"])
def test_what_is_no_count_stays_and_no_firm_is_made_of_it(firm, used, typed):
    firm.boxes["won"].value = typed
    assert (firm.boxes["won"].value, firm.boxes["won"].number) == (typed, 22_000)
    assert "Won" in firm.error.value
    press(firm, "Use my firm's numbers")
    assert used == []
    assert "Won" in firm.error.value
    firm.boxes["won"].value = "400"
    assert firm.error.value == ""
    press(firm, "Use my firm's numbers")
    assert used[0].won == 400


def test_every_refused_box_is_named_until_it_is_right(firm, used):
    firm.boxes["worth_leaver"].value = "250 EUR"
    firm.boxes["lost"].value = "5 %"
    for name in ("A leaver is worth, a year: “250 EUR” is in another currency; type an amount in $", "Lost: “5 %” is"):
        assert name in firm.error.value
    press(firm, "Use my firm's numbers")
    assert used == []
    firm.boxes["lost"].value = "5K"
    assert "Lost" not in firm.error.value
    assert "A leaver is worth" in firm.error.value
    firm.boxes["worth_leaver"].value = "$250"
    assert firm.error.value == ""
    press(firm, "Use my firm's numbers")
    assert (used[0].worth_leaver, used[0].lost) == (250, 5_000)


def test_back_to_the_story_empties_refused_boxes(firm, used):
    firm.boxes["won"].value = "many"
    press(firm, "Back to the story")
    assert (firm.boxes["won"].value, firm.error.value, used) == ("22,000", "", [Firm()])


def test_what_is_typed_is_shown_as_text(firm):
    firm.boxes["won"].value = "<img src=x>"
    assert "<img" not in firm.error.value


def test_a_firm_needs_a_customer():
    with pytest.raises(InputError, match="at least one customer"):
        Firm(opening=0, lost=0)


def test_periods():
    assert PERIODS == ("month", "quarter", "year")


def test_a_currency_in_letters_stands_apart_from_its_number():
    with pytest.raises(InputError, match="−EUR\N{NO-BREAK SPACE}5 is outside EUR\N{NO-BREAK SPACE}0 to"):
        read({**dict.fromkeys(LABELS, "1"), "worth_joiner": "-5", "period": "year"}, "EUR")
