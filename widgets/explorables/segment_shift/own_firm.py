"""A firm's own six numbers in the story's pattern: how many came and left is hers, who moved where is the story's."""

from dataclasses import replace

import numpy as np

from widgets.explorables.segment_shift.model import STATES, shared, whole_numbers
from widgets.panel.firm import Firm

STAY, LOST, NEW = np.s_[1:, 1:], np.s_[1:, :1], np.s_[:1, 1:]


def firm_of(found, per_year, period):
    """The base's own period as a Firm, so that the six boxes open with its numbers; worths are averages, a year."""
    leaver = found.lost_value / found.lost if found.lost else 0.0
    joiner = found.new_value / found.new if found.new else 0.0
    return Firm(max(float(found.opening), 1.0), float(found.new), float(found.lost), round(leaver * per_year),
                round(joiner * per_year), period)


def for_firm(found, firm):
    """A Shift of the story company in a firm's own size; money is then money a year.

    Lost and new are the firm's, shared among the tiers as the story's are. Those who stay move as the story's do and
    paid on average what a leaver is worth: the boxes do not ask for more.
    """
    people = np.zeros_like(found.people)
    before, after, comparable = np.zeros((3, STATES, STATES))
    for block, heads in ((STAY, firm.opening - firm.lost), (LOST, firm.lost), (NEW, firm.won)):
        people[block] = whole_numbers(found.people[block], heads)
        of_story = found.people[block].sum()
        comparable[block] = found.comparable[block] * (heads / of_story if of_story else 0)
    before[LOST] = shared(found.before[LOST], people[LOST], firm.lost * firm.worth_leaver)
    after[NEW] = shared(found.after[NEW], people[NEW], firm.won * firm.worth_joiner)
    before[STAY] = shared(found.before[STAY], people[STAY], (firm.opening - firm.lost) * firm.worth_leaver)
    paid = found.before[STAY].sum()
    scale = before[STAY].sum() / paid if paid else 0.0
    after[STAY] = found.after[STAY] * scale if paid else before[STAY]
    return replace(found, people=people, before=before, after=after, more=found.more * scale, comparable=comparable,
                   earlier=f"the {firm.period}’s start", later="its end", of_story=False)
