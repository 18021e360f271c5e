"""Every exercise can be solved from its prompt alone: here by reading the prompt and doing the sums once more.

Nothing of the case is used, and no function of the kit but its reader of the answer.
"""

import json
import re
from collections import Counter
from pathlib import Path

import pytest

from metrics.samples import hold_out_for_shares
from widgets.lessons import LESSON
from widgets.panel.forms import Form

SEEDS = range(300)
ROOT = Path(__file__).parents[2]


def number(text):
    return float(text.translate({ord("−"): "-", ord(","): "", ord("$"): "", ord("+"): ""}))


def read(prompt, *patterns):
    """The numbers that the groups of some patterns catch, in order; # stands for a number."""
    found = []
    for pattern in patterns:
        places = re.findall(pattern.replace("#", r"([-−+]?\$?\d[\d,]*(?:\.\d+)?)"), prompt)
        assert len(places) == 1, (pattern, prompt)
        found += map(number, places[0] if isinstance(places[0], tuple) else places)
    return found


def visa_agent(prompt):
    hours, spared, cost = read(prompt, "over # hours", "would pay # to be spared", r"costs the agent #\. ")
    worths = [number(text) for text in re.search(r"an hour is worth (.*) to them", prompt)[1].split(", ")]
    most = sorted(hours * worth + spared for worth in worths)
    brings = {fee: sum(1 for other in most if other >= fee) * (fee - cost) for fee in most}
    best = max(brings, key=brings.get)
    return {"first": most[0], "everybody": brings[most[0]], "fee": best, "contribution": brings[best]}


def hold_out(prompt):
    stay, cost, worth, hoped = read(prompt, "programme # % of them stay", "would cost # a member",
                                    "brings # of contribution", "hope for # points")
    joined, loyal, other, offered, not_offered = read(
        prompt, r"and # % took part\.", r"“# % of those who took part stayed, of the others # %\.”",
        "who were offered it # % stayed", r"drawn by lot, # %\.")
    p, q = stay / 100, (stay + hoped) / 100
    whole = joined / 100 * (loyal - other)
    return {"held_out": 7.85 * (p - p * p + q - q * q) / (q - p) ** 2, "break_even": cost / worth,
            "slide": (loyal - other) / 100, "effect": (offered - not_offered) / 100,
            "cause": "what the programme did" if offered - not_offered > whole / 2 else "who chose to take part"}


def losing_quarter(prompt):
    opening, lost, won = read(prompt, "opens with # customers", "# of them leave", "and # new ones come")
    leaver, joiner = read(prompt, "leaver was worth # a year", r"newcomer is worth #\.")
    refused = re.search("auditors refuse “(.*?)”", prompt)[1]
    end = opening + won - lost
    rates = {"kept of the opening customers": (opening - lost) / opening, "end over start": end / opening,
             "over the average base": 1 - 2 * lost / (opening + end),
             "over everyone served": (opening + won - lost) / (opening + won)}
    del rates[refused]
    first, second = sorted(rates, key=rates.get)[:-3:-1]
    assert rates[first] - rates[second] > 0.0015, "a slide with the second best must not count as the best"
    return {"denominator": first, "rate": rates[first], "net_people": won - lost,
            "net_value": won * joiner - lost * leaver}


def page_headline(prompt):
    new, brought, lost, took, more, less, fell, chance, half = read(
        prompt, "# new ones came and pay # a month", "# left, who had paid #\\.", "some pay # a month more",
        "some # less", "# fell to a lower", "by chance alone #, ", "within # either way")
    return {"net_people": new - lost, "net_value": brought + more - took - less, "excess": fell - chance,
            "news": "Yes, it is news" if not -half <= fell - chance <= half else "No: chance alone explains it"}


def board_slide(prompt):
    opening, lost, won = read(prompt, "opened with # customers", "that # of these left", "that # new ones came")
    slide = re.search("says: “(.*?)”", prompt)[1]
    if slide.startswith("Customer retention"):
        assert abs(read(slide, "retention # %")[0] / 100 - (opening - lost + won) / opening) < 0.005
        illusion = "Refill: newcomers counted as people kept"
    elif slide.startswith("Retention is up"):
        shops, shops_before, online, online_before = read(slide, "shops # %, a quarter ago # %",
                                                          "online # %, a quarter ago # %")
        share_before, total_before, share_now = read(prompt, "before, # % of the customers were online and # % of all",
                                                 "this quarter # % are online")
        assert shops > shops_before
        assert online > online_before
        for share, one, two, total in ((share_now, shops, online, 100 * (opening - lost) / opening),
                                       (share_before, shops_before, online_before, total_before)):
            assert abs(one + share / 100 * (two - one) - total) < 0.15, "the parts must add up to the whole"
        assert (opening - lost) / opening < total_before / 100
        illusion = "Mix shift: each segment up, the total down"
    elif slide.startswith("Our customers"):
        now, before, left = read(prompt, "now buy # times a quarter; it was #\\.", "who left had bought # times")
        assert abs((before * opening - left * lost) / (opening - lost) - now) < 0.006
        illusion = "The surviving base: who is left buys more often"
    else:
        assert "Before there was a programme" in prompt
        illusion = "Selection: members were loyal already"
    kept = (opening - lost) / opening
    return {"illusion": illusion, "kept": kept, "year": kept * kept * kept * kept, "net": won - lost}


