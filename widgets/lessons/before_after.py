"""Five ideas, asked three times: before, after in new clothes, and a week later in one strange case (a library).

Nothing here gives an answer away before it is due. Numbers in the right options are computed again by a test.
"""

from dataclasses import dataclass

from widgets.lessons.shapes import Answer, Question


@dataclass(frozen=True)
class Idea:
    """One idea and its three questions. notebook: the number of the one that teaches it."""

    key: str
    name: str
    notebook: str
    before: Question
    after: Question
    week: Question


CASE = ("A town library asks for your advice. Everything it reports is true; the question is what follows from it.")

RATE = Idea(
    "rate", "A rate hides people", "08",
    Question(
        "rate-before",
        "A firm kept 92 % of its customers last year and 94 % this year. What happened to the number of people who "
        "left?",
        (
            Answer("It fell by a quarter: six in a hundred instead of eight",
                   "The two rates are of two bases. A quarter fewer left only if the base stayed as it was."),
            Answer("It fell; by how much depends on the size of the firm",
                   "Size decides the direction too: a base that grew by more than a third lost more people at 94 %."),
            Answer("It may have risen", "Yes: six per cent of a base a third larger are as many people as eight per "
                   "cent were.", True),
            Answer("It fell, if both rates were computed in the same way",
                   "The same formula on another base is another number of people."),
        ),
    ),
    Question(
        "rate-after",
        "A hospital’s complaints fell from three to two in a hundred patients. Those who answer complaints say that "
        "they have more of them on their desks than ever. What do you make of it?",
        (
            Answer("They remember the bad cases; the figures are clear",
                   "The figures are a share. What lies on a desk is a count."),
            Answer("They may be right: there may be more than half as many patients again",
                   "Yes: two in a hundred of half as many again are as many complaints as before.", True),
            Answer("They can be right only if each complaint now takes longer",
                   "The count itself can rise while its share falls."),
            Answer("One of the two must have counted wrongly", "Share and count can go opposite ways, both correct."),
        ),
    ),
    Question(
        "rate-week",
        "“We renewed 90 % of our readers’ cards this year, 88 % the year before.” The desk says that more readers "
        "left this year. Who is right?",
        (
            Answer("Both can be", "Yes: with over a fifth more cards up for renewal, ten in a hundred are more people "
                   "than twelve were.", True),
            Answer("The director: a higher rate means fewer leavers",
                   "Fewer in a hundred. How many people that is, the number of readers decides."),
            Answer("The desk counts those who left; the rate must be wrong", "Nothing is wrong with the rate but what "
                   "is missing beside it."),
            Answer("It depends on how many joined this year and left again",
                   "That can add to it; it is not needed. A larger base is enough."),
        ),
    ),
)

STOCK = Idea(
    "stock", "Stock and flow", "08",
    Question(
        "stock-before",
        "A newspaper has 200,000 subscribers. Every quarter 6 % of them leave and 9,000 new ones come; the new ones "
        "can leave from the next quarter on. Where is it in four years if nothing changes?",
        (
            Answer("Above 200,000: 9,000 more come every quarter",
                   "That adds what flows in and leaves out what flows away: 12,000 in the first quarter."),
            Answer("About 152,000: it loses 3,000 net a quarter",
                   "The loss is a share of those there: as they grow fewer, fewer leave, and the fall slows down."),
            Answer("About 169,000, heading for 150,000",
                   "Yes: it settles where 6 % of the stock is 9,000.", True),
            Answer("Under 100,000: 6 % a quarter is most of them in four years",
                   "Most of the old ones go. New ones come meanwhile."),
        ),
    ),
    Question(
        "stock-after",
        "A consultancy has 1,000 people. Every year 20 % of them leave and it hires 160. It keeps both as they are. "
        "What happens to its size?",
        (
            Answer("It shrinks by 40 a year until somebody stops it",
                   "Forty in the first year. Then fewer are there to leave, and the gap closes."),
            Answer("It levels off at 800", "Yes: there, 20 % of the stock is the 160 that come.", True),
            Answer("It dips and comes back to 1,000 when the new ones have settled",
                   "Nothing brings it back: at 1,000 more leave than come."),
            Answer("It falls below 200: nearly all of today’s people will have gone",
                   "Today’s people, yes. Their places are partly filled every year."),
        ),
    ),
    Question(
        "stock-week",
        "The library has 10,000 readers. Every month 300 join and 5 % of all readers drop out. The director plans for "
        "“slow but steady growth”. What do you tell her?",
        (
            Answer("Growth is likely: 300 a month is 3,600 a year",
                   "500 leave in the first month alone."),
            Answer("It will stay near 10,000: joining and leaving balance in the long run",
                   "They do balance, but at another number of readers."),
            Answer("It falls, ever more slowly, towards 6,000", "Yes: 5 % of 6,000 are the 300 who join.", True),
            Answer("It falls by 200 a month, so in about four years nobody is left",
                   "The loss is a share: it shrinks with those who are there."),
        ),
    ),
)

