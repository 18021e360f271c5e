"""A class in a folder, laid out as nbgrader wants it: source, release, handout, and later what was handed in.

    class.json          who is in the class, the base seed, the version it was made with
    nbgrader_config.py  so that nbgrader's own pages find and treat everything alike
    source/ release/    each notebook as the teacher has it, and without solutions
    handout/NAME/       what a student gets: put it into the student's hands; it comes back as submitted/NAME/
"""

import json
import unicodedata
from dataclasses import dataclass
from pathlib import Path

import nbformat

from customerbase import InputError
from customerbase.errors import listed, shown
from widgets.classroom.copies import STUB, TEXT_STUB, class_copy, exercises, for_student
from widgets.classroom.variant import kit_version
from widgets.state import notebook_file
from widgets.state.files import write_text

LONGEST = 64  # characters of a name: it is a folder's name too
CONFIG = f'''"""How nbgrader treats this class; python -m widgets.classroom writes it anew with every make and grade."""
c = get_config()
c.CourseDirectory.course_id = "valued"
c.CourseDirectory.ignore = ["*", ".*"]  # only notebooks go from folder to folder; whatever lies beside them stays
c.ClearSolutions.code_stub = {STUB!r}
c.ClearSolutions.text_stub = {TEXT_STUB!r}
# No code of a student's is run: Valued reads what was handed in as text, and gives the points.
c.Autograde.exporter_class = "widgets.classroom.converter.HandedIn"
c.Autograde.sanitize_preprocessors = []
c.Autograde.create_student = False  # who is not in the class is a folder under a wrong name
c.Autograde.autograde_preprocessors = [
    "widgets.classroom.converter.SavePoints", "nbgrader.preprocessors.AssignLatePenalties"]
'''


@dataclass(frozen=True)
class Course:
    """A class that was made: its folder, base seed, students, and assignments (names of notebooks)."""

    folder: Path
    base_seed: int
    students: tuple[str, ...]

    @property
    def assignments(self):
        return sorted(path.name for path in (self.folder / "release").glob("*") if path.is_dir())

    def notebook(self, step, assignment, student="."):
        """The path of a notebook at one of nbgrader's steps; nbgrader keeps source and release without a student."""
        return self.folder / step / student / assignment / f"{assignment}.ipynb"

    def tasks(self, assignment):
        """The keys of the exercises of an assignment."""
        book = nbformat.read(self.notebook("source", assignment), as_version=4)
        ids = [cell.metadata.get("nbgrader", {}).get("grade_id", "") for cell in book.cells]
        return [name.removesuffix("-points") for name in ids if name.endswith("-points")]


def load(folder):
    """The Course in a folder; InputError when there is none."""
    try:
        told = json.loads((folder / "class.json").read_text(encoding="utf-8"))
        return Course(folder.resolve(), int(told["base_seed"]), tuple(map(str, told["students"])))
    except FileNotFoundError:
        raise InputError(f"There is no class in the folder {folder}; make one first: "
                         f"python -m widgets.classroom make students.txt --course {folder}") from None
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise InputError(f"{folder / 'class.json'} cannot be read ({error}); bring back a copy of it, or make the "
                         "class anew in another folder with the same seed.") from None


def save(course):
    """Write class.json."""
    told = {"kit": kit_version(), "base_seed": course.base_seed, "students": course.students}
    write_text(course.folder / "class.json", json.dumps(told, indent=1, ensure_ascii=False) + "\n")


def configure(course):
    """Write nbgrader_config.py, so that nbgrader's own pages and commands run no code of a student's either."""
    write_text(course.folder / "nbgrader_config.py", CONFIG)


