"""Formulas as MathML."""

from courseware.book.mathml import to_mathml


def test_inline_formula_keeps_its_latex_as_text():
    markup = to_mathml(r'x_{1} < "y"', display=False)
    assert markup.startswith('<math alttext="x_{1} &lt; &quot;y&quot;" ')
    assert "<msub>" in markup and 'display="inline"' in markup


def test_display_formula_is_a_block():
    markup = to_mathml(r"\frac{a}{b}", display=True)
    assert 'display="block"' in markup and "<mfrac>" in markup
