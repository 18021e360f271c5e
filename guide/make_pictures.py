"""Draws the README's picture with the kit itself: python guide/make_pictures.py"""

from pathlib import Path

from widgets.explorables.retention_illusion.quarter import Quarter
from widgets.explorables.retention_illusion.quarter_figure import QuarterFigure


def quarter():
    """The flagship at its start values, as PNG bytes."""
    panel = Quarter()
    picture = QuarterFigure(scale=1.5)
    picture.update(panel.compute(panel.inputs))
    return picture.png()


if __name__ == "__main__":
    (Path(__file__).parent / "quarter.png").write_bytes(quarter())