def read_students(file):
    """The names in a list, one a line. InputError names the row that cannot be used."""
    try:
        lines = Path(file).read_text(encoding="utf-8-sig").splitlines()
    except OSError:
        raise InputError(f"The list {file} cannot be read; write one student a line into a text file.") from None
    except UnicodeDecodeError:
        raise InputError(f"The list {file} is not a text file in UTF-8; save it as one, one student a line.") from None
    found = {}
    for row, line in enumerate(lines, 1):
        name = unicodedata.normalize("NFC", line.strip())
        if not name:
            continue
        if not _usable(name):
            raise InputError(f"{file}, row {row}: {shown(name)} cannot name a folder and a row of a table; use letters,"
                             " digits, spaces and . _ - @ ’, with a letter or a digit first and at most "
                             f"{LONGEST} characters.")
        if name.casefold() in found:  # Ada and ada are one folder on many machines
            raise InputError(f"{file}, row {row}: {shown(name)} is in row {found[name.casefold()][0]} already; give "
                             "every student a name of their own.")
        found[name.casefold()] = row, name
    if not found:
        raise InputError(f"The list {file} names nobody; write one student a line.")
    return tuple(name for _, name in found.values())


def _usable(name):
    """Letters of any script with their marks; nothing that a path, a pattern or a spreadsheet would act upon."""
    fine = all(c.isalnum() or unicodedata.category(c)[0] == "M" or c in " ._-@'’" for c in name)
    return fine and name[0].isalnum() and name[-1] not in " ." and len(name) <= LONGEST


def find_notebooks(folder, wanted=(), say=lambda sentence: None):
    """{name: notebook} of those with an exercise. `wanted`: names or their numbers (08); none means all.

    say: told of each notebook that cannot be read, which stops the others only when it is wanted itself.
    """
    found, broken = {}, {}
    for path in sorted(Path(folder).glob("*.ipynb")):
        try:
            book = notebook_file.read(path)
            node = nbformat.reads(json.dumps(book.content), as_version=4)
            nbformat.validate(node)
            if exercises(node):
                found[path.stem] = node
            if book.problem:
                say(book.problem)
        except InputError as error:
            broken[path.stem] = str(error)
        except (SyntaxError, nbformat.ValidationError) as error:
            broken[path.stem] = (f"{path.name} cannot be read as a notebook ({type(error).__name__}); bring back a "
                                 "copy that Jupyter saved.")
    for name, sentence in broken.items():
        if not found or name in wanted or name.split("_")[0] in wanted:
            raise InputError(sentence)
        say(sentence)
    if not found:
        raise InputError(f"The folder {folder} holds no notebook with an exercise; name another with --from.")
    chosen = {}
    for name in wanted or found:
        matches = [stem for stem in found if stem == name or stem.split("_")[0] == name]
        if not matches:
            raise InputError(f"There is no notebook {shown(name)} with an exercise in {folder}; choose from "
                             f"{listed(found)}.")
        chosen[matches[0]] = found[matches[0]]
    return chosen


def make(folder, students, notebooks, base_seed=None):
    """Make a class, or add students and notebooks to it; what is there is left as it is. Returns the Course."""
    from widgets.classroom import grader  # needs nbgrader, which only a teacher has

    grader.needed()
    known = load(folder) if (folder / "class.json").exists() else None
    if known is None and folder.exists() and any(folder.iterdir()):
        raise InputError(f"The folder {folder} holds other things; name a new one with --course.")
    if known and base_seed not in (None, known.base_seed):
        raise InputError(f"The class in {folder} has base seed {known.base_seed}; leave out --seed, or make another "
                         "class with --course.")
    together = {name.casefold(): name for name in (*students, *(known.students if known else ()))}
    course = Course(folder.resolve(), known.base_seed if known else 1 if base_seed is None else base_seed,
                    tuple(sorted(together.values(), key=str.casefold)))
    folder.mkdir(parents=True, exist_ok=True)
    save(course)
    configure(course)
    for assignment, book in notebooks.items():
        if not course.notebook("release", assignment).exists():
            source = class_copy(book, assignment, course.base_seed)
            write_text(course.notebook("source", assignment), nbformat.writes(source) + "\n")
            grader.release(course, assignment)
    grader.enrol(course)
    for assignment in course.assignments:
        released = nbformat.read(course.notebook("release", assignment), as_version=4)
        for student in course.students:
            file = course.notebook("handout", assignment, student)
            if not file.exists():
                write_text(file, nbformat.writes(for_student(released, student)) + "\n")
    return course
