"""All Monday cards on one page, and as a calendar file that a strict reader of RFC 5545 accepts."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest
from onlearning import links, press

from customerbase import InputError
from widgets import Progress
from widgets.progress import monday
from widgets.progress.__main__ import main
from widgets.state import eventlog, learner

HARM = "a;b,c\\d: é漢😀\r\nEND:VEVENT\nBEGIN:VALARM\x00\x1b\r" + "long " * 40


def read(calendar):
    """[{name: value}] of the entries. Refuses what RFC 5545 forbids: line ends, lengths, unescaped or unknown text."""
    assert calendar.endswith("\r\n")
    assert not re.search(r"(?<!\r)\n|\r(?!\n)|[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]", calendar)
    raw = calendar.encode("utf-8").split(b"\r\n")[:-1]
    assert all(0 < len(line) <= 75 for line in raw)
    lines = b"\r\n".join(raw).replace(b"\r\n ", b"").decode("utf-8").split("\r\n")
    assert all(re.match(r"[A-Z-]+[;:]", line) for line in lines)
    assert lines[0] == "BEGIN:VCALENDAR"
    assert lines[-1] == "END:VCALENDAR"
    body = lines[1:-1]
    head = body[: body.index("BEGIN:VEVENT")]
    assert sorted(line.split(":")[0] for line in head) == ["CALSCALE", "PRODID", "VERSION"]
    assert "VERSION:2.0" in head
    entries = []
    for line in body[len(head):]:
        if line == "BEGIN:VEVENT":
            entries.append({})
            inside = True
        elif line == "END:VEVENT":
            inside = False
        else:
            assert inside
            name, _, value = line.partition(":")
            assert name not in entries[-1]
            entries[-1][name] = _plain(value) if name in ("SUMMARY", "DESCRIPTION") else value
    assert not inside
    for entry in entries:
        assert set(entry) == {"UID", "DTSTAMP", "DTSTART;VALUE=DATE", "DTEND;VALUE=DATE", "SUMMARY", "DESCRIPTION",
                              "TRANSP"}
        assert re.fullmatch(r"\d{8}T\d{6}Z", entry["DTSTAMP"])
        first, last = (date.fromisoformat(entry[f"DT{end};VALUE=DATE"]) for end in ("START", "END"))
        assert last - first == timedelta(days=1)
    assert len({entry["UID"] for entry in entries}) == len(entries)
    return entries


def _plain(value):
    """Escaped text as it was meant; a sign that had to be escaped and is not is refused."""
    assert re.fullmatch(r"(\\[\\;,nN]|[^\\;,])*", value), value
    return re.sub(r"\\(.)", lambda found: "\n" if found[1] in "nN" else found[1], value)


def keep(card="08", at="2026-03-02T09:30:00+00:00", **data):
    told = {"number": "people lost", "owner": "Ada", "date": "Friday", "rule": "above 100 we stop calling"}
    return {"at": at, "kind": "monday", "card": card, **told, **data}


def test_an_entry_a_card_thirty_days_on(books):
    one, = read(monday.as_calendar([keep()], books))
    assert one["SUMMARY"] == "08 Title <08>: did you get the number?"
    assert one["DESCRIPTION"] == ("The number: people lost\nIts owner: Ada\nBy when: Friday\n"
                                  "Above … we stop …: above 100 we stop calling")
    here = datetime(2026, 3, 2, 9, 30, tzinfo=UTC).astimezone()
    assert one["DTSTART;VALUE=DATE"] == f"{here + learner.MONTH:%Y%m%d}"
    assert one["DTSTAMP"] == "20260302T093000Z"


def test_the_same_card_is_the_same_entry_and_another_is_another(books):
    made = monday.as_calendar([keep(), keep("09")], books)
    assert monday.as_calendar([keep("09"), keep()], books) == made
    names = {entry["UID"] for entry in read(made)}
    assert names & {entry["UID"] for entry in read(monday.as_calendar([keep(number="edited")], books))}
    assert not names & {entry["UID"] for entry in read(monday.as_calendar([keep(at="2026-03-03T09:30:00+00:00")], {}))}


def test_only_the_last_card_of_a_notebook_counts(books):
    told = read(monday.as_calendar([keep(number="old"), keep(at="2026-03-05T10:00:00+00:00", number="new")], books))
    assert [("new" in one["DESCRIPTION"], "old" in one["DESCRIPTION"]) for one in told] == [(True, False)]


@pytest.mark.parametrize("text", [HARM, "é" * 200, "😀" * 100, "\ud800", "\\n", ";" * 90, " " * 300, "\u2028x\x85y"])
def test_what_somebody_typed_is_text(text):
    one, = read(monday.as_calendar([keep("08", number=text, owner=text, rule=text)], {}))
    meant = text.replace("\r\n", "\n").replace("\r", "\n").encode("utf-8", "replace").decode()
    meant = re.sub(r"[\x00-\x08\x0b-\x1f\x7f]", " ", meant)
    assert one["DESCRIPTION"] == f"The number: {meant}\nIts owner: {meant}\nBy when: Friday\nAbove … we stop …: {meant}"


@pytest.mark.parametrize("broken", ["BEGIN:VEVENT\n", "X" * 80 + ":1\r\n", "SUMMARY:a;b\r\n", "\r\n"])
def test_the_strict_reader_is_strict(broken):
    good = monday.as_calendar([keep()], {})
    assert read(good)
    with pytest.raises(AssertionError):
        read(good.replace("TRANSP:TRANSPARENT\r\n", broken))


# The page, the panel, the command --------------------------------------------------------------------------------
def test_all_cards_stand_on_one_page(books):
    page = monday.as_page([keep("09", owner="<b>Bo"), keep(), keep("77")], books)
    assert re.findall(r"<h2>(.*?)</h2>", page) == ["08 Title &lt;08&gt;", "09 Title &lt;09&gt;", "77"]
    assert page.count('<table class="vd-card">') == 3
    assert "&lt;b&gt;Bo" in page
    assert "<script" not in page


def test_progress_offers_both_once_there_is_a_card(books):
    panel = Progress()
    press(panel, "Export")
    assert "Monday" not in panel.files.value
    eventlog.record("monday", card="08", number="n", owner="o", date="d", rule="r")
    press(panel, "Export")
    found = links(panel.files)
    assert set(found) == {"valued_progress.csv", "valued_progress.html", "valued_monday_cards.html",
                          "valued_monday_cards.ics"}
    assert len(read(found["valued_monday_cards.ics"])) == 1
    assert "My Monday cards" in found["valued_monday_cards.html"]


def test_the_command_writes_both_or_says_what_is_missing(books, tmp_path):
    for name in ("cards.html", "cards.ics"):
        with pytest.raises(SystemExit, match="No Monday card has been kept yet"):
            main(["monday", str(tmp_path / name)])
        assert not (tmp_path / name).exists()
    eventlog.record("monday", card="08", number=HARM, owner="o", date="d", rule="r")
    main(["monday", str(tmp_path / "cards.html")])
    main(["monday", str(tmp_path / "cards.ics")])
    assert len(read((tmp_path / "cards.ics").read_bytes().decode("utf-8"))) == 1
    assert "END:VEVENT" in (tmp_path / "cards.html").read_text(encoding="utf-8")
    with pytest.raises(SystemExit, match="end the name in .html or .ics"):
        main(["monday", str(tmp_path / "cards.csv")])
    with pytest.raises(InputError):
        monday.latest([])
