"""One column of a file as text, and where each text stands, so that a message can name file, row and column."""

import numpy as np
import pandas as pd

from .errors import InputError, shown


class Report:
    """What read_orders has to tell: every sentence in `notes`, those that changed something also in `repairs`;
    currency: as the file writes it, "" where it names none."""

    def __init__(self):
        self.notes, self.repairs, self.currency = [], [], ""

    def note(self, sentence):
        self.notes.append(sentence)

    def repair(self, sentence):
        self.notes.append(sentence)
        self.repairs.append(sentence)


class Cells:
    """The texts of one column. Work is done once on each distinct text in `texts`; `codes` leads from cell to text.

    file, column: names for messages. values: list of str, one a row. rows: the row number of each in the file.
    """

    def __init__(self, file, column, values, rows):
        self.file, self.column, self.rows = file, column, rows
        stripped = np.array([value.strip() for value in values], dtype=object)
        self.codes, self.texts = pd.factorize(stripped)
        # Codes are given out in order of appearance, so a text's first cell is where the highest code so far rises.
        self.first = np.flatnonzero(np.diff(np.maximum.accumulate(self.codes), prepend=-1))

    def mask(self, test):
        """Boolean array over `texts` by a function of the text."""
        return np.fromiter(map(test, self.texts), bool, len(self.texts))

    def count(self, mask):
        """How many cells hold one of the texts in the mask."""
        return int(np.bincount(self.codes, minlength=len(mask))[mask].sum())

    def place(self, mask):
        """'row 7 ('03/25/2024')' for the first text in the mask."""
        text = int(np.argmax(mask))
        return f"row {self.rows[self.first[text]]} ({shown(self.texts[text])})"

    def refuse(self, mask, why):
        """InputError for the first cell whose text is in the mask, if there is any."""
        if mask.any():
            text = int(np.argmax(mask))
            row, value = self.rows[self.first[text]], shown(self.texts[text])
            more = self.count(mask) - 1
            also = f" ({more:,} more {'row' if more == 1 else 'rows'} like this)" if more else ""
            raise InputError(f"{self.file}, row {row}, column {shown(self.column)}: {value} {why}{also}.")
