"""`python -m widgets.progress export FILE` (.csv or .html) and `python -m widgets.progress gain FILE` (.csv)."""

import argparse
import sys
from pathlib import Path

from customerbase import InputError
from widgets import eventlog, gain, learner
from widgets.files import write_table, write_text
from widgets.progress import export


def main(given=None):
    parser = argparse.ArgumentParser(prog="python -m widgets.progress", description="What a learner did, as a file.")
    parser.add_argument("what", choices=["export", "gain"],
                        help="export: everything; gain: the questions before, after and a week later, idea by idea")
    parser.add_argument("file", type=Path, help="a file ending in .csv, or for export in .html")
    options = parser.parse_args(given)
    kind = options.file.suffix.lower()
    if kind not in ((".csv", ".html") if options.what == "export" else (".csv",)):
        sys.exit(f"{options.file}: end the name in .csv{' or .html' * (options.what == 'export')}.")
    try:
        if options.what == "gain":
            write_table(options.file, gain.COLUMNS, gain.gains(learner.own()))
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
