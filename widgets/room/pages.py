"""The pages that are ours: the front page, and what a notebook page shows for a cell that failed."""

import logging
import re

from jupyter_server.base.handlers import JupyterHandler
from tornado import web
from voila.tornado.handler import TornadoVoilaHandler

from widgets.room import catalogue

LOST = "This part did not load. Reload the page."
COLOURS = re.compile(r"\x1b\[[\d;]*m")
log = logging.getLogger("widgets.room")


class OwnTemplates:
    """Pages from our own templates, those for errors included."""

    def get_template(self, name):
        return self.settings["voila_jinja2_env"].get_template(f"{name}.j2")


class FrontPage(OwnTemplates, JupyterHandler):
    """Lists the notebooks; reads them anew each time, so that an edit shows after a reload."""

    def initialize(self, folder):
        self.folder = folder

    @web.authenticated
    def get(self):
        self.finish(self.render_template("front.html", cards=catalogue.cards(self.folder)))


class NotebookPage(OwnTemplates, TornadoVoilaHandler):
    """Voila's page, with the cookie that its farewell needs: without it, a kernel outlives the page it was for."""

    async def get(self, path=None):
        _ = self.xsrf_token  # asking for the token sets the cookie
        await super().get(path)


class NoPage(OwnTemplates, JupyterHandler):
    """Every other address."""

    def get(self):
        raise web.HTTPError(404)


def title(notebook, name):
    """The page title of a notebook; `name` is its file name without the ending."""
    return catalogue.describe(notebook, f"{name}.ipynb").title


def sentence(output):
    """One sentence for a cell's error output. An InputError is written for people; anything else goes to the log."""
    if output.ename == "InputError":
        return output.evalue
    log.error("A cell failed:\n%s", COLOURS.sub("", "\n".join(output.traceback)))
    return LOST
