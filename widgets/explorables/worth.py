"""The one line that says how a worth was reckoned: wherever a base's worth is stated, this stands beside it."""

from widgets.panel.forms import percent


def convention(kept: float, discount: float, length: str) -> str:
    """What `equity.two_views` takes for granted, in plain words. kept: share a period; discount: share a year;
    length: what a period is called, such as "quarter".
    """
    return (f"Worth counts the margin at the start of each {length}, assumes that {percent(kept)} stay every {length} "
            f"for ever, and discounts at {percent(discount)} a year.")
