"""Other newcomers, the same people: the base's joiners get another weight, nobody gets another rate."""

from dataclasses import dataclass

import numpy as np

from customerbase import InputError
from metrics.cohort_flows import CohortFlows, cohort_flows
from metrics.mix import MixShift, rate_and_mix

MOST = 6  # channels that a picture can name


@dataclass(frozen=True)
class MixInputs:
    """after: quarters as in the base; from then on `volume` times as many join, `share` of them through one channel.

    share: a fraction, None for the base's own.
    """

    after: float = 0
    volume: float = 1
    share: float | None = None


@dataclass(frozen=True)
class Joiners:
    """A base's flows by channel. moved: row of the channel whose share is moved; share: its share in the base.

    year: quarters in the first and in the last year that are compared, 4, or half of what there is.
    """

    flows: CohortFlows
    moved: int
    share: float
    year: int

    @property
    def quarters(self):
        return len(self.flows.periods)

    @property
    def length(self):
        """How long the two compared spans are, in words."""
        return "year" if self.year == 4 else f"{self.year} quarters" if self.year > 1 else "quarter"

    @property
    def movable(self):
        """Whether joiners came through this channel and through others, so that a share can be moved."""
        return 0 < self.share < 1


@dataclass(frozen=True)
class MixResult:
    """Channels down, quarters across. nan: nobody there who could have left.

    opening, lost, won: people, weighted; rates (channels, quarters) and total (quarters,): retention; before, after:
    (channels,) retention of the first and of the last year; parts: their totals, rate effect and mix effect; joined:
    (quarters,) new customers; through: (quarters,) those of them through the moved channel; revenue: (quarters,) money.
    untouched: the same for the base as it is, to compare with.
    """

    inputs: MixInputs
    opening: np.ndarray
    lost: np.ndarray
    won: np.ndarray
    rates: np.ndarray
    total: np.ndarray
    before: np.ndarray
    after: np.ndarray
    parts: MixShift | None
    joined: np.ndarray
    through: np.ndarray
    revenue: np.ndarray
    untouched: "MixResult | None" = None


def joiners_of(base):
    """The Joiners of a base with contracts and channels; InputError for others, or too short a one."""
    if "channel" not in getattr(base, "customers", ()) or not base.has_contract:
        raise InputError("MixShift needs a base with contracts whose customers have a channel; "
                         "take one from synthetic.generate.")
    flows = cohort_flows(base, "channel")
    there = flows.joined.sum(axis=1) > 0
    flows = flows._replace(groups=flows.groups[there],
                           **{name: getattr(flows, name)[there] for name in ("joined", "here", "lost", "revenue")})
    if not 1 <= len(flows.groups) <= MOST:
        raise InputError(f"This base has {len(flows.groups)} channels; MixShift draws 1 to {MOST}, so merge some.")
    if len(flows.periods) < 2:
        raise InputError("This base has one whole quarter; MixShift compares two or more, so take more months.")
    new = flows.joined[:, 1:].sum(axis=1)
    rate = _rate(flows.here[:, :, :-1].sum(axis=(1, 2)), flows.lost.sum(axis=(1, 2)))
    mixed = (new > 0) & (new < new.sum()) & ~np.isnan(rate)
    moved = int(np.argmin(np.where(mixed, rate, np.inf)))  # the channel whose customers leave most
    share = float(new[moved] / new.sum()) if new.sum() else 0.0
    return Joiners(flows, moved, share, min(4, len(flows.periods) // 2))


def weights(joiners, inputs):
    """How much each (channel, cohort) counts; 1 where it is as in the base, exactly so at the base's own share."""
    i, out = inputs, np.ones(joiners.flows.joined.shape)
    factor = np.ones(len(out))
    if joiners.movable and i.share is not None:
        factor[:] = (1 - i.share) / (1 - joiners.share)
        factor[joiners.moved] = i.share / joiners.share
    out[:, 1 + round(i.after) :] = (i.volume * factor)[:, None]
    return out


def shift(joiners, inputs):
    """Joiners and MixInputs to MixResult. A share moved for all quarters alike keeps the base's own ups and downs."""
    flows, weight = joiners.flows, weights(joiners, inputs)
    here, lost, revenue = (np.einsum("cj,cjk->ck", weight, counts)
                           for counts in (flows.here, flows.lost, flows.revenue))
    opening, closing = here[:, :-1], here[:, 1:]
    joined = (weight * flows.joined)[:, 1:]
    first, last = slice(0, joiners.year), slice(-joiners.year, None)
    sizes = [opening[:, year].sum(axis=1) for year in (first, last)]
    before, after = (_rate(opening[:, year].sum(axis=1), lost[:, year].sum(axis=1)) for year in (first, last))
    return MixResult(
        inputs=inputs,
        opening=opening,
        lost=lost,
        won=closing - opening + lost,
        rates=_rate(opening, lost),
        total=_rate(opening.sum(axis=0), lost.sum(axis=0)),
        before=before,
        after=after,
        parts=_parts(before, after, *sizes),
        joined=joined.sum(axis=0),
        through=joined[joiners.moved],
        revenue=revenue.sum(axis=0),
    )


def _parts(before, after, size_before, size_after):
    """Rate and mix effect. A channel with customers in one of the years only takes part in the mix alone.

    It has no rate in the other year, so the rate that it has stands for both. None if a year has nobody at all.
    """
    if not size_before.sum() or not size_after.sum():
        return None
    some = (size_before > 0) | (size_after > 0)
    rates = np.where(np.isnan(before), after, before)[some], np.where(np.isnan(after), before, after)[some]
    return rate_and_mix(*(np.clip(rate, 0, 1) for rate in rates), size_before[some], size_after[some])


def _rate(opening, lost):
    return 1 - np.divide(lost, opening, out=np.full(np.shape(opening), np.nan), where=opening > 1e-9)
