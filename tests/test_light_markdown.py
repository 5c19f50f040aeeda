"""The light Markdown of prompts, options and feedback."""

from __future__ import annotations

import pytest

from courseware.light_markdown import Run, blocks, inline, plain, runs


@pytest.mark.parametrize(
    ("text", "html", "words"),
    [
        ("a *b* **c** `d`", "a <em>b</em> <strong>c</strong> <code>d</code>", "a b c d"),
        ("2 < 3 & <b>x</b>", "2 &lt; 3 &amp; &lt;b&gt;x&lt;/b&gt;", "2 < 3 & <b>x</b>"),
        ("`<script>`", "<code>&lt;script&gt;</code>", "<script>"),
        ("[x](javascript:alert(1))", "[x](javascript:alert(1))", "[x](javascript:alert(1))"),
        ("# 1", "# 1", "# 1"),
        (r"3 \* 4", "3 * 4", "3 * 4"),
    ],
)
def test_marks_are_rendered_and_everything_else_is_text(text, html, words):
    assert inline(text) == html
    assert blocks(text) == f"<p>{html}</p>"
    assert plain(text) == words


def test_paragraphs():
    assert blocks("one\ntwo\n\nthree") == "<p>one\ntwo</p>\n<p>three</p>"
    assert plain("one\ntwo\n\nthree") == "one two three"


def test_runs_are_stretches_in_one_style():
    assert runs("a **b *c*** `d <e>` &amp;\n\n") == (
        (
            Run("a ", ()),
            Run("b ", ("strong",)),
            Run("c", ("em", "strong")),
            Run(" ", ()),
            Run("d <e>", ("code",)),
            Run(" &", ()),
        ),
    )
    assert [len(paragraph) for paragraph in runs("one\ntwo\n\nthree")] == [1, 1]
