"""A static server that compresses, as any public host does."""

from __future__ import annotations

import gzip
import mimetypes
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote, urlsplit

COMPRESSIBLE = ("text/", "application/javascript", "application/json", "image/svg+xml")
LEVEL = 6  # the usual default of web servers


@cache
def _content(path: Path) -> tuple[str, bytes, bool]:
    """Type, body and whether it is compressed; kept, so that a page is never charged for compressing."""
    kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    body = path.read_bytes()
    if kind.startswith(COMPRESSIBLE):
        return kind, gzip.compress(body, LEVEL, mtime=0), True
    return kind, body, False


@contextmanager
def serve(folder: Path) -> Iterator[str]:
    """The address of a server for `folder` on this machine, for the length of the `with` block."""
    root = folder.resolve()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"  # connections are kept

        def do_GET(self) -> None:
            path = root.joinpath(unquote(urlsplit(self.path).path).lstrip("/")).resolve()
            if not (path.is_relative_to(root) and path.is_file()):
                self.send_error(404)
                return
            kind, body, compressed = _content(path)
            self.send_response(200)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            if compressed:
                self.send_header("Content-Encoding", "gzip")
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *args: object) -> None:
            pass

    class Server(ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, request: object, client_address: object) -> None:
            pass  # a browser that closes its page closes its connections

    server = Server(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()
