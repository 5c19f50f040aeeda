"""Imported by Python as it starts: notes whatever a process does that grading has no business doing.

Worker processes import it too. One line a finding, in the file that the variable TRIPWIRE_LOG names:
``wrote PATH``, ``ran WHAT``, ``compiled WHAT``, ``unpickled NAME``, ``reached ADDRESS``.
"""

import os
import sys

_MARK = "TRIPWIRE"
_log = os.open(os.environ["TRIPWIRE_LOG"], os.O_WRONLY | os.O_APPEND | os.O_CREAT)
_WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
# event -> places of its path and of the folder that the path is relative to
_CHANGES = {"rename": ((0, 2), (1, 3)), "link": ((1, 3),), "symlink": ((1, 2),), "remove": ((0, 1),)}
_CHANGES |= {"rmdir": ((0, 1),), "mkdir": ((0, 2),), "chmod": ((0, 2),), "chown": ((0, 3),)}
_CHANGES |= {"utime": ((0, 3),), "truncate": ((0, None),), "setxattr": ((0, None),)}
_RUNS = ("os.system", "os.exec", "os.posix_spawn", "os.spawn", "pty.spawn", "subprocess.Popen")


def _note(kind, what):
    os.write(_log, f"{kind} {what!r}\n".encode("utf-8", "backslashreplace"))


def _path(value, folder=-1):
    if isinstance(value, int):
        return os.readlink(f"/proc/self/fd/{value}")
    start = "" if folder == -1 else os.readlink(f"/proc/self/fd/{folder}")
    return os.path.abspath(os.path.join(start, os.fsdecode(value)))


def _hook(event, arguments):
    if event == "open":
        path, _, flags = arguments
        if flags & _WRITES and not isinstance(path, int):
            _note("wrote", _path(path))
    elif event.startswith("os.") and event[3:] in _CHANGES:
        for path, folder in _CHANGES[event[3:]]:
            _note("wrote", _path(arguments[path], -1 if folder is None else arguments[folder]))
    elif event in _RUNS:
        _note("ran", arguments)
    elif event == "compile":
        source = arguments[0]
        source = source.decode("utf-8", "replace") if isinstance(source, bytes) else source
        if isinstance(source, str) and _MARK in source and __file__ not in str(arguments[1]):
            _note("compiled", source[:200])
    elif event == "pickle.find_class" and arguments[0] in ("os", "posix", "nt", "builtins", "subprocess"):
        _note("unpickled", ".".join(arguments))
    elif event in ("socket.connect", "socket.bind", "socket.sendto") and isinstance(arguments[1], tuple):
        _note("reached", arguments[1])
    elif event == "socket.getaddrinfo":
        _note("reached", arguments)


sys.addaudithook(_hook)
