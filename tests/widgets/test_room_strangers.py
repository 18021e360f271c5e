"""The room from outside, without a browser: odd addresses, other sites, hand-made sockets. It refuses and goes on."""

import asyncio
import contextlib
import json
import os
import re
import subprocess
import sys
import time
import urllib.request
from types import SimpleNamespace
from urllib.parse import urlencode

import harness
import pytest
from tornado.httpclient import AsyncHTTPClient, HTTPClientError, HTTPRequest
from tornado.websocket import websocket_connect

V1 = "v1.kernel.websocket.jupyter.org"
PAGE = "/voila/render/page.ipynb"
NOBODY = "/api/kernels/00000000-0000-0000-0000-000000000000"
ODD = [
    "/nothing", "/logout", "/login", "/lab", "/api/contents", "/room/picture/none.ipynb", "/room/picture/",
    "/room/none.js", "/room/fonts/none.woff2", "/room/", "/room/%00", "/room/picture/%ff", "/voila/render/none.ipynb",
    "/voila/render/", "/voila/render/%00.ipynb", "/voila/render/%ff.ipynb", "/voila/render/../../etc/passwd",
    "/voila/render/page.txt", PAGE + "/", "/voila/static/none.js", "/voila/static/", "/voila/templates/lab/none",
    "/voila/templates/", "/voila/templates/none/static/x", "/voila/api/themes/none", "/voila/api/shutdown/none",
    "/voila/labextensions/none", "/voila/files/page.ipynb", "/voila/tree", "/voila/query/x", NOBODY,
    NOBODY + "/channels", "/voila/render/" + "a" * 300 + ".ipynb", "/" + "a" * 3_000,
]
METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")


@contextlib.contextmanager
def opened_room(folder, notebooks):
    """A room on notebooks {name: cells}; `.said()` is what stands in its terminal."""
    for name, cells in notebooks.items():
        (folder / name).write_text(json.dumps(harness.notebook(cells)), encoding="utf-8")
    port, terminal = harness.free_port(), folder / "said.txt"
    with terminal.open("w") as said:
        server = subprocess.Popen([sys.executable, "-m", "widgets.room", str(folder), "--port", str(port),
                                   "--no-browser"], stdout=said, stderr=said, cwd=harness.ROOT)
        try:
            until = time.monotonic() + 60
            while "is open at" not in terminal.read_text():
                assert server.poll() is None, terminal.read_text()
                assert time.monotonic() < until, terminal.read_text()
                time.sleep(0.2)
            yield SimpleNamespace(address=f"http://127.0.0.1:{port}", kernel=None,
                                  said=lambda: terminal.read_text(encoding="utf-8").splitlines()[1:])
        finally:
            server.terminate()
            server.wait(30)


@pytest.fixture(scope="module")
def room(tmp_path_factory):
    with opened_room(tmp_path_factory.mktemp("room"), {"page.ipynb": ["1 + 1"]}) as room:
        yield room


def ask(room, path, method="GET", headers=None, body=None):
    """(status, text, headers) of an answer."""
    async def fetch():
        sent = b"" if body is None and method in ("POST", "PUT", "PATCH") else body
        return await AsyncHTTPClient().fetch(
            HTTPRequest(room.address + path, method=method, headers=headers, body=sent, request_timeout=60,
                        follow_redirects=False), raise_error=False)

    answer = asyncio.run(fetch())
    return answer.code, (answer.body or b"").decode("utf-8", "replace"), answer.headers


def quiet(room):
    """The room is alive, and its terminal says nothing but that it is open."""
    assert ask(room, "/")[0] == 200
    assert [line for line in room.said() if line.strip()] == []


@pytest.mark.parametrize("method", METHODS)
def test_odd_addresses_get_a_plain_answer_and_leave_the_terminal_quiet(room, method):
    for path in ODD:
        status, text, _ = ask(room, path, method)
        assert status in (400, 403, 404, 405) or (method == "OPTIONS" and text == ""), (method, path, status)
        assert "Traceback" not in text
        if method == "GET" and status == 404:
            assert "There is no such page" in text, path
    quiet(room)


async def hang_up(writer):
    writer.close()
    with contextlib.suppress(ConnectionError):  # the room was faster
        await writer.wait_closed()


def test_odd_headers_and_half_requests(room):
    for headers in ({"Host": "elsewhere.example"}, {"Host": ""}, {"Cookie": "a" * 5_000}, {"Cookie": "_xsrf=\xff"},
                    {"Range": "bytes=9-1"}, {"If-None-Match": "*"}, {"Origin": "http://["}, {"Origin": "null"},
                    {"Accept-Encoding": "nothing"}, {"Authorization": "token x"}):
        assert ask(room, "/", headers=headers)[0] in (200, 304, 400, 403, 416), headers
    host, port = room.address.removeprefix("http://").split(":")
    for sent in (b"\r\n\r\n", b"BREW / HTTP/1.1\r\nHost: x\r\n\r\n", b"\x16\x03\x01\x02\x00", b"GET / HTTP/9.9\r\n\r\n",
                 b"POST / HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: -5\r\n\r\n"):
        async def send(sent=sent):
            reader, writer = await asyncio.open_connection(host, int(port))
            writer.write(sent)
            await writer.drain()
            await hang_up(writer)
        asyncio.run(send())
    quiet(room)


