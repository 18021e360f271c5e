"""Who each customer is besides their hazard: habits, tastes, fit, and the lots that fall to them once."""

from dataclasses import dataclass

import numpy as np

from synthetic.behaviour import lognormal

COMPONENTS = ("monetary", "functional", "psychological", "social", "time", "effort")  # of value, besides the price
LOTS = ("idle", "sold to", "thanked", "wants a person", "put off", "called", "stops")  # what People.lots' rows decide


@dataclass(frozen=True)
class People:
    """One entry a customer in the last axis. sd: standard deviations between customers."""

    joining: np.ndarray  # int32, month; negative before the data begin, NEVER for a friend whom nobody has brought yet
    segment: np.ndarray  # int8
    channel: np.ndarray  # int8; one more than the company's last for friends
    hazard: np.ndarray  # float64, own probability of leaving in a month, with no effect at work
    patience: np.ndarray  # float64, months for which they would stay with no effect at work
    visits: np.ndarray  # float64, own mean a month
    ticket: np.ndarray  # float64, own mean money a visit
    fit: np.ndarray  # float32, sd: how well the product suits them
    taste: np.ndarray  # float32 (6, N), own factor on each of COMPONENTS, mean 1
    origin: np.ndarray  # float32 (2, N), standard normal: felt value and satisfaction that they come with
    on_term: np.ndarray  # bool, can leave only every `company.term` months
    lag: np.ndarray  # int32, months from deciding to leave until leaving
    tier: np.ndarray  # int8: 2 for the tenth that spends most by nature, 1 for the next four tenths, 0 for the others
    lots: np.ndarray  # float32 (7, N), uniform, compared with a share; see LOTS
    reason: np.ndarray  # float32 (2, N), uniform: which reason for leaving, and whether the company learns it
    first: np.ndarray  # float64, money of the order by which a friend joins a shop; 0 for others, who have it in luck

    def __len__(self):
        return len(self.joining)


def draw_people(company, population, streams):
    """People of a Population; each trait from streams of its own."""
    n = len(population.joining)
    segment = population.segment
    visits = population.visits
    mean = np.array([kind.ticket for kind in company.segments.values()])[segment]
    ticket = mean * lognormal(streams.normal("own ticket"), company.ticket_spread)
    first = np.zeros(n)
    if streams.family and not company.contract:
        first = np.round(ticket * lognormal(streams.normal("first ticket"), company.ticket_noise), 2)
    return People(
        population.joining, segment, population.channel, population.hazard, population.patience, visits, ticket,
        fit=draw_fit(company, population.channel, streams),
        taste=lognormal(several(streams.normal, len(COMPONENTS), "taste"), np.float32(company.taste_spread)),
        origin=several(streams.normal, 2, "origin"),
        on_term=streams.uniform("on term") < company.term_share,
        lag=draw_lag(company.lag, streams.uniform("lag")),
        tier=own_tier(visits * ticket),
        lots=several(streams.uniform, len(LOTS), "lot"),
        reason=several(streams.uniform, 2, "reason"),
        first=first,
    )


def several(draw, width, process, *numbers):
    """float32 (width, N) draws, each row from a stream of its own."""
    return np.array([draw(process, *numbers, row, dtype=np.float32) for row in range(width)])


def draw_fit(company, channel, streams):
    """Fit in sd of joiners: normal around the channel's fit, shifted and scaled to mean 0 and variance 1 over all."""
    share = np.array([kind.share for kind in company.channels.values()])
    fit = np.array([kind.fit for kind in company.channels.values()])
    mean = share @ fit
    spread = np.sqrt(1 + share @ (fit - mean) ** 2)
    own = np.append(fit, mean)[channel] - mean + streams.normal("fit")  # friends are an average lot
    return (own / spread).astype(np.float32)


def draw_lag(mean, uniform):
    """Whole months, geometric from 0 with that mean."""
    if not mean:
        return np.zeros(len(uniform), np.int32)
    return np.floor(np.log1p(-uniform) / np.log(mean / (1 + mean))).astype(np.int32)


def own_tier(spending):
    """2 for the top tenth, 1 for the next four tenths, 0 for the rest."""
    if not len(spending):
        return np.zeros(0, np.int8)
    middle, top = np.quantile(spending, [0.5, 0.9])
    return np.add(spending > middle, spending > top, dtype=np.int8)
