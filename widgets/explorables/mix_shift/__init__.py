"""Mix shift: every channel keeps its customers as well as ever or better, and the total falls."""

import itertools
from dataclasses import replace

import numpy as np

from widgets.explorables.mix_shift import words
from widgets.explorables.mix_shift.figure import MixShiftFigure
from widgets.explorables.mix_shift.model import MixInputs, joiners_of, shift
from widgets.panel.controls import Dial, Source
from widgets.panel.explorable import Explorable
from widgets.panel.forms import PERCENT, Form
from widgets.panel.tries import Try

SHARE = Source("arithmetic", "starts at the share of joiners counted in this base. Moving it weights the joiners by "
                             "channel; every one of them stays or leaves as in the base, which is made up. The split "
                             "into rate and mix effect is Kitagawa’s (1955), exact")
AFTER = Source("arithmetic", "from which quarter on joiners are weighted")
VOLUME = Source("arithmetic", "1 is as many as joined in this base; all channels alike")


class MixShift(Explorable):
    """On a base with contracts and channels: another share of newcomers through the channel that loses most."""

    name = "Mix shift: every channel holds, the total falls"
    Inputs = MixInputs

    def prepare(self):
        self.joiners = j = joiners_of(self.base)
        self.channels = [str(name) for name in j.flows.groups]
        self.through = self.channels[j.moved]
        self.untouched = shift(j, MixInputs())
        share = Dial("share", f"New through {self.through}", 0, 1, 0.01, j.share, PERCENT, SHARE)
        self.dials = (
            *([share] if j.movable else []),
            Dial("after", "Change begins after", 0, j.quarters - 1, 1, 0, Form("quarters"), AFTER),
            Dial("volume", "New, against the base", 0.5, 2, 0.05, 1, Form("times", decimals=2), VOLUME),
        )
        lowest, largest = self._reach()
        self.Picture = lambda: MixShiftFigure(self.channels, j.flows.periods, lowest, largest, j.year, j.length)
        self.presets = {"Twice as many join": {"volume": 2}}
        if j.movable:
            self.presets = {f"{self.through} boom": self._boom(), f"Nobody through {self.through}": {"share": 0},
                            **self.presets}

            self.tries = (
                Try("falls", "Let every channel hold and the total fall",
                    f"Can every channel hold or improve while the total falls? Move *New through {self.through}*.",
                    ("share",), lambda i, r: (r.after >= r.before).all() and r.parts.after < r.parts.before,
                    "No channel keeps fewer than before, and all of them together do."),
            )

    def _reach(self):
        """The lowest rate and the largest effect of any setting, so that no axis ever has to move."""
        shares = (0, None, 1) if self.joiners.movable else (None,)
        corners = itertools.product(range(self.joiners.quarters), (0.5, 1, 2), shares)
        results = [shift(self.joiners, MixInputs(*corner)) for corner in corners]
        rates = np.concatenate([np.append(r.rates, r.total) for r in results])
        effects = [(p.rate_effect, p.mix_effect, p.after - p.before) for p in (r.parts for r in results) if p]
        return float(np.nanmin(rates, initial=1)), float(np.abs(effects).max(initial=0))

    def _boom(self):
        """Of a few booms the one that shows the illusion best: no channel falls, and the total falls most."""
        booms = [{"share": share, "volume": volume} for share in (0.6, 0.7, 0.8, 0.9) for volume in (1, 1.5, 2)]
        results = [self.compute(MixInputs(**boom)) for boom in booms]
        falls = [words.effects(r)[0] if r.parts and np.nanmin(words.changes(r), initial=0) >= 0 else 0
                 for r in results]
        return booms[int(np.argmin(falls))] if min(falls) < 0 else booms[-1]

    def compute(self, inputs):
        return replace(shift(self.joiners, inputs), untouched=self.untouched)

    def words(self, result):
        return words.say(result, self.channels, self.joiners, self.currency)

    def table(self, result):
        return words.table(result, self.channels, self.joiners, self.currency)
