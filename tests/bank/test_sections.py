"""Where a passage stands, in words."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from courseware.bank import load_bank
from courseware.bank.sections import sections


@pytest.mark.parametrize(
    ("passage", "words"),
    [
        ("a#top", "module 2, Sheep"),
        ("a#wool", "module 2, Sheep: Wool and its price"),
        ("a#inside", "module 2, Sheep: Wool and its price"),
        ("b#end", "Sources: The end"),
    ],
)
def test_page_and_section(tmp_path, passage, words):
    text = "(top)=\n# Sheep\n\n(wool)=\n## *Wool* and {ref}`its price <x>`\n\n(inside)=\nText.\n"
    (tmp_path / "a.md").write_text(text)
    (tmp_path / "b.md").write_text("# Sources\n\n(end)=\n## The end\n")
    modules = [SimpleNamespace(page=None, title="Later"), SimpleNamespace(page="a", title="Sheep")]
    assert sections(tmp_path, modules)(passage) == words


def test_items_know_theirs(folder):
    bank = load_bank(folder.root)
    assert bank.item("wool-01").section.startswith("module 1, Trade")
