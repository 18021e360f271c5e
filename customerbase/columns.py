"""What each column of the three tables is: dtype, unit, meaning. The data dictionary is made from this."""

from dataclasses import dataclass

TRUTH = "truth_"  # columns whose name starts so hold what only a simulation can know; no manager's view may read them


@dataclass(frozen=True)
class Column:
    """One known column. `dtype` is a pandas dtype; datetime64 stands for any resolution of it."""

    table: str
    name: str
    dtype: str
    unit: str
    meaning: str
    required: bool = False
    nullable: bool = False


COLUMNS = (
    Column("customers", "customer_id", "str", "", "who it is; unique", required=True),
    Column("customers", "joined", "datetime64", "first of month", "month of joining or first order", required=True),
    Column("customers", "name", "str", "", "full name", nullable=True),
    Column("customers", "firm", "str", "", "firm that is the customer, where firms are; `name` is its contact person",
           nullable=True),
    Column("customers", "email", "str", "", "e-mail address", nullable=True),
    Column("customers", "city", "str", "", "where they live", nullable=True),
    Column("customers", "segment", "category", "", "segment of the market they belong to", nullable=True),
    Column("customers", "channel", "category", "", "how they were won", nullable=True),
    Column("customers", "term", "int8", "months", "months between the dates at which they may leave; 1 is any month"),
    Column("customers", "referred_by", "str", "", "customer_id of who brought them", nullable=True),
    Column("customers", "left_reason", "category", "", "why they left, as far as the company knows", nullable=True),
    Column("customers", "truth_hazard", "float64", "probability a month", "own probability of leaving in a month"),
    Column("customers", "truth_left", "datetime64", "first of month", "month in which they left, if they did",
           nullable=True),
    Column("customers", "truth_reason", "category", "", "why they left, if they did", nullable=True),
    Column("customers", "truth_fit", "float64", "sd", "how well the product suits them, around the average joiner"),
    Column("customers", "truth_felt", "float64", "sd", "how valued they feel, in their last month"),
    Column("customers", "truth_satisfaction", "float64", "sd", "satisfaction with visits, in their last month"),
    Column("customers", "truth_expectation", "float64", "money a month", "value they expect, after their last month"),
    Column("panel", "customer_id", "category", "", "who, as in customers", required=True),
    Column("panel", "month", "datetime64", "first of month", "which month", required=True),
    Column("panel", "member", "int8", "1 or 0", "contract in force in this month; missing without a contract"),
    Column("panel", "active", "int8", "1 or 0", "used or bought something in this month", required=True),
    Column("panel", "revenue", "float32", "money a month", "what the customer paid in this month", required=True),
    Column("panel", "contribution", "float32", "money a month", "revenue less the cost of serving, in this month"),
    Column("panel", "touchpoints", "int8", "count a month", "contacts between customer and company in this month"),
    Column("panel", "visits", "int8", "count a month", "visits: stays, orders or uses in this month"),
    Column("panel", "recommend", "float32", "0 to 10", "answer: how likely to recommend; missing without one",
           nullable=True),
    Column("panel", "satisfaction", "float32", "0 to 10", "answer: how satisfied; missing without one", nullable=True),
    Column("panel", "appreciated", "float32", "0 to 10",
           "answer: does this company appreciate my business; missing without one", nullable=True),
    Column("orders", "customer_id", "str", "", "who ordered, as in customers", required=True),
    Column("orders", "date", "datetime64", "date", "when", required=True),
    Column("orders", "amount", "float64", "money", "what the order came to", required=True),
)  # fmt: skip

KEYS = ("customer_id", "month")  # the panel columns that say which row it is; the others are arrays of the base
ARRAYS = tuple(column.name for column in COLUMNS if column.table == "panel" and column.name not in KEYS)


def spec(table, name):
    """The Column of that table and name; one of unknown meaning for a column that the company added itself.

    An added panel column is float32 and may hold NaN (a survey that not everyone answers); an added customers
    column may have any dtype that a file can restore.
    """
    for column in COLUMNS:
        if (column.table, column.name) == (table, name):
            return column
    return Column(table, name, "float32" if table == "panel" else "", "", "added by the company", nullable=True)


def is_truth(name):
    """Whether a column holds hidden truth."""
    return str(name).startswith(TRUTH)
