"""What must be so after the round trip of a class.

Also a program: `python tests/classroom/afterwards.py` makes the trip and checks it, with nothing installed but the kit
and its extra.
"""

import json
import re
import tempfile
from html import unescape

from trip import ADA, BOB, CLEO, DORA, EMIL, FAY, STUDENTS, TEXT, WHOLE, guide_command, make_trip


def check_right_wrong_partly_right_and_empty(trip):
    for assignment in trip.graded:
        rows = {student: trip.row(assignment, student) for student in STUDENTS}
        most = float(rows[ADA]["of"])
        assert most == len(trip.key(assignment, ADA)) >= 2
        assert float(rows[ADA]["points"]) == most
        assert float(rows[BOB]["points"]) < most / 2
        assert float(rows[CLEO]["points"]) == most - 1
        assert rows[CLEO]["not_right"] == list(trip.key(assignment, CLEO))[1]
        assert float(rows[DORA]["points"]) == 0
        assert rows[DORA]["remark"] == ""
        assert rows[FAY]["points"] == ""
        assert rows[FAY]["remark"] == "Nothing was handed in."


def check_a_broken_file_is_told_and_holds_up_nobody(trip):
    assignment = trip.graded[0]
    assert f"{assignment} of {EMIL} could not be graded" in trip.said["classroom grade"]
    assert "could not be graded: it is not a whole notebook" in trip.row(assignment, EMIL)["remark"]


def check_a_copied_variant_is_named_to_the_teacher_only(trip):
    assignment = trip.graded[0]
    remark = trip.row(assignment, BOB)["remark"]
    assert re.search(rf"\d parts of the answer fit the numbers of {ADA} and not this student’s own", remark)
    assert all(trip.row(each, student)["remark"] == "" for each in trip.graded for student in (ADA, CLEO))
    page = (trip.course / "feedback" / BOB / assignment / f"{assignment}.html").read_text(encoding="utf-8")
    assert ADA not in page


def check_free_text_waits_for_a_person_and_then_counts(trip):
    for assignment in trip.graded:
        assert trip.row(assignment, ADA, trip.first_grades)["to_read"] == "yes"
        assert trip.row(assignment, DORA, trip.first_grades)["to_read"] == "no"
    assignment = trip.graded[0]
    before, after = trip.row(assignment, ADA, trip.first_grades), trip.row(assignment, ADA)
    assert (float(before["written_points"]), float(before["written_of"])) == (0, 4)
    assert (float(after["written_points"]), after["to_read"]) == (3, "no")
    page = (trip.course / "feedback" / ADA / assignment / f"{assignment}.html").read_text(encoding="utf-8")
    assert "Which decision?" in page


def check_the_rubric_stands_where_a_person_grades(trip):
    for words in ("Right number", "Right denominator", "Assumption challenged", "Decision stated", "A solution:",
                  "Graded by Valued", f"These numbers are {ADA}’s own.", "What was read"):
        assert words in trip.manual_page, words
    assert TEXT in unescape(trip.manual_page), "text as it was typed"
    assert TEXT not in trip.manual_page, "and nothing of it as HTML"


def check_nbgraders_own_button_gives_the_same_points(trip):
    assignment = trip.graded[0]
    assert trip.button["success"], trip.button
    assert (trip.button_score, float(trip.row(assignment, ADA, trip.first_grades)["points"])) == (4, 4)


def check_every_grade_says_what_it_rests_on(trip):
    for row in trip.table("grades.csv"):
        if row["points"]:
            assert re.fullmatch(r"\d+\.\d+\.\d+.*", row["kit"])
            assert row["base_seed"] == re.search(r"--seed (\d+)", guide_command("classroom make"))[1]
            assert int(row["seed"]) >= 0
    assert len({row["seed"] for row in trip.table("grades.csv") if row["seed"]}) == 4 * WHOLE


def check_nbgraders_own_table_adds_up(trip):
    for row in trip.first_book:
        if row["assignment"] in trip.graded and row["student_id"] not in (EMIL, FAY):
            ours = [one for one in trip.first_grades
                    if (one["assignment"], one["student"]) == (row["assignment"], row["student_id"])]
            assert float(row["score"]) == sum(float(one["points"]) + float(one["written_points"]) for one in ours)
    assert {row["student_id"] for row in trip.first_book} == set(STUDENTS)


def check_every_student_gets_a_variant_and_no_solution(trip):
    for assignment in trip.graded:
        assert len({json.dumps(trip.key(assignment, student)) for student in STUDENTS}) == len(STUDENTS)
        for student in STUDENTS:
            text = trip.notebook("handout", assignment, student).read_text(encoding="utf-8")
            assert f'student = \\"{student}\\"' in text
            assert "HIDDEN" not in text
            assert "SOLUTION" not in text
            assert "import grade" not in text
            assert "globals" not in text


def check_only_what_changed_is_graded_again(trip):
    said = trip.said["classroom grade"].split("Grades:")
    assert said[0].count("grading ") == 4 * WHOLE
    assert said[1].count("grading ") == 0
    assert [part.count("could not be graded") for part in said] == [1, 1, 0], "the broken one is said every time"


def check_the_class_data_hold_no_truth(trip):
    for folder, truth in (("data", False), ("data_with_truth", True)):
        files = {path.name: path.read_text(encoding="utf-8-sig") for path in (trip.course / folder).iterdir()}
        assert set(files) == {"customers.csv", "panel.csv", "orders.csv", "dictionary.csv"}
        for name in ("customers.csv", "dictionary.csv"):
            assert ("truth_" in files[name]) == truth, (folder, name)


def check_nothing_asks_the_web(trip):
    assert not (trip.folder / "asked").exists(), (trip.folder / "asked").read_text()
    for page in (trip.course / "feedback").rglob("*.html"):
        text = page.read_text(encoding="utf-8")
        assert not re.findall(r'<(?:script|link|img|iframe)[^>]*(?:src|href)="https?:', text)


def check_the_teacher_sees_lines_and_no_noise(trip):
    for said in trip.said.values():
        assert not re.search(r"Traceback|Warning|WARNING|Error", said), said


CHECKS = [value for name, value in list(globals().items()) if name.startswith("check_")]


def main():
    with tempfile.TemporaryDirectory() as folder:
        trip = make_trip(folder)
        for check in CHECKS:
            check(trip)
            print("ok:", check.__name__.removeprefix("check_").replace("_", " "))


if __name__ == "__main__":
    main()
