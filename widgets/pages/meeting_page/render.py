"""The meeting page as HTML: inside a notebook, and as a file of its own that needs nothing and prints as it is."""

import base64
from pathlib import Path

from jinja2 import Environment, FileSystemLoader
from markupsafe import Markup

from widgets.panel import style
from widgets.state.page import page as whole

HERE = Path(__file__).parent
TEMPLATES = Environment(loader=FileSystemLoader(HERE / "templates"), autoescape=True, trim_blocks=True,
                        lstrip_blocks=True)
CSS = Markup((HERE / "meeting.css").read_text(encoding="utf-8"))


def inside(page, headline=""):
    """For an HTML widget: the page with its style."""
    return f"<style>{CSS}</style>{_body(page, headline)}"


def file(page, headline=""):
    """A whole HTML file with typeface and style in it: no script, nothing fetched, two sheets of A4 at the most."""
    return whole(f"Customers: {page.later} · {page.company}", _fonts() + CSS, _body(page, headline), "mp-file")


def _body(page, headline):
    return Markup(TEMPLATES.get_template("body.html.j2").render(page=page, headline=headline.strip()))


def _fonts():
    faces = []
    for weight, name in ((400, "Regular"), (600, "SemiBold")):
        data = base64.b64encode((style.FONTS / f"{style.FONT}-{name}.woff2").read_bytes()).decode()
        faces.append(f"@font-face{{font-family:Valued;font-weight:{weight};"
                     f"src:url(data:font/woff2;base64,{data}) format('woff2')}}")
    return Markup("".join(faces))
