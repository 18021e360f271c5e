"""`python -m widgets.classroom make | grade | key | data`: a class, from a list of names to grades."""

import argparse
import sys
from pathlib import Path

from customerbase import CustomerBase, InputError
from customerbase.columns import is_truth
from widgets.classroom import course as courses
from widgets.classroom import grader, report


def make(options):
    students = courses.read_students(options.students)
    notebooks = courses.find_notebooks(options.notebooks, options.only, lambda said: print(said, file=sys.stderr))
    course = courses.make(options.course, students, notebooks, options.seed)
    print(f"{course.folder}: {len(course.students)} students, {', '.join(course.assignments)}, base seed "
          f"{course.base_seed}. What each student gets is in {course.folder / 'handout'}.")


def grade(options):
    course = courses.load(options.course)
    grader.needed()
    courses.configure(course)
    failed, nobodys = grader.autograde(course)
    grades = report.write_grades(course, failed)
    grader.feedback(course)
    for (assignment, student), why in failed.items():
        print(f"{assignment} of {student} could not be graded: {why}.")
    for sentence in nobodys:
        print(sentence)
    print(f"Grades: {grades}. Pages for the students: {course.folder / 'feedback'}.")


def key(options):
    print(f"Key: {report.write_key(courses.load(options.course))}. Keep it to yourself.")


def data(options):
    import synthetic

    course = courses.load(options.course)
    base = synthetic.generate(options.company, customers=options.customers, seed=course.base_seed)
    seen = base.customers[[name for name in base.customers if not is_truth(name)]]
    arrays = {name: values for name, values in base.arrays.items() if not is_truth(name)}
    CustomerBase(seen, base.months, arrays, base.orders, base.name, base.notes).write(course.folder / "data")
    base.write(course.folder / "data_with_truth")
    print(f"For the class: {course.folder / 'data'}. With the hidden truth, for you: "
          f"{course.folder / 'data_with_truth'}.")


def main():
    parser = argparse.ArgumentParser(prog="python -m widgets.classroom", description="A class and its grades.")
    commands = parser.add_subparsers(required=True, metavar="make | grade | key | data")

    def command(run, says):
        sub = commands.add_parser(run.__name__, help=says, description=says)
        sub.add_argument("--course", type=Path, default=Path("course"), help="the folder of the class (course)")
        sub.set_defaults(run=run)
        return sub

    sub = command(make, "Make a class, or add students and notebooks to it.")
    sub.add_argument("students", type=Path, help="a text file, one student a line")
    sub.add_argument("--seed", type=int, help="any whole number; the variants follow from it (1)")
    sub.add_argument("--only", nargs="+", action="extend", default=[], metavar="NOTEBOOK",
                     help="numbers or names; else all")
    sub.add_argument("--from", dest="notebooks", type=Path, default=Path("notebooks"), help="their folder (notebooks)")
    command(grade, "Grade what is in the folder submitted, and write grades and feedback.")
    command(key, "Write the key: what is right for which student, and how far off it may be.")
    sub = command(data, "Write a customer base for the class, without and with its hidden truth.")
    sub.add_argument("--company", default="hotel", help="hotel, or another that the kit knows (hotel)")
    sub.add_argument("--customers", type=int, default=10_000, help="how many (10000)")
    options = parser.parse_args()

    try:
        options.run(options)
    except InputError as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main()
