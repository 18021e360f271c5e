"""python -m synthetic COMPANY FOLDER: writes a customer base as CSV files, for a class that uses something else."""

import argparse
import sys
from pathlib import Path

from customerbase import InputError
from synthetic.companies import COMPANIES
from synthetic.generate import generate

FILES = ("customers.csv", "panel.csv", "orders.csv", "dictionary.csv")


def read_arguments(arguments):
    """What was typed. Whatever is no number stays text: generate() says what is wrong with it."""
    known = "\n".join(f"  {key:9} {company.title}" for key, company in COMPANIES.items())
    parser = argparse.ArgumentParser(
        prog="python -m synthetic", formatter_class=argparse.RawDescriptionHelpFormatter,
        description="Make a customer base and write it to a folder: customers, panel, orders and a dictionary of their "
                    "columns, as CSV.", epilog=f"companies:\n{known}",
    )  # fmt: skip
    parser.add_argument("company", help="one of the companies below")
    parser.add_argument("folder", type=Path, help="where the files go; made if it is not there")
    parser.add_argument("--customers", type=number, default=10_000, help="everyone acquired over the run (10000)")
    parser.add_argument("--months", type=number, default=36, help="calendar months from January 2023 (36)")
    parser.add_argument("--seed", type=number, default=7, help="the same seed gives the same base (7)")
    parser.add_argument("--locale", default="en_US", help="any Faker locale, for names and cities (en_US)")
    parser.add_argument("--overwrite", action="store_true", help="replace a base that lies in the folder already")
    return parser.parse_args(arguments)


def number(text):
    """A whole number written as people write it, 100_000 and 100,000 too; any other text as it is."""
    try:
        return int(text.replace(",", ""))
    except ValueError:
        return text


def refuse_existing(folder):
    """InputError if the folder holds files that would be replaced."""
    there = [name for name in FILES if (folder / name).exists()]
    if there:
        raise InputError(f"{folder} already holds {', '.join(there)}; choose another folder, or add --overwrite to "
                         "replace them.")  # fmt: skip


def tell(text):
    """One line that is written over the last, on a terminal; nothing where nobody watches."""
    if sys.stderr.isatty():
        sys.stderr.write(f"\r\x1b[K{text}")
        sys.stderr.flush()


def main(arguments=None):
    """Returns nothing if all went well, otherwise one sentence, which sys.exit prints and turns into a failure."""
    typed = read_arguments(arguments)
    try:
        if not typed.overwrite:
            refuse_existing(typed.folder)
        tell("Making the customers ...")
        base = generate(typed.company, typed.customers, typed.months, typed.seed, typed.locale)
        base.write(typed.folder, lambda done, rows: tell(f"Writing {rows:,} rows: {done / rows:.0%}"))
    except InputError as error:
        return str(error)
    except MemoryError:
        return "This machine has too little memory for that many customers and months; ask for fewer."
    except KeyboardInterrupt:
        return "Stopped; nothing was written."
    finally:
        tell("")
    print(f"{base.name}: {len(base.customers):,} customers, {len(base.months)} months, in {typed.folder}: "
          f"{', '.join(FILES)}.")  # fmt: skip
    return None


if __name__ == "__main__":
    sys.exit(main())
