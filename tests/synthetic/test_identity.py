"""Names, addresses and cities: enough of them, in every locale, quickly, and nobody's mailbox."""

import runpy
from pathlib import Path

import pytest
from faker.config import AVAILABLE_LOCALES

from customerbase import InputError
from synthetic.identity import ascii_letters, draw_pools, identities

BENCHMARK = Path(__file__).parents[1] / "benchmark" / "identity.py"
ADDRESS = r"[a-z]+\.[a-z]+\.\d+@example\.(com|net|org)"

# Faker has a locale that tells us to use another one; we offer whatever Faker lists.
pytestmark = pytest.mark.filterwarnings("ignore:fr_QC locale is deprecated:UserWarning")


@pytest.mark.parametrize("locale", sorted(AVAILABLE_LOCALES))
def test_every_locale_gives_names_cities_and_unique_ascii_addresses(locale):
    people = identities(60, seed=3, locale=locale)
    assert people.notna().all(axis=None)
    assert (people["name"].str.strip() == people["name"]).all()
    assert (people["name"].str.len() >= 2).all()
    assert (people["city"].str.len() >= 1).all()
    assert people["email"].str.fullmatch(ADDRESS).all()
    assert people["email"].is_unique
    assert people["name"].nunique() > 40
    assert (people.dtypes == "str").all()


# The short lists: 400 possible pairs in Nigeria's and Vietnam's, 2,500 in Japan's.
@pytest.mark.parametrize("locale", ["en_US", "de_DE", "ja_JP", "ko_KR", "vi_VN", "ig_NG", "gu_IN", "lt_LT", "en_TH"])
def test_a_hundred_thousand_customers_have_at_least_five_thousand_names(locale):
    assert identities(100_000, seed=7, locale=locale)["name"].nunique() >= 5_000


def test_en_us_has_far_more_names_and_keeps_common_ones_common():
    names = identities(100_000, seed=7)["name"]
    assert names.nunique() >= 30_000
    last = names.str.rsplit(" ", n=1).str[1].value_counts(normalize=True)
    assert last.loc["Smith"] > 3 / len(last)  # Faker weights it as the most common name in the country


def test_names_of_women_and_men_are_equally_many_and_keep_their_own_last_names():
    names = identities(20_000, seed=7, locale="cs_CZ")["name"]
    share = names.str.endswith("ová").mean()
    assert 0.3 < share < 0.5  # half are women, and most Czech women's last names end so
    pools = draw_pools(7, "cs_CZ")
    women, men = ({f"{a} {b}" for a in set(first) for b in set(last)}
                  for first, last in zip(pools.first, pools.last, strict=True))
    assert set(names) <= women | men


@pytest.mark.parametrize(("locale", "order"), [
    ("en_US", "{first} {last}"), ("hu_HU", "{last} {first}"), ("ja_JP", "{last} {first}"), ("zh_CN", "{last}{first}"),
    ("ko_KR", "{last}{first}"), ("es_ES", "{first} {last}"), ("vi_VN", "{first} {last}"),
])  # fmt: skip
def test_the_family_name_stands_where_the_locale_puts_it(locale, order):
    pools = draw_pools(7, locale)
    possible = {order.format(first=a, last=b) for first, last in zip(pools.first, pools.last, strict=True)
                for a in set(first) for b in set(last)}  # fmt: skip
    assert set(identities(200, seed=7, locale=locale)["name"]) <= possible


def test_customer_ids_are_unique_text_of_one_width():
    ids = identities(12_345)["customer_id"]
    assert ids.iloc[[0, 8, 9, 16, 999, 12_344]].tolist() == [
        "C0000001", "C0000009", "C0000010", "C0000017", "C0001000", "C0012345"]  # fmt: skip
    assert ids.is_unique
    assert (ids.str.len() == 8).all()


def test_more_customers_leave_the_first_ones_as_they_were():
    assert identities(500).equals(identities(2_000).head(500))


def test_another_seed_gives_other_people():
    assert (identities(500, seed=7)["name"] != identities(500, seed=8)["name"]).mean() > 0.95


def test_what_faker_lacks_is_said():
    assert draw_pools(7, "en_US").notes == draw_pools(7, "en_AU").notes == draw_pools(7, "de_DE").notes == ()
    assert "no names for the locale sq_AL" in draw_pools(7, "sq_AL").notes[0]
    assert "no places for the locale tr_TR" in draw_pools(7, "tr_TR").notes[0]
    assert identities(200, locale="ar_AA")["city"].str.isascii().all()  # not half Arabic, half English


@pytest.mark.parametrize(("name", "letters"), [
    ("Łukasz", "lukasz"), ("María Del Carmen", "mariadelcarmen"), ("O'Brien", "obrien"), ("裕樹", "yushu"),
    ("!", "guest"),
])  # fmt: skip
def test_addresses_are_spelled_in_plain_letters(name, letters):
    assert ascii_letters(name) == letters


@pytest.mark.parametrize("locale", ["xx_XX", "", "en-US", None, 7, ["en_US"]])
def test_an_unknown_locale_is_refused_with_all_that_are_allowed(locale):
    with pytest.raises(InputError, match=r"^locale must be one that Faker has, not .*en_US.*\.$") as caught:
        identities(10, locale=locale)
    assert all(known in str(caught.value) for known in AVAILABLE_LOCALES)


def test_at_least_forty_times_the_speed_of_a_faker_loop():
    """A ratio within one run: the quickest of three rounds each, ours with pools still to be filled."""
    bench = runpy.run_path(str(BENCHMARK))
    bench["loop_seconds"](10)
    rounds = [(bench["loop_seconds"](1_000) / 1_000, bench["pool_seconds"](100_000)[0] / 100_000) for _ in range(3)]
    loop, ours = (min(column) for column in zip(*rounds, strict=True))
    assert loop / ours >= 40
