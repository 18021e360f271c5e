"""A notebook's page in the making: whatever goes wrong meanwhile, the page ends with a sentence, and ends."""

import logging

from nbclient.exceptions import DeadKernelError
from voila import handler, voila_kernel_manager
from voila.notebook_renderer import NotebookRenderer

from widgets.room.door import log

STOPPED = '<p class="vd-failed vd-stopped" role="alert">This notebook stopped while it was being opened.</p>'


class Renderer(NotebookRenderer):
    """Voila's. Its own, when it fails, leaves the page open for ever, and says nothing until it is cleared away."""

    async def generate_content_generator(self, kernel_id=None, kernel_future=None):
        try:
            async for part in super().generate_content_generator(kernel_id, kernel_future):
                yield part
        except Exception as error:  # a kernel that does not start, a notebook that the template cannot show
            log.error("%s was not opened: %s: %s", self.notebook_path, type(error).__name__, error)
            yield f"{STOPPED}</body></html>", {}


class NoTrace(logging.Filter):
    """A kernel that died is one line in the terminal: where in Voila that was noticed helps nobody."""

    def filter(self, record):
        if record.exc_info and isinstance(record.exc_info[1], DeadKernelError):
            record.exc_info, record.msg, record.args = None, "A kernel ended while its page was being made.", ()
        return True


def take_over(logger: logging.Logger):
    """Have Voila make its pages so, warm ones and others; `logger`: where it logs."""
    handler.NotebookRenderer = voila_kernel_manager.NotebookRenderer = Renderer
    logger.addFilter(NoTrace())
