"""The points of an answer, given in the teacher's process from what the cell says, and the page that shows them."""

from nbformat.v4 import new_output

from widgets.classroom import handed_in
from widgets.classroom.cells import ClassExercise, Page, paragraph, read_answer, refused, table, what_was_read
from widgets.classroom.variant import case_for, find_task, kit_version, marks, seed_for, written_fields

RECORD = "application/vnd.valued.grade+json"  # what a grade rests on, for the teacher's table; no page shows it
MANY = 5  # sentences about one answer


def score(key: str, assignment: str, base_seed: int, student: str, cells: list) -> dict:
    """What a grade rests on: the kit, the seeds, what was read, which parts are right, and what a person must see.

    student: the one whose folder it was handed in under, and so whose numbers count.
    cells: of handed_in.read_handed_in.
    """
    task = find_task(key)
    case = case_for(task, base_seed, assignment, student)
    typed, reasons = handed_in.read_answer_of(cells, key)
    given, problems = read_answer(task, typed)
    missing = [f"The cell for the text “{field.label}” is missing." for field in written_fields(task)
               if not handed_in.find(cells, f"{key}-{field.key}")]
    said = [*reasons, *problems, *missing]
    if len(said) > MANY:
        said[MANY:] = [f"And {len(said) - MANY} more like these."]
    return {"kit": kit_version(), "base_seed": base_seed, "seed": seed_for(base_seed, assignment, student),
            "student": student, "named": handed_in.named(cells), "assignment": assignment, "exercise": key,
            "answer": given, "right": marks(task, given, case), "to_person": said}


def outputs(record: dict) -> dict:
    """{part of the exercise: outputs of its cell}: the question with the student's numbers, what was read, and the
    points, with a solution and what the grade rests on. They look as in the student's copy, and no kernel made them."""
    task = find_task(record["exercise"])
    asked = ClassExercise(task.key, record["assignment"], record["base_seed"], record["student"])
    case = case_for(task, record["base_seed"], record["assignment"], record["student"])
    labels = {field.key: field.label for field in task.fields}
    told = record["to_person"]
    nothing_read = told and not record["answer"] and not any(refused(key, told) for key in labels)

    def says(part):
        unread = nothing_read or refused(part.key, told)
        return "" if part.ok else "What cannot be read, see below." if unread else part.says

    parts = [(labels[part.key], "right" if part.ok else "not yet", says(part))
             for part in task.check(record["answer"], case) if part.ok is not None]
    rests = (f"The computer counts {sum(record['right'].values())} of {len(record['right'])} points. "
             f"Graded by Valued {record['kit']}, base seed {record['base_seed']}, seed {record['seed']}.")
    said = [f"Left to a person: {sentence}" for sentence in record["to_person"]]
    page = Page(table(("Part", "", "Look again"), parts)
                + "".join(map(paragraph, (*said, f"A solution: {task.solution(case)}", rests))))
    return {"ask": _shown(asked), "read": _shown(what_was_read(task, record["answer"], record["to_person"])),
            "points": _shown(page, {"text/plain": rests, RECORD: record})}


def _shown(page, more=None):
    return [new_output("display_data", {"text/html": page._repr_html_(), **(more or {})})]


def record_of(cell) -> dict:
    """What `outputs` kept in a cell; {} where there is none."""
    return next((output["data"][RECORD] for output in cell.get("outputs", ()) if RECORD in output.get("data", {})), {})
