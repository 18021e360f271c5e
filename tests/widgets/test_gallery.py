"""The chooser: eighteen cards, a filter, what was seen, and messages from a page that cannot be trusted."""

import pytest
from pictures import decode

from customerbase import InputError
from widgets.explorables.gallery import IllusionGallery, illusions
from widgets.state import eventlog


@pytest.fixture(scope="module")
def kinds():
    return illusions.ALL.values()


def test_all_eighteen_are_there_once(kinds):
    assert [kind.number for kind in kinds] == list(range(1, 19))
    assert len({kind.name for kind in kinds}) == len({kind.line for kind in kinds}) == 18


def test_every_illusion_answers_a_question_and_every_question_leads_somewhere(kinds):
    asked = [key for kind in kinds for key in kind.asks]
    assert all(kind.asks for kind in kinds)
    assert set(asked) == set(illusions.QUESTIONS)


def test_an_illusion_has_one_to_three_sliders_and_shares_one_picture(bases, kinds):
    for kind in kinds:
        one = kind() if kind.real or not kind.company else kind.example(bases[kind.company]["normal"])
        sliders = [box for box in one.boxes.values() if hasattr(box, "slider")]
        assert 1 <= len(sliders) <= (4 if kind.number == 3 else 3), kind
        assert type(one.picture).__name__ == "GalleryFigure"


def test_a_question_leaves_only_the_illusions_that_answer_it():
    gallery = IllusionGallery()
    assert gallery.cards.shown == list(range(1, 19))
    gallery.question.value = "programme"
    assert gallery.cards.shown == [number for number, kind in illusions.ALL.items() if "programme" in kind.asks]
    gallery.question.value = ""
    assert len(gallery.cards.shown) == 18


def test_opening_builds_one_illusion_and_remembers_that_it_was_seen():
    gallery = IllusionGallery()
    gallery.cards.chosen = 6
    assert [type(panel).number for panel in gallery.holder.children] == [6]
    assert gallery.cards.layout.display == "none"
    assert gallery.bar.layout.display is None
    assert list(gallery.shelf.built) == [6]
    gallery.back.click()
    assert not gallery.holder.children
    assert gallery.cards.layout.display is None
    assert gallery.bar.layout.display == "none"
    assert IllusionGallery().cards.seen == [6]


def test_the_next_unseen_goes_round_and_ends_at_the_cards():
    gallery = IllusionGallery()
    gallery.cards.seen = [number for number in illusions.ALL if number not in (2, 6)]
    gallery.choose(6)
    gallery.on.click()
    assert gallery.cards.chosen == 2
    assert gallery.on.layout.display == "none"
    gallery.on.click()
    assert gallery.cards.chosen == 0


def test_in_the_room_nothing_that_one_learner_saw_is_shown(monkeypatch):
    eventlog.record("illusion", number=6)
    monkeypatch.setenv("VALUED_ROOM", "1")
    assert IllusionGallery().cards.seen == []


def test_a_card_is_a_small_picture_made_when_it_is_asked_for(monkeypatch):
    gallery = IllusionGallery()
    sent = []
    monkeypatch.setattr(gallery.cards, "send", lambda content, buffers: sent.append((content, buffers)))
    assert not gallery.shelf.built
    gallery.cards._handle_custom_msg({"draw": 2}, [])
    content, [png] = sent[0]
    assert content == {"drawn": 2}
    assert decode(png).size == (280, 112)


NONSENSE = [{"draw": 99}, {"draw": "2"}, {"draw": None}, {"open": 2}, "draw", None, {"draw": [2]}]


@pytest.mark.parametrize("content", NONSENSE)
def test_a_message_that_asks_for_nothing_known_is_left_alone(monkeypatch, content):
    gallery = IllusionGallery()
    monkeypatch.setattr(gallery.cards, "send", lambda *_: pytest.fail("something was sent"))
    gallery.cards._handle_custom_msg(content, [])


def test_an_unknown_number_from_the_page_changes_nothing_and_from_a_cell_is_one_sentence():
    gallery = IllusionGallery()
    gallery.cards.set_state({"chosen": 99})
    assert gallery.cards.chosen == 0
    with pytest.raises(InputError, match="no illusion 99; choose one from 1 to 18"):
        gallery.choose(99)
