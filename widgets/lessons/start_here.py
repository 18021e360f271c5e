"""Notebook 00: how to bet, how to read a headline, what a dial is."""

from widgets.lessons.shapes import Answer, Monday, Question

PARTS = (
    Question(
        "00-range",
        "You are 80 % sure of a range. Over ten bets, how often should the answer lie inside?",
        (
            Answer("Ten times: a good range always holds",
                   "A range that always holds is too wide to tell anybody anything."),
            Answer("About eight times",
                   "That is what 80 % sure means. Most people’s ranges hold far less often.", True),
            Answer("It depends on luck alone", "Luck decides one bet. Over many, the width of your ranges decides."),
        ),
    ),
    Question(
        "00-dial",
        "An assumption in the drawer is graded “asserted”. What may you conclude when its dial changes the picture?",
        (
            Answer("The effect is real: the simulation shows it",
                   "The simulation shows what follows if the claim holds. It was built in, so it proves nothing."),
            Answer("What would follow if the claim were true",
                   "Yes. At zero nothing of it is left; what is true, evidence decides.", True),
            Answer("Nothing at all: invented data are worthless",
                   "They show what follows from what, and whether your measure would notice. That is worth knowing."),
        ),
    ),
    Question(
        "00-compound",
        "Another club keeps 94 % of its members every quarter. How many of today’s members are still there in two "
        "years?",
        (
            Answer("94 %", "That is one quarter. The six per cent leave again every quarter."),
            Answer("About 61 %", "Yes: 0.94 taken eight times over. A rate without its period says nothing.", True),
            Answer("About 50 %: eight times six per cent is 48 %",
                   "Close, but each quarter takes six per cent of those who are left, not of those who began."),
        ),
    ),
    Monday(
        "00",
        "Before the next notebook: which customer number do you look at most, and who can tell you how it is made?",
        "for example: members lost last quarter, counted",
        "above 5 days to find out, we stop reporting it",
    ),
)
