"""The end of a notebook: three sentences and a formula to take away, and the way to the notebooks before and after."""

import html
from collections.abc import Callable

from widgets.lessons import find
from widgets.state.course import Notebook, course, neighbours

# Dollars in a page are money: these classes keep Jupyter from setting them as formulas.
FRAME = '<div class="vd-panel vd-part tex2jax_ignore mathjax_ignore">{}</div>'


class TakeAway:
    """The recap of a notebook, and links to its neighbours, which follow from the files beside it.

    Shown as text and no widget, so that it stays in a saved notebook, and that Jupyter follows the links.
    """

    def __init__(self, key: str):
        self.recap, self.books = find("recaps", key), course()
        self.before, self.after = neighbours(key, self.books)

    def page(self, address: Callable[[Notebook], str]) -> str:
        """The whole as HTML; address: what leads to a notebook from there, "" when nothing does."""
        sentences = "".join(f"<li>{html.escape(one)}</li>" for one in self.recap.sentences)
        return FRAME.format(f"<h4>To take away</h4><ol>{sentences}</ol>{formula(self.recap.formula)}"
                            f"{self._links(address)}")

    def _links(self, address):
        ways = [("← ", self.before), ("", self.after)]
        links = [f'<a target="_self" href="{html.escape(address(book))}">'  # the room would open another tab
                 f'{arrow}{html.escape(book.name)}{" →" * (not arrow)}</a>'
                 for arrow, book in ways if book and address(book)]
        return f'<p class="vd-way" role="navigation" aria-label="Notebooks">{" · ".join(links)}</p>' if links else ""

    def __repr__(self) -> str:
        """Where no page can be shown: the sentences alone."""
        return "To take away: " + " ".join(self.recap.sentences)

    def _repr_html_(self) -> str:
        return self.page(lambda book: book.link)


def formula(it) -> str:
    """A Formula as HTML: which cell holds what, the formula to copy, and what the examples give."""
    rows = "".join(f'<tr><th scope="row">{cell}</th><td>{html.escape(label)}</td><td>{example:,.10g}</td></tr>'
                   for cell, (label, example) in it.cells.items())
    heads = "".join(f'<th scope="col">{head}</th>' for head in ("Cell", "What stands in it", "For example"))
    return (f"<p><b>{html.escape(it.says)}</b>, in a spreadsheet:</p>"
            f'<table class="vd-cells"><tr>{heads}</tr>{rows}</table>'
            f'<p><code class="vd-formula" style="user-select: all">{html.escape(it.text)}</code></p>'
            f"<p>The example gives {html.escape(it.form.say(it.gives))}.</p>")