SORTING = Idea(
    "sorting", "Sorting: the fragile leave first", "08",
    Question(
        "sorting-before",
        "Of those who joined an app in January 55 % stayed through the first month; of these 75 % through the second, "
        "and of these 85 % through the third. What did their attachment to the app do?",
        (
            Answer("It grew with use", "It may have. The curve would rise just as much if nobody had changed."),
            Answer("It grew fast at first and then more slowly",
                   "That reads each month’s rate as the same people’s. Each month other people are in it."),
            Answer("It grew in most of them, though some were loyal from the start",
                   "Some loyal from the start and some not is enough to draw the whole curve."),
            Answer("That cannot be told from these figures",
                   "Yes: those who would leave do so early; the rate of the rest rises with nobody changing.", True),
        ),
    ),
    Question(
        "sorting-after",
        "In a firm 30 % of the staff resign in their first year, 15 % in their second, 6 % in their fifth. “Each year "
        "here makes people more committed.” Which finding would support that?",
        (
            Answer("The same falling figures in every department",
                   "Every department can be sorting: the restless leave first everywhere."),
            Answer("In the staff survey, those with the most years are the most committed",
                   "That compares those who stayed with all who are new: survivors with everybody."),
            Answer("The same people, asked every year, and the leavers’ answers kept, wish to leave less and less",
                   "Yes: only the same people over time, or groups made by lot, can show that anybody changed.", True),
            Answer("The falling figures again in next year’s hires",
                   "Sorting repeats itself just as reliably."),
        ),
    ),
    Question(
        "sorting-week",
        "Of readers in their first year 60 % renew, in their fifth 92 %. The director wants to give away four years’ "
        "cards: “Once they are in the fifth year, they stay.” What do you expect?",
        (
            Answer("Fewer than 92 % of them will renew, perhaps far fewer",
                   "Yes: the 92 % are of those who were left over; carrying everybody there undoes the sorting.", True),
            Answer("She is right: the fifth year is when they stay",
                   "The fifth year is full of those who wanted to stay. Free cards bring the others there too."),
            Answer("More than 92 %: they have had four free years to grow fond of it",
                   "They may grow fond of it; these figures give no sign that anybody ever did."),
            Answer("92 %, minus those who only like what is free", "That still takes 92 % for what a fifth year does "
                   "to people."),
        ),
    ),
)

