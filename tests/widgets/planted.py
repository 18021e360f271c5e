"""Every exporter of the kit, run on text that means harm: what it writes, for test_leaving and for a real browser."""

from pathlib import Path
from types import SimpleNamespace

import pandas as pd
from leaving import ROOT
from sample import write_notebook

from customerbase import CustomerBase
from metrics.opinion import Claim, second_opinion
from synthetic import generate
from widgets import BeforeAfter, MeetingPage, Progress
from widgets.classroom import grader, report
from widgets.handout.cards import cards
from widgets.handout.page import handout
from widgets.pages.meeting_page import render as meeting
from widgets.pages.second_opinion import render as opinion
from widgets.panel.forms import PERCENT
from widgets.progress import __main__ as progress_command
from widgets.progress import export, monday
from widgets.state import eventlog, learner

FORMULAS = ("=1+1", "-1+cmd|' /C calc'!A0", "＝1+1", "  =1+1", "\t=1+1", "\n=1+1", "+1", "@SUM(A1)", "－1+1", "-5-5")
NUMBERS = ("-5", "−7,740,000.50", "-0.5 %", "-1e-05")
HARM = ('</script></style></title><script>window.harm = 1</script><img src=x onerror="window.harm = 1">'
        '<a href="javascript:window.harm = 1">press</a>')
FOREIGN = ('<!DOCTYPE html>\n<html>\n<head>\n<meta charset="utf-8" />\n<title>08</title>\n'
           '<script src="https://x.invalid/latest.js"> </script>\n<style>p {{ color: black; font-family: icons }}\n'
           "@font-face{{font-family:icons;src:url('../fonts/icons.woff2') format('woff2')}}</style></head>\n"
           '<body><p id="there">{}</p></body></html>')


def plant(text):
    """A learner whose every word is `text`."""
    eventlog.record("why", bet="08-x", text=text)
    eventlog.record("answer", exercise="losing-quarter", answer={"sentence": text}, right=["rate"], wrong=[])
    eventlog.record("check", question=text, option=9, right=False)
    eventlog.record("monday", card=text, number=text, owner=text, date=text, rule=text)
    eventlog.record("teaches", stage="before", idea="rate", option=0, right=False)
    eventlog.record(text, cell=text)


def base(text):
    """A company whose every text is `text`."""
    made = generate("hotel", customers=400, months=30, seed=7)
    customers = made.customers.copy()
    customers["name"] = pd.Series([text] * len(customers), dtype="str")
    for name in customers.select_dtypes("category"):
        customers[name] = customers[name].cat.rename_categories(lambda kind: text + kind)
    return CustomerBase(customers, made.months, made.arrays, made.orders, text, [text])


def course(folder, text):
    """A class of one student, called `text`, in a notebook called so too."""
    return SimpleNamespace(folder=Path(folder), students=[text], assignments=[text.strip("/\0 \n\t").replace("/", "")],
                           base_seed=1, tasks=lambda assignment: ["losing-quarter"],
                           notebook=lambda step, assignment, student="": Path(folder) / step / "none.ipynb")


# Tables: folder, text -> the CSV files that were written, as text ---------------------------------------------------
def files(folder):
    return [path.read_bytes().decode("utf-8-sig") for path in sorted(Path(folder).rglob("*.csv"))]


def saved(*widgets):
    from onlearning import links

    return [text for widget in widgets for name, text in links(widget).items() if name.endswith(".csv")]


def a_base(folder, text):
    base(text).write(folder)
    return files(folder)


def progress_panel(folder, text):
    plant(text)
    panel = Progress()
    panel.export()
    return saved(panel.files)


def progress_file(folder, text):
    plant(text)
    for what in ("export", "gain"):
        progress_command.main([what, str(Path(folder) / f"{what}.csv")])
    return files(folder)


def before_after(folder, text):
    plant(text)
    panel = BeforeAfter()
    panel.export()
    return saved(panel.files)


def meeting_page(folder, text):
    page = MeetingPage(base(text))
    page.headline.value = text
    return [page.csv(), *saved(page.files)]


def key(folder, text):
    report.write_key(course(folder, text))
    return files(folder)


def grades(folder, text):
    grader.needed()
    one = course(folder, text)
    with grader.gradebook(one) as book:
        book.add_student(text, last_name=text, first_name=text, email=text)
        book.add_assignment(text)
    report.write_grades(one)
    return files(folder)


TABLES = {
    "customerbase/files.py:write_tables": a_base,
    "widgets/progress/panel.py:export": progress_panel,
    "widgets/progress/__main__.py:main": progress_file,
    "widgets/progress/before_after.py:export": before_after,
    "widgets/pages/meeting_page/model.py:spreadsheet": meeting_page,
    "widgets/pages/meeting_page/__init__.py:_print": meeting_page,
    "widgets/classroom/report.py:write_key": key,
    "widgets/classroom/report.py:write_grades": grades,
    "widgets/classroom/grader.py:export": grades,
}


# Pages: folder, text -> the page ------------------------------------------------------------------------------------
def progress_page(folder, text):
    plant(text)
    return export.as_page()


def monday_page(folder, text):
    plant(text)
    return monday.as_page(learner.own(), {})


def meeting_file(folder, text):
    page = MeetingPage(base(text))
    return meeting.file(page.page, text)


def opinion_file(folder, text):
    claim = Claim(0.9, "end_over_start", "2024")
    one = base(text)
    return opinion.file(opinion.page(one, claim, second_opinion(one, claim), 0.9, PERCENT))


def notebook(folder, text):
    """A notebook whose parts' names mean harm (tests/widgets/sample.py); no markup of its own in its text."""
    cells = (("markdown", "# A sample"), *(("code", f"from sample import Sample\n{call}") for call in ("Sample()",)),
             ("code", "from widgets import MondayCard\nMondayCard('08')"))
    return write_notebook(Path(folder) / "sample.ipynb", cells)


def a_handout(folder, text):
    return handout(notebook(folder, text))


def bet_cards(folder, text):
    return cards(notebook(folder, text))


def feedback(folder, text):
    """nbgrader's page as if it had let everything through; only text of harm is put into it as markup."""
    one = course(folder, "08")
    page = Path(folder) / "feedback" / "Ada" / "08" / "08.html"
    page.parent.mkdir(parents=True)
    page.write_text(FOREIGN.format(text), encoding="utf-8")
    Path(folder, "autograded").mkdir()
    one.notebook("autograded", "08").write_text("{}")
    converted, grader._convert = grader._convert, lambda *_: None
    try:
        grader.feedback(one)
    finally:
        grader._convert = converted
    return page.read_text(encoding="utf-8")


def run_sheets(folder, text):
    import importlib.util

    spec = importlib.util.spec_from_file_location("make_facilitator", ROOT / "guide" / "make_facilitator.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.printable(f"# Running a session\n\n{text}")


PAGES = {
    "widgets/progress/export.py:as_page": progress_page,
    "widgets/progress/monday.py:as_page": monday_page,
    "widgets/pages/meeting_page/render.py:file": meeting_file,
    "widgets/pages/second_opinion/render.py:file": opinion_file,
    "widgets/handout/page.py:_page": a_handout,
    "widgets/handout/cards.py:cards": bet_cards,
    "widgets/classroom/grader.py:feedback": feedback,
    "guide/make_facilitator.py:printable": run_sheets,
}
MARKUP = ("widgets/classroom/grader.py:feedback", "guide/make_facilitator.py:printable")  # which hold it as markup