def site(name, mode="no-cors", dest="image"):
    return {"Sec-Fetch-Site": name, "Sec-Fetch-Mode": mode, "Sec-Fetch-Dest": dest}


@pytest.mark.parametrize(("path", "method", "headers"), [
    (PAGE, "GET", site("cross-site", "navigate", "document")), (PAGE, "GET", site("same-site", "navigate", "document")),
    (PAGE, "GET", site("cross-site")), ("/", "GET", site("cross-site", "navigate", "iframe")),
    ("/", "GET", site("cross-site", "cors", "empty")), ("/", "POST", {"Origin": "http://elsewhere.example"}),
    ("/", "POST", site("cross-site", "navigate", "document")), ("/room/picture/page.ipynb", "GET", site("cross-site")),
    ("/room/room.js", "GET", site("cross-site", "no-cors", "script")), (PAGE, "GET", {"Origin": "null"}),
    ("/voila/api/shutdown/x", "POST", {"Origin": "http://127.0.0.1:1"}), (NOBODY, "GET", site("cross-site", "cors")),
])
def test_what_another_site_asks_for_is_refused(room, path, method, headers):
    status, text, _ = ask(room, path, method, headers)
    assert status == 403
    assert "Another site asked for this page" in text
    assert 'href="/"' in text  # the way out


def test_what_the_room_asks_for_itself_is_given(room):
    own = {"Origin": room.address}
    for path, headers in ((PAGE, site("same-origin", "navigate", "document")), (PAGE, site("none", "navigate")),
                          ("/", site("cross-site", "navigate", "document")),  # a link on a slide
                          ("/room/room.js", {**own, **site("same-origin", "no-cors", "script")}),
                          ("/", {}), (PAGE, {})):
        assert ask(room, path, headers=headers)[0] == 200, (path, headers)
    status, text, headers = ask(room, "/")
    told = {"Cookie": "; ".join(cookie.split(";")[0] for cookie in headers.get_list("Set-Cookie")), **own,
            **site("same-origin", "navigate", "document"), "Content-Type": "application/x-www-form-urlencoded"}
    typed = {"_xsrf": re.search('name="_xsrf" value="([^"]+)"', text)[1], "currency": "$", "period": "year"}
    assert ask(room, "/", "POST", told, urlencode(typed).encode())[0] == 302
    quiet(room)


def test_no_site_may_put_a_page_of_the_room_into_a_frame(room):
    for path in ("/", PAGE, "/nothing"):
        headers = ask(room, path)[2]
        assert headers["X-Frame-Options"] == "DENY", path
        assert headers["Content-Security-Policy"] == "frame-ancestors 'none'", path


def opened(room):
    """The id of the kernel of a page that was opened; the same as before while it is there."""
    if not room.kernel or ask(room, f"/api/kernels/{room.kernel}")[0] != 200:
        room.kernel = re.search('"kernelId": "([^"]+)"', ask(room, PAGE)[1])[1]
    return room.kernel


def socket(room, kernel, protocols=(V1,), **headers):
    url = f"{room.address.replace('http', 'ws')}/api/kernels/{kernel}/channels?session_id=made-by-hand"
    return websocket_connect(HTTPRequest(url, headers=headers, request_timeout=60), subprotocols=list(protocols))


@pytest.mark.parametrize(("protocols", "headers", "status"), [
    ((), {}, 400), (("v0",), {}, 400), ((V1 + "x",), {}, 400), ((V1,), {"Origin": "http://elsewhere.example"}, 403),
    ((V1,), site("cross-site", "websocket", "empty"), 403), ((V1,), {"Origin": "null"}, 403),
])
def test_sockets_that_no_page_of_ours_opens_are_refused(room, protocols, headers, status):
    kernel = opened(room)

    async def knock():
        with pytest.raises(HTTPClientError) as refused:
            await socket(room, kernel, protocols, **headers)
        return refused.value.code

    assert asyncio.run(knock()) == status
    quiet(room)


def message(kind, content, count=6):
    """A message as the protocol lays it out; `count`: how many numbers it claims to begin with."""
    header = {"msg_id": f"{kind}-{time.monotonic_ns()}", "msg_type": kind, "username": "",
              "session": "made-by-hand", "version": "5.3", "date": "2026-01-01T00:00:00Z"}
    parts = [b"shell", *(json.dumps(part).encode() for part in (header, {}, {}, content))]
    ends = [8 * 7 + sum(map(len, parts[:i])) for i in range(len(parts) + 1)]
    return b"".join([count.to_bytes(8, "little"), *(end.to_bytes(8, "little") for end in ends), *parts])


