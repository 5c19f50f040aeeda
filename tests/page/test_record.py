"""The page's side of the record, without a browser."""

from pathlib import Path

import courseware
from courseware.handin.record import MAX_BYTES
from tests.node import Node

RECORD = Path(courseware.__file__).parent / "page" / "record.js"
IS_READ = """(size) => {
  let read = false;
  courseware.record.readFile({ size, text() { read = true; return Promise.resolve(""); } }, "u", "e", []);
  return read;
}"""


def test_the_page_reads_files_of_the_size_that_the_grader_reads():
    with Node([RECORD]) as node:
        assert node.map(IS_READ, [MAX_BYTES, MAX_BYTES + 1]) == [True, False]
