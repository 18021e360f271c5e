"""Everything that chance decides, drawn once: who the customers are, and each one's luck in every month.

Nothing here depends on an assumption or an event. So two runs of the chain on the same Draws differ only by what was
changed between them (common random numbers), and a curve moves smoothly with a slider. Luck is drawn as if everybody
were there in every month; the chain looks at that of those who are.

Possible friends, whom a referral may bring, have streams of their own, with a place for each of FRIENDS friends of
each customer, whether they ever join or not.
"""

import dataclasses
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from synthetic.behaviour import Visits
from synthetic.checks import MOST_CUSTOMERS, MOST_MONTHS, check_company, check_whole
from synthetic.luck import draw_luck, with_first_orders
from synthetic.people import People, draw_people, several
from synthetic.population import draw_friends, draw_population
from synthetic.streams import Streams

FIRST_MONTH = np.datetime64("2023-01", "M")  # fixed, so that a longer run begins like a shorter one
FRIENDS = 3  # possible friends of one customer


@dataclass(frozen=True)
class Draws:
    """People and their luck over some months; made by draws(). `only` takes some of the people."""

    company: object
    months: int
    streams: Streams
    people: People
    kept: tuple | None  # Luck of every month; None: drawn anew whenever asked for, which keeps memory small

    def __len__(self):
        return len(self.people)

    @property
    def calendar(self):
        """The months, datetime64[M]."""
        return FIRST_MONTH + np.arange(self.months)

    def luck(self, t, who=None):
        """The Luck of month t. who: bool (N,), those whose visits will be looked at."""
        if self.kept is not None:
            luck = self.kept[t]
        else:
            luck = draw_luck(self.company, self.people, self.streams, self.calendar[t], t, who)
        return luck if self.company.contract else with_first_orders(luck, self.people, self.calendar[t], t)

    def keep(self):
        """The same with every month's luck drawn and kept: about 40 bytes a customer and month."""
        return dataclasses.replace(self, kept=tuple(map(self.luck, range(self.months))))

    def only(self, rows):
        """The same draws for some people; rows: their numbers, or one. For a subsample, or for one person."""
        rows = np.atleast_1d(np.asarray(rows, dtype=np.intp))
        kept = self.kept and tuple(take(luck, rows) for luck in self.kept)
        return Draws(self.company, self.months, self.streams.only(rows), take(self.people, rows), kept)

    @cached_property
    def friends(self):
        """Draws of all possible friends: friend k of customer i is number FRIENDS * i + k. Nobody has joined yet."""
        places = None
        if self.streams.rows is not None:
            places = (self.streams.rows[:, None] * FRIENDS + np.arange(FRIENDS)).ravel()
        streams = Streams(self.streams.seed, len(self) * FRIENDS, places, " of a friend")
        segment = np.repeat(self.people.segment, FRIENDS)
        people = draw_people(self.company, draw_friends(self.company, segment, streams), streams)
        friends = Draws(self.company, self.months, streams, people, None)
        return friends if self.kept is None else friends.keep()

    @cached_property
    def referring(self):
        """float32 (FRIENDS, N), rising: how many friends' worth of liking it takes before friend k comes along."""
        return np.cumsum(-np.log1p(-several(self.streams.uniform, FRIENDS, "referring")), axis=0)


def draws(company="hotel", customers=10_000, months=36, seed=7):
    """Everything that chance decides in generate() with the same arguments, kept: what simulate() needs, made once.

    company: a key that companies() lists. InputError for whatever generate() would refuse.
    """
    customers = check_whole("customers", customers, 1, MOST_CUSTOMERS)
    months, seed = check_whole("months", months, 1, MOST_MONTHS), check_whole("seed", seed, 0)
    return draw_all(check_company(company), customers, months, seed).keep()


def draw_all(company, customers, months, seed):
    """Draws of a Company that keep nobody's luck: people now, each month's luck when it is asked for."""
    streams = Streams(seed, customers)
    population = draw_population(company, customers, months, seed)
    return Draws(company, months, streams, draw_people(company, population, streams), None)


def take(record, rows):
    """A dataclass of arrays for some people: rows of the last axis. A month's orders by date do not come along."""
    if isinstance(record, np.ndarray):
        return record[..., rows]
    parts = {field.name: getattr(record, field.name) for field in dataclasses.fields(record)}
    if isinstance(record, Visits):
        parts["orders"] = None
    return type(record)(**{name: None if part is None else take(part, rows) for name, part in parts.items()})
