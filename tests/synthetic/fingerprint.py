"""Print one hash a synthetic table, for comparing processes: python fingerprint.py"""

import hashlib
import sys
import warnings

from synthetic import companies, generate, identity


def digest(table):
    return hashlib.sha256(table.to_csv().encode()).hexdigest()[:16]


def main():
    for company in companies():
        base = generate(company, customers=2_000, months=18, seed=11, locale="it_IT")
        print(company, *(digest(table) for table in (base.customers, base.panel, base.orders)))
    identity.NAMES = identity.CITIES = 40  # smaller pools, for speed
    identity.draw_pools.cache_clear()
    for locale in sorted(identity.AVAILABLE_LOCALES):
        print(locale, digest(identity.identities(100, seed=11, locale=locale)))
    print("hash of a text in this process", hash("a text"), file=sys.stderr)


if __name__ == "__main__":
    warnings.simplefilter("ignore")  # Faker's, about a locale it wants to rename
    main()
