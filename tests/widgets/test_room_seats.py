"""How many pages may be open, and whose kernel goes: with kernels that are only counted, and a clock set by hand."""

import asyncio

import pytest
from tornado import web

from widgets.room import seats, sockets


class Manager:
    """Kernels and the sockets on each."""

    def __init__(self):
        self.sockets = {}

    def __contains__(self, kernel_id):
        return kernel_id in self.sockets

    def kernel_model(self, kernel_id):
        return {"connections": self.sockets[kernel_id]}

    async def shutdown_kernel(self, kernel_id, now):
        assert now
        if self.sockets.pop(kernel_id, None) is None:
            raise web.HTTPError(404)

    async def start_kernel(self, **given):
        return given["name"]

    async def get_rendered_notebook(self, **given):
        return "task", ["text"], given["name"]


class Room:
    """Seats, with the time in `.now`."""

    def __init__(self):
        self.now = 0
        self.manager = Manager()
        self.seats = seats.Seats(self.manager, lambda: self.now)

    def open(self, name, sockets=1):
        if not asyncio.run(self.seats.take()):
            return False
        self.manager.sockets[name] = sockets
        self.seats.give(name)
        return True

    def wait(self, seconds):
        for _ in range(0, seconds, seats.EVERY):
            self.now += seats.EVERY
            asyncio.run(self.seats.sweep())
        return set(self.manager.sockets)


@pytest.fixture
def room():
    return Room()


def test_the_kernel_of_a_page_that_was_closed_goes_and_the_others_stay_for_hours(room):
    room.open("open")
    room.open("closed")
    room.manager.sockets["waiting, warm"] = 0  # no page's: not ours to end
    assert room.wait(3_600) == {"open", "closed", "waiting, warm"}
    room.manager.sockets["closed"] = 0
    assert room.wait(seats.CLOSED) == {"open", "closed", "waiting, warm"}
    assert room.wait(seats.EVERY) == {"open", "waiting, warm"}


def test_a_page_that_comes_back_in_time_keeps_its_kernel(room):
    room.open("slept")
    for _ in range(5):
        room.wait(60)
        room.manager.sockets["slept"] = 0
        room.wait(seats.CLOSED - seats.EVERY)
        room.manager.sockets["slept"] = 1
    assert room.wait(60) == {"slept"}


def test_a_page_that_is_being_drawn_has_no_socket_yet_but_asks(room):
    room.open("slow to draw", sockets=0)
    room.open("closed at once", sockets=0)
    for _ in range(20):
        room.seats.asked("slow to draw")
        room.seats.asked("nobody's")
        left = room.wait(10)
    assert left == {"slow to draw"}
    assert room.wait(seats.CLOSED + seats.EVERY) == set()


def test_there_is_a_ceiling_and_a_page_that_is_closed_makes_room(room):
    assert all(room.open(f"page {i}") for i in range(seats.MOST))
    assert not room.open("one more")
    room.wait(10)
    room.manager.sockets["page 3"] = room.manager.sockets["page 5"] = 0
    room.wait(seats.EVERY)
    assert room.open("one more")  # without waiting until the closed one is swept
    assert len({"page 3", "page 5"} & set(room.manager.sockets)) == 1
    assert room.open("another")
    assert not {"page 3", "page 5"} & set(room.manager.sockets)
    assert not room.open("too many")


def test_pages_that_are_being_made_count(room):
    async def crowd():
        return [await room.seats.take() for _ in range(seats.MOST + 5)]

    assert asyncio.run(crowd()) == [True] * seats.MOST + [False] * 5
    room.seats.give(None)  # one came to nothing
    assert asyncio.run(room.seats.take())
    assert not asyncio.run(room.seats.take())


def test_kernels_that_died_take_no_place(room):
    for i in range(3 * seats.MOST):
        assert room.open(f"page {i}")
        room.manager.sockets.clear()
    assert len(room.seats.taken) == 1


def test_a_page_notes_the_kernel_that_it_is_given(room):
    cold, warm = seats.Noting(room.manager), seats.Noting(room.manager)
    assert cold.kernel_id is None
    assert asyncio.run(cold.start_kernel(name="cold")) == cold.kernel_id == "cold"
    assert asyncio.run(warm.get_rendered_notebook(name="warm"))[2] == warm.kernel_id == "warm"
    assert warm.sockets is room.manager.sockets  # the rest is the manager's own


def test_a_living_page_is_never_taken_for_dead_and_a_dead_one_is_noticed_within_a_minute():
    """The age of the last answer is looked at before each question: at best it is one interval old by then."""
    interval, timeout = sockets.PING["ws_ping_interval"], sockets.PING["ws_ping_timeout"]
    assert timeout >= 2 * interval
    assert (timeout // interval + 1) * interval <= 60_000
