"""What nbgrader does for a class: release without solutions, keep grades and what was handed in, pages with feedback.

Only the teacher's machine needs nbgrader (`.[class]`), so it is imported late.
"""

import contextlib
import hashlib
import importlib.util
import json
import logging
import os
import stat
import sysconfig
import tempfile
import warnings
from pathlib import Path

from customerbase import InputError
from widgets.classroom.handed_in import read_handed_in
from widgets.state.files import write_table, write_text
from widgets.state.page import sealed

LOG, GRADED = "grading.log", "graded.json"
HOW = b"read, not run"  # what was graded in another way is graded again


def needed():
    """InputError when nbgrader is not installed. It calls a program (alembic) by name, which must be found."""
    if importlib.util.find_spec("nbgrader") is None:
        raise InputError('A class needs nbgrader, which is not installed; run: python -m pip install --editable '
                         '".[class]"')
    scripts = sysconfig.get_path("scripts")
    if scripts not in os.environ.get("PATH", "").split(os.pathsep):
        os.environ["PATH"] = os.pathsep.join((scripts, os.environ.get("PATH", "")))


def release(course, assignment):
    """Take solutions and hidden tests out of a source notebook, and tell the gradebook what there is to grade."""
    from nbgrader.converters import GenerateAssignment

    _convert(course, GenerateAssignment, assignment)


def enrol(course):
    """Name the students to the gradebook, so that who hands in nothing is in it too."""
    with gradebook(course) as book:
        for student in course.students:
            book.update_or_create_student(student)


def gradebook(course):
    """nbgrader's own book of grades, as a context."""
    from nbgrader.api import Gradebook

    return Gradebook(f"sqlite:///{course.folder / 'gradebook.db'}", "valued")


def handed_in(course):
    """What lies under submitted/: [(assignment, student)] of the notebooks; {(assignment, student): why} of those that
    are not where they belong; sentences on what belongs to nobody here. InputError when there is nothing at all."""
    top, found, misplaced, nobodys = course.folder / "submitted", [], {}, []
    for person in filter(Path.is_dir, _there(top)):
        if person.name not in course.students:
            nobodys.append(f"submitted/{person.name}: nobody of that name is in the class; rename the folder as in "
                           "class.json, or add the student with make.")
            continue
        for work in _there(person):
            if work.name not in course.assignments:
                nobodys.append(f"{work.relative_to(course.folder).as_posix()} is no notebook’s folder of this class; "
                               f"put the notebook into a folder named {' or '.join(course.assignments)}.")
            elif os.path.lexists(course.notebook("submitted", work.name, person.name)):
                found.append((work.name, person.name))
            else:
                misplaced[work.name, person.name] = (f"submitted/{person.name}/{work.name} holds no {work.name}.ipynb; "
                                                     "give the file that was handed in that name")
    if not (found or misplaced or nobodys):
        raise InputError(f"Nothing has been handed in; put each notebook where {top}/NAME/NOTEBOOK/NOTEBOOK.ipynb "
                         "says, as in the folder handout.")
    return sorted(found), misplaced, nobodys


def autograde(course, said=print):
    """Grade what is new or changed since the last time, one notebook after the other, without running any of it.

    Returns {(assignment, student): why} of those that could not be graded, and sentences on what belongs to nobody.
    """
    from nbgrader.converters import Autograde

    found, failed, nobodys = handed_in(course)
    done = _read_graded(course)
    for assignment, student in found:
        file = course.notebook("submitted", assignment, student)
        try:
            read_handed_in(course, assignment, student)
            _check_time(file.parent / "timestamp.txt")
            mark = hashlib.sha256(HOW + file.read_bytes()).hexdigest()
            kept = course.notebook("autograded", assignment, student)
            if done.get(f"{student}/{assignment}") == mark and kept.exists():
                continue
            said(f"grading {assignment} of {student}")
            _convert(course, Autograde, assignment, student)
        except InputError as error:
            failed[assignment, student] = str(error).rstrip(".")
            continue
        done[f"{student}/{assignment}"] = mark
        write_text(course.folder / GRADED, json.dumps(done, indent=1, ensure_ascii=False) + "\n")
    return failed, nobodys


def feedback(course):
    """A page for every graded notebook, with points and comments as they are now."""
    from nbgrader.converters import GenerateFeedback

    for assignment in course.assignments:
        if any(course.notebook("autograded", assignment, student).exists() for student in course.students):
            _convert(course, GenerateFeedback, assignment)
            for page in course.folder.glob(f"feedback/*/{assignment}/{assignment}.html"):
                write_text(page, sealed(page.read_text(encoding="utf-8")))


def export(course, file):
    """nbgrader's own table: one row an assignment and student, with the whole score. Who is not in the class is left
    out, though nbgrader's own page may have met them."""
    from nbgrader.plugins import CsvExportPlugin

    with tempfile.TemporaryDirectory() as scratch, gradebook(course) as book:
        plain = Path(scratch) / "plain.csv"  # it guards no formulas
        CsvExportPlugin(to=str(plain)).export(book)
        heads, *rows = (line.split(",") for line in plain.read_text(encoding=None).splitlines())
    who = heads.index("student_id")
    write_table(file, heads, [row for row in rows if row[who] in course.students])


def _read_graded(course):
    try:
        return json.loads((course.folder / GRADED).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}  # then everything is graded again, which changes nothing


def _check_time(file):
    """nbgrader takes a file of that name for its own, and stops at one that holds no time."""
    from nbgrader.utils import parse_utc

    if os.path.lexists(file):
        try:
            regular = stat.S_ISREG(os.lstat(file).st_mode)  # a pipe would be waited for without end
            parse_utc(file.read_text()[:100].strip() if regular else "no file")
        except Exception:  # noqa: BLE001 - whatever a date cannot be
            raise InputError("the timestamp.txt beside it holds no time; delete that file") from None


def _there(top):
    return sorted(path for path in top.glob("*") if not path.name.startswith("."))


def _convert(course, converter, assignment, student="*"):
    from nbgrader.coursedir import CourseDirectory
    from traitlets.config import PyFileConfigLoader

    config = PyFileConfigLoader("nbgrader_config.py", path=str(course.folder)).load_config()
    directory = CourseDirectory(config=config, root=str(course.folder), assignment_id=assignment, student_id=student)
    before = Path.cwd()
    with _into_log(course.folder / LOG), warnings.catch_warnings():
        # nbgrader 0.9.6 with SQLAlchemy 2: it flushes by itself where nbgrader means to, which is harmless
        warnings.filterwarnings("ignore", message="Object of type <Submitted")
        try:
            converter(coursedir=directory, config=config, force=True).start()
        except Exception as error:  # nbgrader's own, and any that a notebook of a student's making can cause
            logging.getLogger("traitlets").error("%s", error)
            raise InputError(f"nbgrader could not work on {assignment}; see {course.folder / LOG}.") from error
        finally:
            os.chdir(before)


@contextlib.contextmanager
def _into_log(file):
    """nbgrader tells each step at length; the teacher gets one line, and the rest in a file."""
    log = logging.getLogger("traitlets")
    kept = log.handlers[:], log.level, log.propagate
    handler = logging.FileHandler(file, encoding="utf-8")
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    log.handlers, log.propagate = [handler], False
    log.setLevel(logging.INFO)
    try:
        yield
    finally:
        handler.close()
        log.handlers, log.propagate = kept[0], kept[2]
        log.setLevel(kept[1])
