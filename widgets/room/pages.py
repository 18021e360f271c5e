"""The pages that are ours: the front page with what is set for all, and a notebook's page."""

import asyncio
import contextlib
from dataclasses import asdict

from jupyter_server.base.handlers import JupyterHandler
from tornado import web
from tornado.ioloop import IOLoop
from tornado.iostream import StreamClosedError
from voila.tornado.handler import TornadoVoilaHandler

from customerbase import InputError
from widgets.panel import firm
from widgets.panel.typed_numbers import Refused
from widgets.room import pictures, pool, seats
from widgets.room.door import Plain
from widgets.state import catalogue, session

PATIENCE = 60  # seconds that a card waits for its picture
NOTHING = '<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>'


class FrontPage(Plain, JupyterHandler):
    """Lists the notebooks; reads them anew each time, so that an edit shows after a reload."""

    def initialize(self, folder):
        self.folder = folder

    @web.authenticated
    def get(self):
        self.show()

    @web.authenticated
    async def post(self):
        """Set the currency and the firm's numbers for all pages, or say in one sentence why not."""
        typed = {key: self.get_body_argument(key, "") for key in ("currency", *firm.LABELS, "period")}
        try:
            changed = set_for_all(typed)
        except InputError as error:
            self.set_status(400)
            self.show(typed, problem=str(error), refused=getattr(error, "keys", ()))
            return
        if changed:
            await pool.refresh(self.kernel_manager)
        self.redirect("/#set")

    def show(self, typed=None, problem="", refused=()):
        symbol = session.currency()
        own = firm.kept()
        numbers = {}
        if own:
            numbers = {key: form.in_full(getattr(own, key)) for key, (_, form) in firm.boxes(symbol).items()}
            numbers["period"] = own.period
        typed = typed or {"currency": symbol, **numbers}
        boxes = [(key, label, typed.get(key, "")) for key, label in firm.LABELS.items()]
        self.finish(self.page(
            "front", cards=catalogue.cards(self.folder), boxes=boxes, periods=firm.PERIODS, problem=problem,
            currency=typed["currency"], period=typed.get("period") or firm.Firm().period, xsrf=self.xsrf_token,
            firm_set=bool(own), refused=refused))


def set_for_all(typed):
    """Keep the currency and the firm that were typed; six empty boxes mean no firm. True if the currency is another."""
    symbol = typed["currency"].strip()
    if not session.usable(symbol):
        raise Refused(f"Currency: type a symbol of up to {session.LONGEST} letters, for example $, € or CHF.",
                      ["currency"])
    before = session.currency()
    filled = any(typed[key].strip() for key in firm.LABELS)
    own = asdict(firm.read(typed, symbol)) if filled else None
    session.keep(currency=symbol, firm=own)
    return symbol != before


class Picture(Plain, JupyterHandler):
    """The picture on a notebook's card; an empty answer where there is none."""

    def initialize(self, folder, kept):
        self.folder, self.kept = folder, kept

    @web.authenticated
    async def get(self, path):
        if path not in catalogue.find(self.folder):
            raise web.HTTPError(404)
        drawn = b""
        with contextlib.suppress(OSError):  # the notebook cannot be read, or the pictures' folder: a card needs none
            file = self.kept / pictures.name(self.folder / path)
            for _ in range(PATIENCE * 5):
                if file.exists():
                    break
                await asyncio.sleep(0.2)
            drawn = file.read_bytes()
        self.set_header("Content-Type", "image/png" if drawn else "image/svg+xml")
        self.finish(drawn or NOTHING)


class NotebookPage(Plain, TornadoVoilaHandler):
    """Voila's page, with the cookie that its farewell needs: without it, a kernel outlives the page it was for."""

    def prepare(self):
        self.noting, self.left = seats.Noting(self.settings["kernel_manager"]), False
        return super().prepare()

    def on_connection_close(self):
        """The page was closed while it was being made: nobody needs the rest of it."""
        self.left = True
        if self.noting.kernel_id:
            IOLoop.current().add_callback(self.settings["room_seats"].end, self.noting.kernel_id)

    @property
    def kernel_manager(self):
        return self.noting

    async def get(self, path=None):
        notebooks = catalogue.find(self.settings["room_folder"])
        if path not in notebooks:
            raise web.HTTPError(404)
        _ = self.xsrf_token  # asking for the token sets the cookie
        await pool.bury(self.noting.manager, path)
        if not await self.settings["room_seats"].take():
            self.set_status(503)
            self.finish(self.page("full", most=seats.MOST))
            return
        try:
            await super().get(path)
        except StreamClosedError:
            self.left = True
        finally:
            self.settings["room_seats"].give(self.noting.kernel_id)
        if self.left:
            await self.settings["room_seats"].end(self.noting.kernel_id)
        if not self.settings["room_seats"].opening:  # while others wait for their page, no kernel is warmed for nobody
            await pool.expect(self.noting.manager, notebooks, path)
