"""A class: each student a variant of each exercise, notebooks with nbgrader's marks, the key, and grades as a table.

`python -m widgets.classroom` is the teacher's command. What stands here runs in the students' notebooks, and needs no
nbgrader.
"""

from widgets.classroom.cells import ClassExercise

__all__ = ["ClassExercise"]
