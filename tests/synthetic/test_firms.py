"""Firms' names: invented in every locale, many, steady, and none of them from a list of real companies."""

import importlib
import pkgutil

import pandas as pd
import pytest
from faker.config import AVAILABLE_LOCALES
from faker.providers import company

from customerbase.columns import spec
from synthetic.firms import PARTS, draw_firm_parts, fill, firm_names
from synthetic.identity import identities

# Faker has a locale that tells us to use another one; we offer whatever Faker lists.
pytestmark = pytest.mark.filterwarnings("ignore:fr_QC locale is deprecated:UserWarning")



def real_companies():
    """Every company that Faker lists because it exists, in whatever locale."""
    modules = [importlib.import_module(f"faker.providers.company.{found.name}")
               for found in pkgutil.iter_modules(company.__path__)]
    return {str(name) for module in modules for attribute in ("large_companies", "company_names")
            for name in getattr(module.Provider, attribute, ())}


REAL = real_companies()


@pytest.mark.parametrize("locale", sorted(AVAILABLE_LOCALES))
def test_every_locale_names_firms_after_people_and_never_after_a_company_that_exists(locale):
    names = firm_names(300, seed=3, locale=locale)
    patterns, _, pools = draw_firm_parts(3, locale)
    assert all(name == name.strip() and "{{" not in name for name in names)
    people = {name for part, pool in pools.items() if part.startswith(("last_name", "name")) for name in pool}
    assert all(any(person in name for person in people) for name in names)
    assert "Роснефть" in REAL
    assert not REAL & set(names)
    assert not any("large_company" in pattern for pattern in patterns)
    assert len(set(names)) > 100


@pytest.mark.parametrize(("locale", "form"), [
    ("en_US", r".*( (and Sons|Group|Inc|LLC|Ltd|PLC)|-\w+|, .* and .*)"), ("zh_CN", ".*公司"),
    ("ru_RU", r".*[А-яёЁ»]"), ("ar_AA", r"[^A-Za-z]*"), ("fa_IR", r"[^A-Za-z]*"), ("ja_JP", r"[^A-Za-z]*"),
])  # fmt: skip
def test_firms_are_called_as_firms_are_there(locale, form):
    assert pd.Series(firm_names(500, 7, locale)).str.fullmatch(form).all()


def test_a_hundred_thousand_firms_have_many_names():
    assert len(set(firm_names(100_000, 7, "en_US"))) > 40_000


def test_a_firm_is_a_column_more_and_nothing_else_changes():
    people, firms = identities(300), identities(300, firms=True)
    pd.testing.assert_frame_equal(firms.drop(columns="firm"), people)
    assert firms["firm"].notna().all()
    assert firms["firm"].dtype == "str"
    assert spec("customers", "firm").meaning != spec("customers", "a column of one's own").meaning


def test_more_firms_leave_the_first_ones_as_they_were_and_seeds_differ():
    assert (firm_names(2_000, 7, "en_US")[:500] == firm_names(500, 7, "en_US")).all()
    assert (firm_names(500, 7, "en_US") != firm_names(500, 8, "en_US")).mean() > 0.95


def test_each_slot_of_a_pattern_has_a_draw_of_its_own():
    draws = [pd.Series([0.0, 0.6]).to_numpy(), pd.Series([0.9, 0.1]).to_numpy()]
    pools = {"last_name": pd.Series(["A", "B"], dtype=object).to_numpy()}
    assert PARTS.findall("{{last_name}} & {{last_name}}") == ["last_name", "last_name"]
    assert list(fill("{{last_name}} & {{last_name}} Co", pools, draws)) == ["A & B Co", "B & A Co"]
