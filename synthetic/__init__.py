"""Makes customer bases: Faker for who people are, numpy for what they do, from one seed."""

from synthetic.companies import companies
from synthetic.generate import generate

__all__ = ["companies", "generate"]
