"""felt value -> referrals -> new customers.

Telling others adds up: every month by rate x exp(b f - b^2 / 2), as long as somebody uses what they pay for. Each
possible friend comes along when that sum passes their own threshold, so friends come as a Poisson process, at most
FRIENDS of one customer. A friend joins in the following month and then runs through the same chain with draws of their
own (simulate.py); friends bring no friends.
"""

import numpy as np

from synthetic.draws import FRIENDS


def refer(c, month, draws):
    """Who brings a friend: month.brought = numbers of the friends who join next month, in draws.friends."""
    a, rate = c.a, c.a.referral_rate
    month.brought = np.zeros(0, np.intp)
    if not rate or draws.streams.family:
        return
    before = c.liking.copy()
    if a.felt_to_referral:
        rate = rate * np.exp(a.felt_to_referral * c.felt - a.felt_to_referral**2 / 2)
    c.liking += rate * month.using
    brought = [FRIENDS * np.flatnonzero((before <= needed) & (needed < c.liking)) + friend
               for friend, needed in enumerate(draws.referring)]
    month.brought = np.sort(np.concatenate(brought))
