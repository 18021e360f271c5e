"""The cards of the gallery's chooser; a picture is drawn when its card comes near the screen."""

from pathlib import Path

import anywidget
import traitlets as t

HERE = Path(__file__).parent


class Cards(anywidget.AnyWidget):
    """One card an illusion. `chosen` is the number of the chosen one, 0 for none.

    cards: dicts of number, name, line; shown: numbers that the filter lets through; seen: numbers looked at already.
    draw(number) -> PNG bytes is called once for each card that comes near the screen.
    """

    _esm = (HERE / "cards.js").read_text(encoding="utf-8")
    _css = (HERE / "cards.css").read_text(encoding="utf-8")

    cards = t.List().tag(sync=True)
    shown = t.List().tag(sync=True)
    seen = t.List().tag(sync=True)
    chosen = t.Int(0).tag(sync=True)

    def __init__(self, draw, **traits):
        super().__init__(**traits)
        self._draw = draw
        self.on_msg(self._asked)

    @t.validate("chosen")
    def _known(self, proposal):
        numbers = {card["number"] for card in self.cards}
        return proposal["value"] if proposal["value"] in numbers else 0

    def _asked(self, _, content, __):
        number = content.get("draw") if isinstance(content, dict) else None
        if isinstance(number, int) and number in {card["number"] for card in self.cards}:
            self.send({"drawn": number}, [self._draw(number)])
