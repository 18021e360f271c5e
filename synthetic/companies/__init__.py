"""The story companies: one file each, levels only. What is not sourced there is invented for teaching."""

from synthetic.companies.gym import GYM
from synthetic.companies.hotel import HOTEL
from synthetic.companies.levels import REASONS, Channel, Company, Moment, Segment
from synthetic.companies.shop import SHOP
from synthetic.companies.software import SOFTWARE
from synthetic.companies.telecom import TELECOM

__all__ = ["COMPANIES", "GYM", "HOTEL", "REASONS", "SHOP", "SOFTWARE", "TELECOM",
           "Channel", "Company", "Moment", "Segment", "companies"]  # fmt: skip

COMPANIES = {"hotel": HOTEL, "gym": GYM, "shop": SHOP, "software": SOFTWARE, "telecom": TELECOM}


def companies():
    """The keys that generate(company=...) knows, as a list of text."""
    return list(COMPANIES)
