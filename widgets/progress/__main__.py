"""`python -m widgets.progress export FILE` (.csv or .html), `gain FILE` (.csv) and `monday FILE` (.html or .ics)."""

import argparse
import sys
from pathlib import Path

from customerbase import InputError
from widgets.progress import export, gain, monday
from widgets.state import eventlog, learner
from widgets.state.course import course
from widgets.state.files import write_table, write_text

ENDINGS = {"export": (".csv", ".html"), "gain": (".csv",), "monday": (".html", ".ics")}


def main(given=None):
    parser = argparse.ArgumentParser(prog="python -m widgets.progress", description="What a learner did, as a file.")
    parser.add_argument("what", choices=list(ENDINGS),
                        help="export: everything; gain: the questions before, after and a week later, idea by idea; "
                        "monday: your Monday cards to print, or for a calendar")
    parser.add_argument("file", type=Path, help="a file; its ending says what is written: " + "; ".join(
        f"{what} {' or '.join(endings)}" for what, endings in ENDINGS.items()))
    options = parser.parse_args(given)
    kind = options.file.suffix.lower()
    if kind not in ENDINGS[options.what]:
        sys.exit(f"{options.file}: end the name in {' or '.join(ENDINGS[options.what])}.")
    try:
        if options.what == "gain":
            write_table(options.file, gain.COLUMNS, gain.gains(learner.own()))
        elif options.what == "monday":
            made = monday.as_page if kind == ".html" else monday.as_calendar
            write_text(options.file, made(learner.own(), course()))
        elif kind == ".html":
            write_text(options.file, export.as_page())
        else:
            write_table(options.file, export.COLUMNS, export.rows())
    except InputError as error:
        sys.exit(str(error))
    if eventlog.complaint():
        print(eventlog.complaint(), file=sys.stderr)
    print(f"Written: {options.file}")


if __name__ == "__main__":
    main()
