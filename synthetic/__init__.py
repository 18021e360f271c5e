"""Makes customer bases: Faker for who people are, numpy for what they do, from one seed.

generate() and what_if() make whole bases; draws(), simulate() and follow() what a slider needs, without tables. The
assumptions behind both are in Assumptions, what can happen to a company in synthetic.events.
"""

from synthetic.assumptions import Assumptions
from synthetic.companies import companies
from synthetic.draws import draws
from synthetic.follow import follow
from synthetic.generate import generate, what_if
from synthetic.offer import Offer, components
from synthetic.simulate import simulate

__all__ = ["Assumptions", "Offer", "companies", "components", "draws", "follow", "generate", "simulate", "what_if"]
