"""The one look of the kit: colours with one meaning each, one typeface, and what matplotlib is told about both.

A colour means the same thing in every notebook; each has at least 3:1 contrast on white, text at least 4.5:1.
"""

import base64
import re
from pathlib import Path

from markupsafe import Markup
from matplotlib import font_manager
from matplotlib.colors import to_rgb

STAY = "#0072B2"  # kept, staying
LOST = "#D55E00"  # lost
NEW = "#009E73"  # new, won
MOVED = "#CC79A7"  # moved between tiers; a guess, which is also somebody's move
BET = "#9B4A78"  # the words beside a guess: MOVED, dark enough for text
BASE = "#767676"  # the untouched base, before
INK = "#1F2933"  # text
QUIET = "#5F6B76"  # secondary text
RULE = "#D9DEE3"  # horizontal rules
PAPER = "#FFFFFF"
MARKS = {"stay": STAY, "lost": LOST, "new": NEW, "moved": MOVED, "base": BASE}

SHEET = Path(__file__).with_name("sheet.css")
FONTS = Path(__file__).parent / "fonts"
for _file in sorted(FONTS.glob("*.ttf")):
    font_manager.fontManager.addfont(_file)

FONT, BOLD = "Inter", "Inter SemiBold"

RC = {
    "font.family": [FONT, "DejaVu Sans"],
    "font.size": 11,
    "text.color": INK,
    "axes.edgecolor": RULE,
    "axes.labelcolor": QUIET,
    "axes.spines.left": False,
    "axes.spines.right": False,
    "axes.spines.top": False,
    "axes.spines.bottom": True,
    "axes.grid": True,
    "axes.grid.axis": "y",
    "axes.axisbelow": True,
    "axes.linewidth": 1.0,
    "grid.color": RULE,
    "grid.linewidth": 1.0,
    "xtick.color": RULE,
    "xtick.labelcolor": QUIET,
    "ytick.color": RULE,
    "ytick.labelcolor": QUIET,
    "xtick.major.size": 4,
    "ytick.major.size": 0,
    "lines.linewidth": 3,
    "lines.solid_capstyle": "round",
    "figure.facecolor": PAPER,
    "axes.facecolor": PAPER,
}


def blend(colour, share, onto=PAPER):
    """Mix `share` (0 to 1) of a colour onto another; returns an (r, g, b) triple of floats from 0 to 1."""
    return tuple(share * a + (1 - share) * b for a, b in zip(to_rgb(colour), to_rgb(onto), strict=True))


def contrast(colour, onto=PAPER):
    """WCAG 2 contrast ratio of two colours, from 1 to 21."""

    def luminance(c):
        linear = [v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4 for v in to_rgb(c)]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    bright, dark = sorted((luminance(colour), luminance(onto)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


def stylesheet(*files: Path) -> Markup:
    """Stylesheets of ours as one, with the typeface inside: a page may fetch nothing."""
    css = "\n".join(file.read_text(encoding="utf-8") for file in files)

    def inside(found):
        font = base64.b64encode((FONTS / found[1]).read_bytes()).decode()
        return f'url("data:font/woff2;base64,{font}")'

    return Markup(re.sub(r'url\("fonts/([\w-]+\.woff2)"\)', inside, css))
