"""Who the customers are: names, e-mail addresses and cities, in any Faker locale.

Faker makes one row at a time, slowly. Here it fills small pools once, and numpy combines them for everybody. The pools
keep Faker's repeats, so a name that is common in a country is common among its customers too. First and last names are
drawn apart: whoever carries a real person's full name does so by chance. All e-mail addresses lie in domains that are
reserved for examples, where nobody can have a mailbox.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import pandas as pd
from faker import Faker
from faker.config import AVAILABLE_LOCALES
from faker.decode import unidecode

from customerbase import InputError
from customerbase.errors import brief
from synthetic.firms import firm_names
from synthetic.streams import stream

NAMES = 400  # draws a pool of first or of last names, for women and for men each
CITIES = 200
FEW_PAIRS = 10_000  # below this, women's and men's pairs counted apart, too few full names would differ
ID_FRONTS = np.array(["C" + "0" * (7 - digits) for digits in range(1, 8)], dtype=object)
DOMAINS = np.array(["@example.com", "@example.net", "@example.org"], dtype=object)


@dataclass(frozen=True)
class Pools:
    """What Faker offers in one locale. first, last: object arrays of shape (2, n), women's names then men's."""

    first: np.ndarray
    last: np.ndarray
    cities: np.ndarray
    family_first: bool  # is the family name written before the given name?
    between: str  # what stands between the two names, "" in Chinese and Korean
    notes: tuple[str, ...]  # a sentence for whatever Faker lacks


def identities(customers, seed=7, locale="en_US", firms=False):
    """DataFrame of `customer_id`, `name`, `email`, `city` (all str), one row a customer: C0000001 upwards.

    firms: are the customers firms? Then a column `firm` holds each one's name, and `name` is their contact person.
    Each column draws from streams of its own. Raises InputError for a locale that Faker does not have.
    """
    pools = draw_pools(seed, check_locale(locale))
    first, last = draw_names(pools, customers, seed)
    number = np.arange(1, customers + 1)
    digits = np.array(list(map(str, range(1, customers + 1))), dtype=object)
    columns = {
        "customer_id": ID_FRONTS[np.searchsorted(10 ** np.arange(1, 7), number, side="right")] + digits,
        "name": full_names(pools, first, last),
        **({"firm": firm_names(customers, seed, locale)} if firms else {}),
        "email": emails(pools, first, last, digits, seed),
        "city": pools.cities[pick(stream(seed, "city"), customers, len(pools.cities))],
    }
    return pd.DataFrame(columns, dtype="str")


def check_locale(locale):
    """The locale itself, if Faker has it; InputError naming all of them otherwise."""
    if not isinstance(locale, str) or locale not in AVAILABLE_LOCALES:
        allowed = ", ".join(sorted(AVAILABLE_LOCALES))
        raise InputError(f"locale must be one that Faker has, not {brief(locale)}: one of {allowed}.")
    return locale


@lru_cache(maxsize=16)
def draw_pools(seed, locale):
    """The Pools of one seed and locale. Faker offers each name by a method, whichever lists lie behind it."""
    fake = Faker(locale)
    fake.seed_instance(f"{seed} {locale}")
    person, address = fake.provider("faker.providers.person"), fake.provider("faker.providers.address")
    if isinstance(getattr(address, "cities", None), list):
        address.cities = sorted(address.cities)  # Italy's come out of a set, in another order in every process
    first = draw(fake.first_name_female, NAMES), draw(fake.first_name_male, NAMES)
    last = draw(fake.last_name_female, NAMES), draw(fake.last_name_male, NAMES)
    between = family_first(person.formats)
    if pairs(first, last) < FEW_PAIRS:
        first = tuple(longer_names(pool, stream(seed, "longer names", i), between) for i, pool in enumerate(first))
    notes = []
    if person.__lang__ == "en_US" and not locale.startswith("en"):
        notes.append(f"Faker has no names for the locale {locale}: the names are those of en_US.")
    if address.__lang__ == "en_US" and person.__lang__ != "en_US":
        # Faker would put first names of this locale and English endings together, in two scripts if need be.
        notes.append(f"Faker has no places for the locale {locale}: the cities are those of en_US.")
        fake = Faker("en_US")
        fake.seed_instance(f"{seed} {locale} cities")
    cities = draw(fake.city, CITIES)
    return Pools(np.array(first), np.array(last), cities, between is not None, " " if between is None else between,
                 tuple(notes))


def draw(method, size):
    """size draws from a Faker method, as an object array of text."""
    return np.array([method() for _ in range(size)], dtype=object)


def family_first(formats):
    """What stands between family and given name if most of a locale's formats have the family name first, or None."""
    found = [re.search(r"{{last_name\w*}}(\s*){{first_name", pattern) for pattern in formats]
    between = [match.group(1) for match in found if match]
    return between[0] if len(between) > len(found) / 2 else None


def pairs(first, last):
    """How many different full names the pools can make."""
    return sum(len(set(given)) * len(set(family)) for given, family in zip(first, last, strict=True))


def longer_names(pool, rng, between):
    """First names for a locale whose lists are short: two given names instead of one.

    Where the family name comes first and given names have two characters (Japanese, Korean), a new name has the first
    character of one and the second of another, which is how many names there are made.
    """
    pool = np.tile(pool, 5)
    second = rng.permutation(pool)
    if between is None:
        return np.array([a if a == b else f"{a} {b}" for a, b in zip(pool, second, strict=True)], dtype=object)
    joined = [a[0] + b[1] if len(a) == len(b) == 2 else a for a, b in zip(pool, second, strict=True)]
    return np.array(joined, dtype=object)


def draw_names(pools, customers, seed):
    """Places in the flattened pools of first and last names, one of each a customer; half are women's names."""
    man = pick(stream(seed, "woman or man"), customers, 2)
    first = pick(stream(seed, "first name"), customers, pools.first.shape[1])
    last = pick(stream(seed, "last name"), customers, pools.last.shape[1])
    return first + man * pools.first.shape[1], last + man * pools.last.shape[1]


def pick(rng, customers, size):
    """One place in 0..size-1 a customer, each equally likely."""
    return (rng.random(customers) * size).astype(np.int64)


def full_names(pools, first, last):
    """The two names in the order of the locale. Pools are short, so whatever can be joined is joined there."""
    if pools.family_first:
        return (pools.last.ravel() + pools.between)[last] + pools.first.ravel()[first]
    return (pools.first.ravel() + pools.between)[first] + pools.last.ravel()[last]


def emails(pools, first, last, digits, seed):
    """first.last.number@example.com: plain ASCII, and unique by the customer's number."""
    given, family = (np.array([ascii_letters(name) + "." for name in pool.ravel()], dtype=object)
                     for pool in (pools.first, pools.last))
    domain = DOMAINS[pick(stream(seed, "mail domain"), len(digits), len(DOMAINS))]
    return given[first] + family[last] + (digits + domain)


def ascii_letters(name):
    """A name in the letters a to z, however it is written; "guest" if nothing is left of it."""
    return re.sub("[^a-z]", "", unidecode(name).lower()) or "guest"