REGRESSION = Idea(
    "regression", "Regression to the mean", "09",
    Question(
        "regression-before",
        "A shop’s revenue rose a little on last quarter. The customers who were last quarter’s top tenth spent 40 % "
        "less. What is the likeliest main reason?",
        (
            Answer("The best customers are going to a competitor",
                   "They would have to go in one quarter, unseen in the revenue. Chance explains most of such a fall."),
            Answer("They were chosen for one high quarter, and most had a good deal of luck in it",
                   "Yes: run time backwards, and this quarter’s top tenth spent far less in the last one.", True),
            Answer("They had stocked up and need less for a while",
                   "Some did. But the same fall shows up backwards in time, where nobody can have stocked up."),
            Answer("The shop neglects its best customers in favour of new ones",
                   "Perhaps it does. This figure looks the same in a shop that does not."),
        ),
    ),
    Question(
        "regression-after",
        "The twenty salespeople with the worst month were sent on a course; sixteen did better the month after. The "
        "twenty with the best month were praised; fifteen did worse. What follows?",
        (
            Answer("The course works, and praise makes people careless",
                   "Both would have moved that way with neither: they were chosen for an extreme month."),
            Answer("The course works; about praise one cannot say",
                   "The same chance lifts the worst that lowers the best."),
            Answer("Neither: after an extreme month most people move back towards their own average",
                   "Yes: send a half chosen by lot, and compare the halves.", True),
            Answer("With twenty people one cannot say anything; with two hundred it would be proof",
                   "More people make the movement more certain, not its reason."),
        ),
    ),
    Question(
        "regression-week",
        "The fifty reading groups with the lowest attendance in March were given a coach. In April attendance was up "
        "in 41 of them. The director wants coaches for all. What do you say?",
        (
            Answer("41 of 50 is no accident: do it",
                   "That it rose is no accident; low months are followed by higher ones, coach or none."),
            Answer("For weak groups yes; strong ones need no coach",
                   "A strong group would fall next month, and a coach would be blamed. Both are chance at work."),
            Answer("First see whether all groups rose in April",
                   "A good question, but the lowest rise even in a month in which the whole stands still."),
            Answer("First coach a half of the low groups, chosen by lot",
                   "Yes: only the difference between the halves is the coach.", True),
        ),
    ),
)

BASE_RATE = Idea(
    "base-rate", "The base rate", "03",
    Question(
        "base-rate-before",
        "4 % of subscribers leave in a month. A warning marks 90 % of those who will leave, and 10 % of those who will "
        "stay. How many of those it marks will leave?",
        (
            Answer("About 90 %", "That is how many leavers are marked, not how many of the marked leave."),
            Answer("About 80 %: 90 less 10", "The ten per cent are of a group twenty-four times as large."),
            Answer("About half", "A guess between the two; the stayers are so many that a tenth of them weighs more."),
            Answer("About 27 %", "Yes: of 1,000, 36 leavers and 96 stayers are marked.", True),
        ),
    ),
    Question(
        "base-rate-after",
        "One card payment in 200 is a fraud. A check stops 95 % of the frauds and 2 % of the honest payments. Of a "
        "hundred payments that it stops, how many are frauds?",
        (
            Answer("About 95", "Of the frauds, 95 % are stopped. Of the stopped, most are honest: there are so many "
                   "more honest payments."),
            Answer("About 93", "Taking one rate from the other leaves out how rare fraud is."),
            Answer("About 19", "Yes: of 20,000 payments, 95 frauds and 398 honest ones are stopped.", True),
            Answer("Fewer than one, as frauds are half a per cent",
                   "That is before the check. Being stopped raises the chance about fortyfold."),
        ),
    ),
    Question(
        "base-rate-week",
        "Two books in a hundred are never brought back. A program marks 75 % of those loans in advance, and 8 % of the "
        "others. The desk asks a deposit on each marked loan. How many of these readers would have kept the book?",
        (
            Answer("About 16 %", "Yes: of 1,000 loans, 15 lost ones and 78 others are marked. Most deposits are taken "
                   "from honest readers.", True),
            Answer("About 75 %", "That is the share of the lost books that were marked."),
            Answer("About 67 %: 75 less 8", "The eight per cent are of a group forty-nine times as large."),
            Answer("About 92 %: only 8 % are marked wrongly",
                   "8 % of the honest loans are marked; that is not 8 % of the marked ones."),
        ),
    ),
)

IDEAS = (RATE, STOCK, SORTING, REGRESSION, BASE_RATE)
