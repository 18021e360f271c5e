"""Own orders: read in memory, asked about where a file leaves something open, refused in one sentence, let go of."""

import datetime

import ipywidgets as ipw
import pytest

from customerbase import CustomerBase
from widgets import ActiveWindow
from widgets.panel.own_orders import CELLS, MOST, OwnOrders

PLAIN = "customer,date,amount\n" + "".join(f"c{i % 7},2024-{1 + i % 12:02d}-{13 + i % 9},{10 + i}\n" for i in range(60))


def upload(own, text, name="orders.csv"):
    """What the browser's upload sets."""
    content = text if isinstance(text, bytes) else text.encode()
    own.upload.value = ({"name": name, "type": "text/csv", "size": len(content), "content": memoryview(content),
                         "last_modified": datetime.datetime.now(datetime.UTC)},)


@pytest.fixture
def seen():
    """A panel maker that notes the bases it was given."""
    bases = []

    def show(base):
        bases.append(base)
        return ipw.Label("story" if base is None else "own")

    show.bases = bases
    return show


def test_the_story_stands_until_a_file_is_loaded_and_again_after_one_press(seen):
    own = OwnOrders(seen)
    assert own.place.children[0].value == "story"
    upload(own, PLAIN)
    assert own.place.children[0].value == "own"
    assert isinstance(seen.bases[-1], CustomerBase)
    assert len(seen.bases[-1].orders) == 60
    assert seen.bases[-1].orders["amount"].sum() == sum(10 + i for i in range(60))
    assert "60 orders by 7 customers" in own.said.value
    own.back_button.click()
    assert own.place.children[0].value == "story"
    assert own.said.value == ""
    assert own.back_button.layout.display == "none"


def test_nothing_of_the_file_is_left_in_the_widgets_but_what_it_shows(seen, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("VALUED_LOG", str(tmp_path / "log.jsonl"))
    own = OwnOrders(seen)
    upload(own, PLAIN)
    assert own.upload.value == ()
    assert own._file is None
    assert list(tmp_path.iterdir()) == []  # neither a copy nor a log


def test_what_the_file_leaves_open_is_asked_one_question_after_another(seen):
    own = OwnOrders(seen)
    upload(own, "who,buyer,client,day,paid\n" + "x,a,b,03/04/2024,\"1,234\"\n" * 3)
    asked = []
    for answer in ("client", "paid", True, "."):
        label, choose = own.questions.children[0].children
        asked.append(label.value)
        assert seen.bases == [None]
        choose.value = answer
    assert asked == ["Which column says who ordered?", "Which column is the amount?", "What is 03/04/2024?",
                     "What is 1,234?"]
    base = seen.bases[-1]
    assert list(base.customers["customer_id"]) == ["b"]
    assert base.orders["amount"].tolist() == [1234.0] * 3
    assert base.orders["date"].iloc[0] == datetime.datetime(2024, 4, 3)
    assert own.questions.children == ()


@pytest.mark.parametrize(("text", "sentence"), [
    (b"PK\x03\x04rubbish", "this is an Excel workbook"),
    ("", "the file is empty"),
    ("customer,date,amount\n", "no order below it"),
    ("customer,date,amount\nA,2024-01-13,abc\n", "is not an amount"),
    ("customer,date,amount\nA,2024-01-13,-5\n", "negative"),
])
def test_a_bad_file_is_one_sentence_and_the_story_stays(seen, text, sentence):
    own = OwnOrders(seen)
    upload(own, text)
    assert own.said.value.count("role=\"alert\"") == 1
    assert sentence in own.said.value
    assert seen.bases == [None]
    upload(own, PLAIN)
    assert len(seen.bases) == 2


def test_a_file_too_large_and_one_that_would_fill_the_memory_are_refused(seen):
    own = OwnOrders(seen)
    upload(own, b"x" * (MOST + 1))
    assert f"more than {MOST // 2**20} MB" in own.said.value
    customers = CELLS // (12 * 123) + 1
    rows = "".join(f"c{i},1901-01-13,1\n" for i in range(customers)) + "c0,2024-01-13,1\n"
    upload(own, "customer,date,amount\n" + rows)
    assert "more than fit here" in own.said.value
    assert seen.bases == [None]


def test_markup_formulas_and_direction_marks_stay_text(seen):
    own = OwnOrders(seen)
    name = '<img src=x onerror="alert(1)">.csv'
    upload(own, 'customer,date,amount\n"=HYPERLINK(""http://x"")",2024-01-13,1\n<script>x</script>,2024-01-14,2\n'
                "\u202eabc,2024-01-15,3\n", name)
    shown = own.said.value
    assert "<script" not in shown
    assert "<img" not in shown
    assert "<bdi>=HYPERLINK(&quot;http://x&quot;)</bdi>" in shown
    assert "<bdi>\u202eabc</bdi>" in shown


def test_a_repair_is_said_in_the_notes(seen):
    own = OwnOrders(seen)
    upload(own, ("\ufeff" + PLAIN).encode())
    assert "byte-order mark" in own.said.value


def test_the_active_window_shows_own_orders(monkeypatch):
    own = OwnOrders(ActiveWindow)
    upload(own, PLAIN)
    panel = own.place.children[0]
    assert isinstance(panel, ActiveWindow)
    assert "Your 60 orders by 7 customers" in panel.origin.value
    own.back_button.click()
    assert "CDNOW" in own.place.children[0].origin.value
