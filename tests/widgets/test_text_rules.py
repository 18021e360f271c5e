"""What no person should see is seen, and clean text is let through in silence."""

import pytest
import text_rules


@pytest.mark.parametrize(("text", "rule"), [
    ("22,000 won: seed 004; it names no base", "a sign for a source"),
    ("003: a call keeps some", "a sign for a source"),
    ("As the seed says", "a sign for a source"), ("by='left_reason'", "code"), ("movement.by_chance(base)", "code"),
    ("the column truth_hazard", "code"), ("rows[0]", "code"), ("366239.7833", "more digits than anybody reads"),
    ("a factor of 0.9430218847", "more digits than anybody reads"), ("1 quarters", "one of several"),
    ("After 1 months", "one of several"), ("of 1 customers", "one of several"), ("it fell by −3 %", "by minus so many"),
    ("a change of −0.0 points", "less than nothing"), ("said (missing)", "a missing thing"),
    ("None", "a missing thing"),
])
def test_each_rule_sees_what_it_is_for(text, rule):
    assert rule in [name for name, _ in text_rules.trouble(text)]


@pytest.mark.parametrize("text", [
    "22,000 won and 37,000 lost: Moving customers (which names no author)", "notebook 00 and 01, 10,000 or $7,004,001",
    "<p data-key='left_reason'>Their own reasons</p>", "your file’s column “held_out”", "run `python -m widgets.room`",
    "1 quarter, 21 quarters, 0.1 points, Q1 months", "1 of 3 customers; 1 is enough",
    "602,108 people, 1,234.56, 0.000529, 0.1275",
    "96.3 %", "−0.5 %, −10", "by 3 %, and −3 % more", "None of it is", "a seeded lawn is no matter", "(1 − hazard)³",
    "customers_2025Q4.html"])
def test_clean_text_is_let_through(text):
    assert text_rules.trouble(text) == []


@pytest.mark.parametrize(("headline", "clauses"), [
    ("Of 3,237 members 46.7 % are gone.", 1), ("The slide says 95.0 %; 740,000 customers become 602,000.", 2),
    ("22,000 came; the difference is $1.5M. The slide says 95.0 %: 602,108 in 3 years.", 4),
    ("A rate of 0.5 at 9:30 is one clause.", 1)])
def test_the_clauses_of_a_headline_are_counted(headline, clauses):
    assert text_rules.clauses(headline) == clauses