BY_HAND = {"visa-agent": visa_agent, "hold-out": hold_out, "losing-quarter": losing_quarter,
           "page-headline": page_headline, "board-slide": board_slide}


@pytest.mark.parametrize("key", sorted(LESSON.tasks))
def test_each_case_is_solved_from_its_prompt_alone(key):
    task, seen = LESSON.tasks[key], {}
    for seed in SEEDS:
        case = task.case(seed)
        solved = BY_HAND[key](task.prompt(case))
        wrong = [part for part in task.check(solved, case) if part.ok is False]
        assert not wrong, (seed, wrong, task.right(case), solved)
        for part, value in solved.items():
            seen.setdefault(part, Counter())[value] += 1
    for part, values in seen.items():
        most = max(values.values())
        assert most <= len(SEEDS) * 0.7, f"{part} is {values.most_common(1)} nearly always: it can be guessed"


@pytest.mark.parametrize("key", sorted(LESSON.tasks))
def test_the_worked_solution_holds_every_right_number(key):
    """Step by step, with the numbers of the case: each right answer stands in one of the steps, as it is written."""
    task = LESSON.tasks[key]
    for seed in SEEDS[:100]:
        case = task.case(seed)
        steps, right = task.steps(case), task.right(case)
        assert len(steps) >= 4
        for field in task.fields:
            if isinstance(field.form, Form):
                value = right[field.key]
                ways = {field.form.write(value), field.form.three(value), field.form.write(abs(value))}
                assert any(way in step for way in ways for step in steps), (field.key, value, steps)
            elif field.key in ("denominator", "illusion"):
                assert any(right[field.key].split(":")[0].lower() in step.lower() for step in steps)


def test_what_the_prompt_of_the_hold_out_gives_is_the_kits_own_formula():
    task = LESSON.tasks["hold-out"]
    for seed in SEEDS:
        case = task.case(seed)
        exact = hold_out_for_shares(case["stay"], case["stay"] + case["gain"]).held_out
        assert task.right(case)["held_out"] == pytest.approx(exact, rel=0.01)


EQUATION = re.compile(r"([\d.,]+) × ([\d.,]+)(?: ÷ ([\d.,]+))? = ([\d.,]*\d)")


def equations(text):
    """(left side, right side, last digit's size) of every product that a text writes out."""
    for one, two, three, result in EQUATION.findall(text):
        left = number(one) * number(two) / (number(three) if three else 1)
        yield left, number(result), 10.0 ** -len(result.partition(".")[2])


def test_the_worked_example_of_03_is_right_and_comes_before_the_exercise():
    book = json.loads((ROOT / "notebooks" / "03_satisfied_or_valued.ipynb").read_text(encoding="utf-8"))
    cells = ["".join(cell["source"]) for cell in book["cells"]]
    at = next(k for k, cell in enumerate(cells) if cell.startswith("## Exercise"))
    found = list(equations(cells[at]))
    assert len(found) == 4
    for left, right, digit in found:
        assert left == pytest.approx(right, abs=digit / 2)
    assert found[-1][1] == pytest.approx(hold_out_for_shares(0.80, 0.85).held_out, rel=0.01)
    assert "7.85" in LESSON.tasks["hold-out"].prompt(LESSON.tasks["hold-out"].case(0))
    assert all(word in cells[at] for word in ("by lot", "80 of 100", "power"))
    assert next(k for k, cell in enumerate(cells) if 'Exercise("hold-out")' in cell) == at + 1


def test_every_product_that_a_solution_writes_out_is_right():
    checked = 0
    for task in LESSON.tasks.values():
        for seed in SEEDS[:100]:
            for left, right, digit in equations(task.solution(task.case(seed))):
                assert left == pytest.approx(right, abs=digit / 2 * 1.001)
                checked += 1
    assert checked >= 300
