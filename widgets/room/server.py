"""Voila, set up for a room: our pages only, this machine only, a warm kernel behind every notebook.

Voila already ignores every message from a page but the widgets' own, so nothing that a visitor types is run as code.
"""

import logging
import os
import re
import subprocess
import sys
import threading
import webbrowser
from pathlib import Path

from jupyter_server.services.kernels.handlers import KernelHandler
from jupyter_server.services.kernels.kernelmanager import AsyncMappingKernelManager
from tornado.ioloop import IOLoop, PeriodicCallback
from tornado.web import HTTPError, StaticFileHandler
from traitlets.config import Config
from voila.app import Voila
from voila.static_file_handler import TemplateStaticFileHandler
from voila.tornado.handler import TornadoVoilaHandler
from voila.tornado.kernel_websocket_handler import VoilaKernelWebsocketHandler

from widgets.panel import style
from widgets.room import making, pool, seats
from widgets.room.door import Foreign, NoPage, Plain, Refused
from widgets.room.pages import FrontPage, NotebookPage, Picture
from widgets.room.sockets import PING, KernelSocket
from widgets.state import catalogue, eventlog

HERE = Path(__file__).parent
UPLOAD = 40 * 2**20  # bytes: room for an orders file of the size that widgets.panel.own_orders states, and its envelope
PICTURES = eventlog.path().parent / "pictures"
ADDRESS = "127.0.0.1"  # never the network: whoever can reach the port can move the sliders
UNUSED = ("/voila/tree", "/voila/api/contents", "/voila/files", "/voila/query", "/login", "/logout")
# Only what a notebook of ours needs; other extensions that happen to be installed would slow every page.
EXTENSIONS = ["@jupyter-widgets/jupyterlab-manager", "@voila-dashboards/widgets-manager8", "anywidget"]


class OneKernel(KernelHandler):
    """A page may ask after its kernel; ending or restarting one is left to the server."""

    SUPPORTED_METHODS = ("GET", "HEAD")

    async def get(self, kernel_id):
        self.settings["room_seats"].asked(kernel_id)
        await super().get(kernel_id)


class TemplateFile(TemplateStaticFileHandler):
    """A file of Voila's template, of those that it has."""

    def parse_url_path(self, path):
        if not re.fullmatch(r"[^/]+/static/.+", path):
            raise HTTPError(404)
        return super().parse_url_path(path)


def plain(handler):
    """A handler that fails as ours do."""
    return handler if issubclass(handler, Plain) else type(handler.__name__, (Plain, handler), {})


class QuietKernels(AsyncMappingKernelManager):
    """Kernels that keep their start-up remarks out of the facilitator's terminal."""

    async def start_kernel(self, **kwargs):
        return await super().start_kernel(extra_arguments=["--log-level=ERROR"], **kwargs)


class Room(Voila):
    """The server of the room view. `room(folder, port, browse)` makes one; `.start()` runs it until it is stopped."""

    browse = False

    def setup_template_dirs(self):
        super().setup_template_dirs()
        self.template_paths.insert(0, str(HERE / "templates" / "valued"))

    def init_handlers(self):
        handlers = [h for h in super().init_handlers() if h[0] != self.server_url and not h[0].startswith(UNUSED)]
        ours = {KernelHandler: OneKernel, TornadoVoilaHandler: NotebookPage, VoilaKernelWebsocketHandler: KernelSocket,
                TemplateStaticFileHandler: TemplateFile}
        return [
            (Foreign(), Refused),
            (r"/", FrontPage, {"folder": self.root_dir}),
            (r"/room/picture/(.*)", Picture, {"folder": Path(self.root_dir), "kept": PICTURES}),
            (r"/room/(sheet\.css)", plain(StaticFileHandler), {"path": str(HERE.parent / "panel")}),
            (r"/room/fonts/(.*\.woff2)", plain(StaticFileHandler), {"path": str(style.FONTS)}),
            (r"/room/(.*)", plain(StaticFileHandler), {"path": str(HERE / "static")}),
            *((h[0], plain(ours.get(h[1], h[1])), *h[2:]) for h in handlers),
            (r".*", NoPage),
        ]

    def init_settings(self):
        settings = super().init_settings()
        self.seats = settings["room_seats"] = seats.Seats(self.kernel_manager)
        return settings

    def start(self):
        self.painter = subprocess.Popen([sys.executable, "-m", "widgets.room.pictures", self.root_dir, PICTURES])
        IOLoop.current().add_callback(self._opened)  # runs as soon as the server listens
        PeriodicCallback(lambda: self.seats.sweep(), seats.EVERY * 1_000).start()
        super().start()

    def stop(self):
        self.painter.terminate()
        super().stop()

    def _opened(self):
        print(f"The room is open at {self.connection_url} (Ctrl-C closes it).", flush=True)
        if self.browse:
            threading.Thread(target=webbrowser.open, args=[self.connection_url], daemon=True).start()


def settings(folder, port):
    """What Voila is told for the notebooks of a folder."""
    c = Config()
    c.Voila.update(
        root_dir=str(folder), ip=ADDRESS, port=port, port_retries=0, open_browser=False, log_level="ERROR",
        config_file_paths=[],  # somebody's own Voila settings do not change a session
        # "remote" is any other Host: a web page elsewhere cannot reach the room under a name of its own
        tornado_settings={"allow_remote_access": False, "local_hostnames": ["localhost"], **PING,
                           "room_folder": str(folder), "websocket_max_message_size": UPLOAD,
                           "headers": {"Content-Security-Policy": "frame-ancestors 'none'", "X-Frame-Options": "DENY"},
                           "log_function": lambda handler: None},  # who asked for what is nobody's business
    )
    c.VoilaConfiguration.update(
        template="lab", theme="light", allow_template_override="NO", allow_theme_override="NO",
        strip_sources=True, preheat_kernel=True, default_pool_size=1, extension_allowlist=EXTENSIONS,
        multi_kernel_manager_class=QuietKernels,
        show_tracebacks=True,  # our template turns an error into a sentence, and needs its name for that
    )
    c.VoilaKernelManager.kernel_pools_config = pool.at_start(catalogue.find(folder))
    c.KernelRestarter.restart_limit = 0  # an empty kernel under a full page is worse than none: the page says so
    c.VoilaExecutor.allow_errors = True  # one cell that fails does not take the rest of the page with it
    # A panel comes in hundreds of messages. Where the computer is busy they are not all read four seconds after the
    # cell has run, and what has not been read by then would be missing from the page without a word.
    c.VoilaExecutor.iopub_timeout = 120
    c.VoilaExporter.filters = {"room_sentence": "widgets.room.cells.sentence", "room_title": "widgets.room.cells.title",
                               "room_sections": "widgets.room.cells.sections",
                               "room_repairs": "widgets.room.cells.repairs"}
    return c


def room(folder, port, browse=True):
    """A Room for the notebooks of a folder, not yet started."""
    logging.getLogger("tornado.general").setLevel(logging.ERROR)  # remarks on requests that nobody here made
    os.environ["VALUED_ROOM"] = str(eventlog.path().parent / "room.json")  # for the kernels: see widgets.state.session
    app = Room.instance(config=settings(folder, port))
    making.take_over(app.log)
    app.initialize([])
    app.browse = browse
    return app
