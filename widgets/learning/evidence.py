"""What speaks for a claim of a source and what against it, beside the picture; shut until the bets it answers are made.
"""

import ipywidgets as ipw

from widgets.lessons import find
from widgets.panel import glossary
from widgets.panel.bet import COMMITTED
from widgets.panel.markup import emphasised
from widgets.panel.sheet import sheet

SHUT = "What speaks for this, and what against it, opens once the bet is committed."


def written(claim) -> str:
    """A Claim as HTML; *words* between stars are emphasised."""
    sides = (("For", claim.speaks_for), ("Against", claim.against))
    body = "".join(f"<p><b>{name}.</b> {emphasised(side)}</p>" for name, side in sides)
    return f'<blockquote class="vd-evidence">{body}</blockquote>{glossary.fold(body)}'


class Evidence(ipw.VBox):
    """A Claim by its key. In Lab, in the room and in a class's copy it opens and shuts with its bets."""

    def __init__(self, key):
        self.claim = find("claims", key)
        self.body = ipw.HTML()
        super().__init__([sheet(), self.body])
        self.add_class("vd-panel")
        COMMITTED.observe(self._show, "keys")
        self._show()

    def _show(self, _=None):
        shut = set(self.claim.after) - COMMITTED.keys
        self.body.value = f'<p class="vd-quiet">{SHUT}</p>' if shut else written(self.claim)
