"""A notebook's page in the making: whatever goes wrong meanwhile, the page ends with a sentence, and ends."""

import logging
from contextlib import aclosing

from voila import handler, voila_kernel_manager
from voila.notebook_renderer import NotebookRenderer

from widgets.room.cells import DEAD
from widgets.room.door import log

STOPPED = '<p class="vd-failed vd-stopped" role="alert">This notebook stopped while it was being opened.</p>'


class Renderer(NotebookRenderer):
    """Voila's own, when it fails, leaves the page open for ever, and asks a dead kernel for every other cell."""

    kernel = None  # its manager

    async def generate_content_generator(self, kernel_id=None, kernel_future=None):
        self.kernel = kernel_future
        try:
            async for part in super().generate_content_generator(kernel_id, kernel_future):
                yield part
        except Exception as error:  # a kernel that does not start, a notebook that the template cannot show
            self._tell(f"was not opened: {type(error).__name__}: {error}")
            yield f"{STOPPED}</body></html>", {}

    async def _jinja_cell_generator(self, nb, kernel_id):
        async with aclosing(super()._jinja_cell_generator(nb, kernel_id)) as cells:
            async for cell in cells:
                yield cell
                if any(output.get("ename") == DEAD for output in cell.get("outputs", ())):
                    self._tell("was not opened: its kernel ended while the page was being made")
                    await self._cleanup_resources()
                    return

    def _tell(self, what):
        """A line in the terminal, unless the room itself ended the kernel: a page was closed, or is not expected."""
        if not self.kernel.shutting_down:
            log.error("%s %s", self.notebook_path, what)


class Said(logging.Filter):
    """Leaves out what Voila and nbclient log, with a trace, of kernels that end: the renderer says it in one line."""

    STARTS = ("Kernel died while", "Error occurred while starting new kernel", "Error at server while executing")

    def filter(self, record):
        return not record.getMessage().startswith(self.STARTS)


def take_over(logger: logging.Logger):
    """Have Voila make its pages so, warm ones and others; `logger`: where it logs."""
    handler.NotebookRenderer = voila_kernel_manager.NotebookRenderer = Renderer
    logger.addFilter(Said())
