"""From a plotly figure to its caption, table and CSV."""

import json

import numpy as np
import plotly.graph_objects as go
import pytest
from plotly.subplots import make_subplots

from courseware.book.figure_data import figure_table, to_csv
from courseware.book.figure_output import figure_id, problem, render_figure
from courseware.figures import PALETTE, describe


def spec(fig: go.Figure) -> dict:
    return json.loads(fig.to_json())


def described(*traces: go.Scatter, title: str = "Output grew <b>every</b> year", **layout) -> dict:
    fig = go.Figure(list(traces), {"title": {"text": title}, **layout})
    return spec(describe(fig, alt="Two lines that rise.", source="Table 9, 2020"))


def test_number_arrays_come_back_as_numbers():
    fig = described(go.Scatter(x=np.array([2019, 2020]), y=np.array([0.1 + 0.2, 4.0]), name="Highland"))
    assert "bdata" in json.dumps(fig), "plotly stores arrays in base64; if not, this test checks nothing"
    assert figure_table(fig).rows == (("2019", "0.3"), ("2020", "4"))


def test_traces_share_one_table_with_gaps_left_empty():
    table = figure_table(
        described(
            go.Bar(x=["a", "b"], y=[1, 2], name="One"),
            go.Bar(x=["b", "c"], y=[3, None], name="Two"),
            xaxis={"title": {"text": "Letter"}},
        )
    )
    assert table.columns == ("Letter", "One", "Two")
    assert table.rows == (("a", "1", ""), ("b", "2", "3"), ("c", "", ""))


def test_horizontal_bars_and_pies_are_read_by_category():
    bars = described(go.Bar(y=["a"], x=[5], orientation="h", name="Bar"), yaxis={"title": {"text": "Group"}})
    assert figure_table(bars) == (("Group", "Bar"), (("a", "5"),))
    assert figure_table(described(go.Pie(labels=["a"], values=[5], name="Slice"))).rows == (("a", "5"),)


def test_equal_names_stay_apart():
    table = figure_table(described(go.Bar(x=["a"], y=[1], name="Same"), go.Bar(x=["a"], y=[2], name="Same")))
    assert table.columns[1:] == ("Same", "Same (2)")


def test_panels_that_share_an_axis_share_its_title():
    fig = make_subplots(rows=2, cols=1, shared_xaxes=True)
    fig.add_bar(x=[2020], y=[1], name="Level", row=1, col=1)
    fig.add_bar(x=[2020], y=[2], name="Growth", row=2, col=1)
    fig.update_layout(title_text="Output grew").update_xaxes(title_text="Year", row=2, col=1)
    table = figure_table(spec(describe(fig, alt="Two panels.", source="Table 9, 2020")))
    assert table == (("Year", "Level", "Growth"), (("2020", "1", "2"),))


def test_a_page_names_the_palette_by_token_and_keeps_other_colours():
    fig = described(go.Scatter(x=[1, 2], y=[1, 2], name="One", line_color=PALETTE[2], marker_color="#123456"))
    html = render_figure(fig, "../_figures/x.csv")
    assert '"color":"cw-c2"' in html.replace(" ", "") and "#123456" in html
    assert PALETTE[2].lower() not in html.lower()


def test_csv_quotes_what_needs_quotes():
    table = figure_table(described(go.Bar(x=['a, "b"'], y=[1], name="One")))
    assert to_csv(table) == 'Category,One\n"a, ""b""",1\n'


def test_page_form_has_caption_table_and_safe_data():
    fig = described(go.Bar(x=["</script><b>"], y=[1], name="One"))
    html = render_figure(fig, "../_figures/x.csv")
    assert '<figcaption class="cw-figure-title">Output grew <b>every</b> year</figcaption>' in html
    assert "Two lines that rise." in html and "Source: Table 9, 2020" in html
    assert '<th scope="row">&lt;/script&gt;&lt;b&gt;</th><td>1</td>' in html
    assert html.count("</script>") == 1, "a value must not close the data element"
    assert 'href="../_figures/x.csv" download' in html


def test_address_follows_from_the_title():
    assert figure_id(described(title="Output <b>grew</b>: 1 %, again!")) == "fig-output-grew-1-again"


def test_figures_without_words_or_with_unshipped_traces_are_refused():
    assert problem(described(go.Bar(x=[1], y=[1]))) is None
    assert "describe(fig" in problem(spec(go.Figure(go.Bar(x=[1], y=[1]))))
    assert "heatmap" in problem(described(go.Heatmap(z=[[1]])))


@pytest.mark.parametrize(("title", "alt", "source"), [("", "a", "b"), ("t", " ", "b"), ("t", "a", "")])
def test_describe_insists_on_words(title, alt, source):
    with pytest.raises(ValueError):
        describe(go.Figure(layout={"title": {"text": title}}), alt=alt, source=source)


def luminance(colour: str) -> float:
    """Relative luminance, WCAG 2.2."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("background", ["#ffffff", "#121212"])
@pytest.mark.parametrize("colour", PALETTE)
def test_palette_has_the_contrast_that_graphics_need(colour, background):
    light, dark = sorted((luminance(colour), luminance(background)), reverse=True)
    assert (light + 0.05) / (dark + 0.05) >= 3
