"""The tripwire itself: it sees what it is there for, in worker processes too."""

from __future__ import annotations

from tests.hostile import guarded

MISCHIEF = r"""
import multiprocessing, os, pickle, shutil, socket, sys, tempfile

def all_of_it():
    made = tempfile.mkdtemp(dir=sys.argv[1])
    open(f"{made}/TRIPWIRE", "w").close()
    os.rename(f"{made}/TRIPWIRE", f"{made}/moved")
    shutil.rmtree(made)
    os.system("true")
    exec("TRIPWIRE = 1")
    pickle.loads(b"cposix\nsystem\n.")
    socket.socket(socket.AF_INET, socket.SOCK_DGRAM).connect(("127.0.0.1", 9))

if len(sys.argv) > 2:
    worker = multiprocessing.get_context("fork").Process(target=all_of_it)
    worker.start()
    worker.join()
else:
    all_of_it()
"""


def test_it_sees_what_it_is_there_for(tmp_path):
    victim = tmp_path / "victim"
    victim.mkdir()
    for more in ([], ["in a worker"]):
        run = guarded.run(tmp_path, [victim, *more], ["-c", MISCHIEF])
        assert run.code == 0, run.err
        assert {kind for kind, _ in run.tripped} == {"ran", "compiled", "unpickled", "reached"}
        outside = run.wrote_outside([])
        assert {path.rsplit("/", 1)[1] for path in outside} >= {"TRIPWIRE", "moved"}
        assert run.wrote_outside([victim]) == []
