"""How many pages may be open at once, and when the kernel of a page that was closed goes.

A page holds a kernel of about 200 MB. A page that is closed says farewell, and its kernel ends; one that could not (a
browser that crashed, a laptop that slept) leaves a kernel without a socket, which is ended here. Its page, should it
wake up, comes back by itself: see static/room.js.
"""

import contextlib
import time
from dataclasses import dataclass

from jupyter_core.utils import ensure_async
from tornado import web

MOST = 12  # pages; with the warm kernels beside them (see pool.py) about 3 GB
CLOSED = 30  # seconds without a socket, and without a question after its kernel, after which a page has gone
EVERY = 5  # seconds between two looks


@dataclass
class Seat:
    """A page's kernel: when its page was last heard of, and whether there ever was a socket."""

    seen: float
    opened: bool = False


class Seats:
    """The kernels that belong to pages. `manager`: the server's kernel manager; `clock`: seconds."""

    def __init__(self, manager, clock=time.monotonic):
        self.manager, self.clock = manager, clock
        self.opening = 0  # pages being made, whose kernel is not known yet
        self.taken = {}

    async def take(self) -> bool:
        """A place for one more page, at the cost of a page that is closed if need be; False if there is none."""
        self._look()
        closed = None
        if self.opening + len(self.taken) >= MOST:
            alone = [key for key, seat in self.taken.items() if seat.opened and not self._sockets(key)]
            if not alone:
                return False
            closed = min(alone, key=lambda key: self.taken[key].seen)
        self.opening += 1
        if closed:
            await self.end(closed)
        return True

    def give(self, kernel_id):
        """The page that took a place has its kernel, or, with None, came to nothing."""
        self.opening -= 1
        if kernel_id:
            self.taken[kernel_id] = Seat(self.clock())

    def asked(self, kernel_id):
        """A page without a socket asks after its kernel: it is being drawn, or mends its line."""
        if kernel_id in self.taken:
            self.taken[kernel_id].seen = self.clock()

    async def sweep(self):
        """End the kernels of pages that have gone."""
        self._look()
        now = self.clock()
        for key, seat in list(self.taken.items()):
            if now - seat.seen > CLOSED:
                await self.end(key)

    def _look(self):
        for key, seat in list(self.taken.items()):
            if key not in self.manager:
                del self.taken[key]
            elif self._sockets(key):
                seat.seen, seat.opened = self.clock(), True

    def _sockets(self, kernel_id):
        return self.manager.kernel_model(kernel_id)["connections"]

    async def end(self, kernel_id):
        """End a page's kernel, if it is still there."""
        self.taken.pop(kernel_id, None)
        with contextlib.suppress(web.HTTPError, KeyError, RuntimeError):  # it has gone by itself meanwhile
            await ensure_async(self.manager.shutdown_kernel(kernel_id, now=True))


class Noting:
    """The kernel manager as one page sees it: notes which kernel the page is given."""

    def __init__(self, manager):
        self.manager, self.kernel_id = manager, None

    def __getattr__(self, name):
        return getattr(self.manager, name)

    async def get_rendered_notebook(self, **given):
        """Voila's: a page whose kernel was warm. Returns (task, text so far, kernel id)."""
        found = await self.manager.get_rendered_notebook(**given)
        self.kernel_id = found[2]
        return found

    async def start_kernel(self, **given):
        """Voila's: a page whose kernel is started for it. Returns the kernel's id."""
        self.kernel_id = await self.manager.start_kernel(**given)
        return self.kernel_id