@pytest.mark.parametrize("sent", [
    b"", b"x", b"\xff" * 8, b"{" + b"\"a\": 1}" * 20, (2**40).to_bytes(8, "little") + b"\0" * 64,
    message("kernel_info_request", {}, 7_000_000), message("kernel_info_request", {}, 2)[:60],
    message("kernel_info_request", {})[:70], "text", "{}",
], ids=range(10))
def test_a_message_that_is_none_ends_its_own_socket_only(room, sent):
    kernel = opened(room)

    async def send():
        made = await socket(room, kernel)
        await made.write_message(sent, binary=isinstance(sent, bytes))
        while await asyncio.wait_for(made.read_message(), 60) is not None:
            pass
        made.close()
        return made.close_code

    assert asyncio.run(send()) in (1003, 1009)
    quiet(room)


def test_a_socket_of_ours_is_answered(room):
    kernel = opened(room)

    async def talk():
        made = await socket(room, kernel, Origin=room.address, **site("same-origin", "websocket", "empty"))
        await made.write_message(message("kernel_info_request", {}), binary=True)
        while b"kernel_info_reply" not in await asyncio.wait_for(made.read_message(), 60):
            pass
        made.close()
        while await asyncio.wait_for(made.read_message(), 60) is not None:
            pass  # until the room has hung up too

    asyncio.run(talk())
    quiet(room)


@pytest.mark.parametrize("kind", ["shutdown_request", "interrupt_request", "execute_request", "debug_request", "none"])
def test_a_page_can_ask_its_kernel_for_nothing_but_its_widgets(room, kind):
    kernel = opened(room)

    async def talk():
        made = await socket(room, kernel)
        await made.write_message(message(kind, {"restart": False, "code": "1 / 0"}), binary=True)
        await made.write_message(message("kernel_info_request", {}), binary=True)
        while b"kernel_info_reply" not in (answer := await asyncio.wait_for(made.read_message(), 60)):
            assert kind.replace("request", "reply").encode() not in answer
        made.close()
        while await asyncio.wait_for(made.read_message(), 60) is not None:
            pass

    asyncio.run(talk())
    assert ask(room, f"/api/kernels/{kernel}")[0] == 200
    quiet(room)


def test_a_picture_that_cannot_be_drawn_is_an_empty_one(room):
    with urllib.request.urlopen(f"{room.address}/room/picture/page.ipynb") as answer:
        assert answer.headers["Content-Type"] == "image/svg+xml"
    quiet(room)


def test_a_kernel_that_dies_while_its_page_is_made_ends_the_page_and_is_one_line_in_the_terminal(tmp_path):
    dies = "import os, signal\nos.kill(os.getpid(), signal.SIGTERM if os.name == 'nt' else signal.SIGKILL)"
    with opened_room(tmp_path, {"dies.ipynb": ["1 + 1", dies, *["2 + 2"] * 20]}) as room:
        for _ in range(3):  # warm at first
            status, text, _ = ask(room, "/voila/render/dies.ipynb")
            assert status == 200
            assert text.count("vd-stopped") == 1  # not once for every cell that nobody can run any more
            assert text.rstrip().endswith("</html>")
        assert {line for line in room.said() if line.strip()} == {
            "dies.ipynb was not opened: its kernel ended while the page was being made"}


@pytest.mark.skipif(os.name == "nt", reason="asks the system which processes live")
def test_kernels_that_the_room_ends_itself_are_no_news(tmp_path):
    """One that was warmed for a page that does not come, and one whose page is closed while it is being made."""
    begun = tmp_path / "begun.txt"
    slow = f"""import os, sys, time
if "ipykernel" in sys.argv[0]:  # the process that draws the cards' pictures runs the notebook too
    with open({str(begun)!r}, "a") as file:
        print(os.getpid(), file=file)
    time.sleep(300)"""
    notebooks = {"0.ipynb": ["1"], "1.ipynb": ["1"], "2.ipynb": [slow], "3.ipynb": ["1"]}
    with opened_room(tmp_path, notebooks) as room:
        warm = process(begun, 0)  # the third notebook of those that are warmed at the start
        assert ask(room, "/voila/render/3.ipynb")[0] == 200
        until(lambda: not alive(warm))

        async def leave():
            host, port = room.address.removeprefix("http://").split(":")
            _, writer = await asyncio.open_connection(host, int(port))
            writer.write(b"GET /voila/render/2.ipynb HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
            await writer.drain()
            kernel = await asyncio.to_thread(process, begun, 1)
            await hang_up(writer)
            return kernel

        left = asyncio.run(leave())
        until(lambda: not alive(left))
        quiet(room)


def process(begun, which):
    """The process that wrote its number into a line of a file, as soon as it has."""
    until(lambda: begun.exists() and len(begun.read_text().split()) > which)
    return int(begun.read_text().split()[which])


def alive(process):
    with contextlib.suppress(ProcessLookupError):
        os.kill(process, 0)
        return True
    return False


def until(true):
    """Wait for something to become true."""
    most = time.monotonic() + 60
    while not true():
        assert time.monotonic() < most
        time.sleep(0.2)
