"""The five texts that the kit takes apart: who says what. Every drawer, table and page takes their names from here."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Text:
    """key: one word for it. author: "" where the text names none, and then `kind` says what it is. year: "" if it has
    no date. short: what it is called in a table. argues: its claim in one sentence of ours."""

    key: str
    title: str
    author: str
    year: str
    kind: str
    short: str
    argues: str

    def __str__(self) -> str:
        """As a person sees it named: title, and author or kind."""
        return f"{self.title} ({' '.join(filter(None, (self.author or self.kind, self.year)))})"


ESSAY = Text("essay", "Rethink Value for Long-term Customer Success", "", "", "an essay", "Rethink Value",
             "value is what goes beyond what was paid for or expected; short horizons destroy it")
SURVEYS = Text("surveys", "Customer Valued?", "Surveys & Forecasts", "", "", "Customer Valued?",
               "feeling valued keeps customers; satisfaction and recommend scores hardly show it")
JAGOTA = Text("jagota", "Deep Dive into Customer Value!", "Deepali Jagota", "", "", "Jagota",
              "value is benefits less costs, in more than money, and differs from customer to customer")
LEFTON = Text("lefton", "Entering the Age of the Customer", "Irene Lefton", "2018", "", "Lefton 2018",
              "serving and keeping customers is underfunded; win those who fit, and stay close to them")
ASSET = Text("asset", "Moving customers from “cost center” to “asset”", "", "",
             "on Jeanne Bliss’s five competencies", "Moving customers",
             "report who came, left and moved, in people and in value; a retention rate hides it")

TEXTS = {text.key: text for text in (ESSAY, SURVEYS, JAGOTA, LEFTON, ASSET)}
