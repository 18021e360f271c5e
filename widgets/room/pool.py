"""Which notebooks have a warm kernel waiting: the ones most likely to be opened next, and never more than a few.

A warm kernel with its notebook run holds about 150 MB, so twelve of them would take a laptop's memory. Warm are the
notebook that was opened last (a reload is quick), the one after it, and, up to MOST, the first ones of the folder.
"""

import asyncio
import contextlib

from jupyter_core.utils import ensure_async

MOST = 3


def likely(notebooks, opened=None):
    """Of all notebooks, in reading order, those to keep warm, the likeliest first."""
    at = notebooks.index(opened) if opened in notebooks else None
    near = notebooks[at : at + 2] if at is not None else []
    return [*near, *(name for name in notebooks if name not in near)][:MOST]


def at_start(notebooks):
    """Voila's settings of how many kernels wait for each notebook when the room opens."""
    return {"default": {"pool_size": 0}, **{name: {"pool_size": 1} for name in likely(notebooks)}}


async def expect(manager, notebooks, opened):
    """After a notebook was opened: warm what is likely now, let go of the rest."""
    wanted = likely(notebooks, opened)
    manager.kernel_pools_config = {"default": {"pool_size": 0}, **{name: {"pool_size": 1} for name in wanted}}
    for name, waiting in list(manager._pools.items()):
        while name not in wanted and waiting:
            await _let_go(manager, waiting.pop())
    for name in wanted:
        manager.fill_if_needed(notebook_name=name)


async def _let_go(manager, waiting):
    with contextlib.suppress(Exception):  # it may have failed to start: then there is nothing to end
        await manager.shutdown_kernel((await waiting)["kernel_id"], now=True)


async def refresh(manager):
    """Warm all of them anew: a setting has changed that a kernel reads when it starts."""
    for name, waiting in list(manager._pools.items()):
        old, waiting[:] = list(waiting), []
        manager.fill_if_needed(delay=0, notebook_name=name)
        for one in old:
            asyncio.ensure_future(_let_go(manager, one))


async def bury(manager, name):
    """Take kernels that died while they waited out of a notebook's pool, so that no page is given one."""
    waiting = manager._pools.get(name, [])
    for one in list(waiting):
        if not one.done():
            continue
        alive = False
        with contextlib.suppress(Exception):
            alive = await ensure_async(manager.is_alive(one.result()["kernel_id"]))
        if not alive and one in waiting:
            waiting.remove(one)
