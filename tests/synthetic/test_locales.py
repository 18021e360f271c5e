"""Other scripts from end to end: a base of firms made, written, read back equal, and shown without becoming markup."""

import unicodedata
from html.parser import HTMLParser

import numpy as np
import pandas as pd
import pytest

import synthetic
from customerbase import CustomerBase
from widgets.pages.people import PeoplePage

SCRIPTS = {"ja_JP": "CJK|HIRAGANA|KATAKANA", "zh_CN": "CJK", "ru_RU": "CYRILLIC", "el_GR": "GREEK", "ar_AA": "ARABIC",
           "he_IL": "HEBREW", "hi_IN": "DEVANAGARI", "th_TH": "THAI", "de_DE": "LATIN"}  # fmt: skip


class Reader(HTMLParser):
    """What a browser would show: the text of every cell, and the tags that made it."""

    def __init__(self, page):
        super().__init__()
        self.cells, self.tags = [], set()
        self.feed(page)

    def handle_starttag(self, tag, attributes):
        self.tags.add(tag)
        self.cells.append("")

    def handle_data(self, text):
        if self.cells:
            self.cells[-1] += text


@pytest.mark.parametrize("locale", SCRIPTS)
def test_a_base_in_another_script_comes_back_equal_and_is_shown_as_text(locale, tmp_path):
    base = synthetic.generate("software", 120, 6, seed=5, locale=locale)
    assert base.customers[["name", "firm", "email", "city"]].notna().all(axis=None)
    assert base.customers["customer_id"].is_unique
    assert base.customers["email"].str.fullmatch(r"[a-z.]+\.\d+@example\.(com|net|org)").all()
    base.write(tmp_path)
    back = CustomerBase.read(tmp_path)
    for table in ("customers", "panel", "orders"):
        pd.testing.assert_frame_equal(getattr(base, table), getattr(back, table), check_exact=True)
    for key, array in base.arrays.items():
        np.testing.assert_array_equal(array, back.arrays[key], strict=True)
    reader = Reader(PeoplePage(back).table.value)
    assert reader.tags == {"div", "table", "tr", "th", "td"}
    assert len(set(reader.cells) & set(back.customers["name"])) == PeoplePage.page_size


@pytest.mark.parametrize("locale", SCRIPTS)
def test_names_are_in_the_script_of_their_locale(locale):
    base = synthetic.generate("software", 60, 2, seed=5, locale=locale)
    for column in ("name", "firm"):
        letters = "".join(base.customers[column])
        named = pd.Series([unicodedata.name(letter) for letter in letters if letter.isalpha()])
        assert named.str.match(SCRIPTS[locale]).mean() > 0.9, column


def test_names_that_look_like_markup_are_shown_as_text(tmp_path):
    base = synthetic.generate("software", 8, 2)
    hostile = "<script>alert('1')</script> & \"Söhne\""
    base.customers["name"] = pd.Series([hostile] * 8, dtype="str")
    base.write(tmp_path)
    page = PeoplePage(CustomerBase.read(tmp_path)).table.value
    assert "<script" not in page
    assert hostile in Reader(page).cells
