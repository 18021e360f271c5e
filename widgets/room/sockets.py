"""The line between a page and its kernel: only as our own pages speak on it, so that no message can stop the room."""

from tornado import web
from voila.tornado.kernel_websocket_handler import VoilaKernelWebsocketHandler, read_header_from_binary_message

from widgets.room.door import Plain

V1 = "v1.kernel.websocket.jupyter.org"
# What a page asks its kernel. Anything else is passed over: Voila lets a page end its kernel, too.
ASKED = ("comm_open", "comm_msg", "comm_close", "comm_info_request", "kernel_info_request")
PARTS = 64  # of one message; ours have a handful, one for each picture in them
# Milliseconds. The timeout must be longer than the interval: the age of the last answer is looked at before each
# question, so an equal one hangs up on everybody at the first look. A dead peer is noticed after 45 seconds.
PING = {"ws_ping_interval": 15_000, "ws_ping_timeout": 40_000}


def well_formed(message) -> bool:
    """Whether a message is laid out as the protocol says.

    It begins with how many numbers follow, each of 8 bytes; these tell where its parts begin. Jupyter and Voila read
    as many numbers as a message claims to have, which can be more than there are atoms.
    """
    if not isinstance(message, bytes) or len(message) < 8:
        return False
    count = int.from_bytes(message[:8], "little")
    return 6 <= count <= PARTS and 8 * (count + 1) <= len(message)


class KernelSocket(Plain, VoilaKernelWebsocketHandler):
    """A page's socket. Others than version 1 are refused: Voila would read a length out of their first bytes."""

    async def get(self, kernel_id):
        asked = self.request.headers.get("Sec-WebSocket-Protocol", "")
        if V1 not in [name.strip() for name in asked.split(",")]:
            raise web.HTTPError(400)
        await super().get(kernel_id)

    def on_message(self, message):
        try:
            header = well_formed(message) and read_header_from_binary_message(message)
            if not header:
                raise ValueError("not a message")
            if header["msg_type"] in ASKED:
                super().on_message(message)
        except Exception:  # whatever a hand-made message may raise: only its own socket ends
            self.close(1003)

    def on_close(self):
        if getattr(self, "connection", None):  # a page that leaves while its kernel is still looked for has none
            super().on_close()
