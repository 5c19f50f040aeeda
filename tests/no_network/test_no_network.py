"""The place without a network has none, in both its kinds, and has its own loopback."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from tests import no_network as module
from tests.no_network import no_network

OUT = "import socket; socket.create_connection(('192.0.2.1', 80), 5)"  # an address that is nobody's, RFC 5737
NAMED = "import socket; socket.create_connection(('example.org', 80), 5)"
HOME = """
import socket
server = socket.create_server(("127.0.0.1", 0))
socket.create_connection(server.getsockname(), 20)
print("connected")
"""


@pytest.fixture(params=["as it is here", "where namespaces are not permitted"])
def place(request, monkeypatch, tmp_path):
    if request.param != "as it is here":
        refuses = tmp_path / "refuses.py"
        refuses.write_text("import sys; sys.exit('not permitted')")
        monkeypatch.setattr(module, "_NAMESPACE", refuses)
    with no_network() as found:
        yield found


def run(place, code):
    command = place.command([sys.executable, "-c", code])
    environment = {**os.environ, **place.environment}
    return subprocess.run(command, env=environment, capture_output=True, text=True)


def test_nothing_is_reached_but_this_machine(place):
    for code in (OUT, NAMED):
        done = run(place, code)
        assert done.stderr.splitlines()[-1].startswith(("OSError", "socket.gaierror")), done
    assert run(place, HOME).stdout == "connected\n"
