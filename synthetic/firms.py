"""What firms are called, in any Faker locale: put together from invented names, never from a list of real companies.

Faker's own company() would do for one firm. For some locales it draws from lists of large companies that exist, or from
words that existing ones use; those patterns are left out here. What remains are family names with what a country
writes before, between and after them, so whichever firm carries a real one's name does so by chance.
"""

import re
from functools import lru_cache

import numpy as np
from faker import Faker
from faker.providers.company import Provider as CompanyProvider

from synthetic.streams import stream

DRAWS = 400  # from Faker, for each part of a pattern
PARTS = re.compile(r"{{(\w+)}}")
NAMES = re.compile(r"{{(?:last_name|name)\w*}}")
MOST_NAMES = 3  # one Armenian pattern runs two firms together
WITHOUT_WORDS = {"{{last_name}}-{{last_name}}": 1.0,  # for locales whose words for companies Faker does not have
                 "{{last_name}}-{{last_name}}-{{last_name}}": 1.0}
WITHOUT_NAMES = {"zh_CN": "{{last_name}}{{last_name}}{{company_suffix}}",  # Faker: the beginnings of real firms' names
                 "zh_TW": "{{last_name}}{{last_name}}{{company_suffix}}",
                 "ko_KR": "{{company_suffix}} {{last_name}}{{last_name}}"}  # fmt: skip


def firm_names(customers, seed, locale):
    """One firm's name a customer, as an object array of text. Each part of a name draws from a stream of its own."""
    patterns, weights, pools = draw_firm_parts(seed, locale)
    upper = np.cumsum(weights) / np.sum(weights)
    chosen = np.searchsorted(upper[:-1], stream(seed, "firm's pattern").random(customers), side="right")
    slots = max(len(PARTS.findall(pattern)) for pattern in patterns)
    uniform = [stream(seed, "firm's part", slot).random(customers) for slot in range(slots)]
    names = np.empty(customers, dtype=object)
    for place, pattern in enumerate(patterns):
        who = np.flatnonzero(chosen == place)
        names[who] = fill(pattern, pools, [draws[who] for draws in uniform])
    return names


def fill(pattern, pools, uniform):
    """The pattern's text with a draw from a pool in each of its slots; uniform: one array a slot, equally long."""
    text = np.full(len(uniform[0]), "", dtype=object)
    for position, piece in enumerate(PARTS.split(pattern)):  # text, part, text, part, ..., text
        if position % 2:
            pool = pools[piece]
            text = text + pool[(uniform[position // 2] * len(pool)).astype(np.int64)]
        else:
            text = text + piece
    return text


@lru_cache(maxsize=16)
def draw_firm_parts(seed, locale):
    """The patterns of one locale, their weights, and a pool of draws for every part that occurs in them."""
    fake = Faker(locale)
    fake.seed_instance(f"{seed} {locale} firms")
    patterns = firm_patterns(fake)
    parts = sorted({part for pattern in patterns for part in PARTS.findall(pattern)})
    pools = {part: np.array([getattr(fake, part)() for _ in range(DRAWS)], dtype=object) for part in parts}
    return tuple(patterns), tuple(patterns.values()), pools


def firm_patterns(fake):
    """Pattern -> weight: those of a locale's patterns that are built on one to three people's names."""
    company = fake.provider("faker.providers.company")
    language, names = company.__lang__, fake.provider("faker.providers.person").__lang__
    if company.formats is CompanyProvider.formats and not names.startswith("en"):
        return WITHOUT_WORDS  # no "and Sons" after a name in Arabic letters
    if language in WITHOUT_NAMES:
        return {WITHOUT_NAMES[language]: 1.0}
    weights = company.formats if isinstance(company.formats, dict) else dict.fromkeys(company.formats, 1.0)
    return {pattern: weight for pattern, weight in weights.items()
            if 1 <= len(NAMES.findall(pattern)) <= MOST_NAMES} or WITHOUT_WORDS
