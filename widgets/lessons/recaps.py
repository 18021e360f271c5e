"""What to take away from each notebook: three sentences, and a formula for a spreadsheet with numbers to try it on."""

from metrics import compound, end_over_start, highest_fee, retention_rate, steady_state
from metrics.samples import hold_out_for_shares
from widgets.lessons.shapes import Formula, Recap
from widgets.panel.forms import CURRENCY, PEOPLE, PERCENT, currency_form, money, people, percent

MONEY = currency_form(CURRENCY)
KEPT = 0.9  # a quarter
OPENING, LOST, WON = 740_000, 37_000, 22_000  # the story's quarter of notebook 08
MORE, LESS = 15, 80  # from 5 to 20, and from 100 to 20
START, END, NEW = 50_000, 51_000, 4_500

PARTS = (
    Recap("00", (
        f"A rate without its period says nothing: {percent(KEPT)} a quarter is {percent(compound(KEPT, 4))} a year.",
        "A range that you are 80 % sure of should hold about eight times in ten.",
        "A dial shows what would follow from a claim; whether the claim is true, evidence decides.",
    ), Formula(
        "What is left when a rate is taken again and again",
        {"B1": ("share kept in one period", KEPT), "B2": ("periods", 4)},
        "=B1^B2", float(compound(KEPT, 4)), PERCENT,
    )),
    Recap("01", (
        "Value is what somebody gets less what they give up, and time and effort are given up as well as money.",
        "Half the portion for half the price is the same as a ratio; what the guest goes home with is half.",
        "That more value keeps customers is a claim: at an effect of zero, generosity only costs.",
    ), Formula(
        "The most that somebody would pay to have a chore taken over",
        {"B1": ("hours that it saves", 5), "B2": ("what an hour is worth to them", 20),
         "B3": ("what being spared the effort is worth", 10)},
        "=B1*B2+B3", float(highest_fee(5, 20, 10)), MONEY,
    )),
    Recap("03", (
        "Leaving is partly chance: even whoever knew everybody’s true risk would name many who stay.",
        "A score is an estimate: ask how many answered, who did not, and whether it moved by more than chance.",
        "Who joins a programme may have been loyal already; a group left out by lot shows what the programme does.",
    ), Formula(
        "Customers that each half of a test needs, to see the difference four times in five",
        {"B1": ("share that stays without the programme", 0.8), "B2": ("share that stays with it, as you hope", 0.83)},
        "=ROUNDUP((1.96*SQRT((B1+B2)*(2-B1-B2)/2)+0.8416*SQRT(B1*(1-B1)+B2*(1-B2)))^2/(B2-B1)^2,0)",
        hold_out_for_shares(0.8, 0.83).treated, PEOPLE,
    )),
    Recap("08", (
        f"A rate hides people: {percent(retention_rate(OPENING, LOST))} kept of {people(OPENING)} means that "
        f"{people(LOST)} are gone.",
        "However large a base is today, it heads for the size at which those won just replace those lost.",
        "A retention rate can rise while nobody becomes more loyal: the fragile leave first, mixes move, denominators "
        "are chosen.",
    ), Formula(
        "Where the base is heading if every period is like this one",
        {"B1": ("customers at the start", OPENING), "B2": ("of them lost in the period", LOST),
         "B3": ("won in the period", WON)},
        "=B3/(B2/B1)", float(steady_state(retention_rate(OPENING, LOST), WON)), PEOPLE,
    )),
    Recap("09", (
        "A flat total hides what ran through it: count the lost, the new, the risen and the fallen, in people and in "
        "money.",
        "Last quarter’s best fall and its worst rise by chance alone; only what goes beyond chance is news.",
        "As many up as down is not even: a hundred who rise from 5 to 20 and a hundred who fall from 100 to 20 leave "
        f"{money(100 * (LESS - MORE))} less.",
    ), Formula(
        "What those who rose and those who fell bring together",
        {"B1": ("customers who rose", 100), "B2": ("what each of them brings more", MORE),
         "B3": ("customers who fell", 100), "B4": ("what each of them brings less", LESS)},
        "=B1*B2-B3*B4", 100.0 * (MORE - LESS), MONEY,
    )),
    Recap("11", (
        "A rate is one number over another; every illusion changes one of the two without a word.",
        f"Closing over opening customers is no retention: {percent(end_over_start(START, START + NEW - END, NEW))} can "
        f"stand over {percent(retention_rate(START, START + NEW - END))} kept.",
        "That an illusion is possible does not show that it is at work; ask for the number that would expose it.",
    ), Formula(
        "Share of the customers at the start who are still there",
        {"B1": ("customers at the start", START), "B2": ("customers at the end", END),
         "B3": ("of those at the end, won since the start", NEW)},
        "=(B2-B3)/B1", float(retention_rate(START, START + NEW - END)), PERCENT,
    )),
)
