"""Who may come in, and how every refusal looks: a plain page, and at most one line in the terminal."""

import logging
from urllib.parse import unquote

from jupyter_server.base.handlers import JupyterHandler
from tornado import web
from tornado.routing import Matcher

OWN = ("same-origin", "none")  # what a browser says of a page of ours, and of an address that somebody typed
log = logging.getLogger("widgets.room")


def foreign(request) -> bool:
    """Whether another site asks. A link that leads to the front page is none: that page only lists the notebooks."""
    asked = request.headers
    site = asked.get("Sec-Fetch-Site", "none")
    if request.path == "/" and request.method == "GET" and asked.get("Sec-Fetch-Mode") == "navigate":
        return site not in OWN and asked.get("Sec-Fetch-Dest") != "document"
    if site not in OWN:
        return True
    origin = asked.get("Origin") or asked.get("Sec-Websocket-Origin")
    return origin is not None and origin.partition("://")[2].lower() != asked.get("Host", "").lower()


def readable(request) -> bool:
    """Whether an address can be an address at all: text without a null byte."""
    try:
        return "\0" not in unquote(request.path, errors="strict")
    except UnicodeDecodeError:
        return False


class Foreign(Matcher):
    """Requests that another site made, and addresses that are none: they meet no other handler."""

    def match(self, request):
        return {} if foreign(request) or not readable(request) else None


class Plain:
    """How every handler of the room fails. Mixed into each of them, Voila's and Jupyter's too."""

    def write_error(self, status_code, **_):
        self.set_header("Content-Type", "text/html; charset=UTF-8")
        self.finish(self.page("error", status_code=status_code))

    def page(self, name, **words):
        """One of our own templates, filled."""
        return self.settings["voila_jinja2_env"].get_template(f"{name}.html.j2").render(base_url="/", **words)

    def log_exception(self, kind, error, trace):
        if not isinstance(error, web.HTTPError):
            log.error("%s %s failed: %s: %s", self.request.method, self.request.path[:200], kind.__name__, error)


class NoPage(Plain, JupyterHandler):
    """Every other address."""

    SUPPORTED_METHODS = JupyterHandler.SUPPORTED_METHODS

    async def prepare(self):
        raise web.HTTPError(404)


class Refused(Plain, web.RequestHandler):
    """What another site asked for, and what is no address."""

    def prepare(self):
        self.set_status(403 if readable(self.request) else 404)
        self.finish(self.page("error", status_code=self.get_status(), foreign=True))
