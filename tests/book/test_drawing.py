"""A figure drawn when the book is built: marks stand where the numbers say."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ET

import plotly.graph_objects as go
import pytest
from plotly.subplots import make_subplots

from courseware.book.drawing.figure import draw
from courseware.book.drawing.lines import path
from courseware.book.drawing.scale import Linear, Slots, linear, step_for, ticks
from courseware.book.drawing.svg import rich
from courseware.figures import PALETTE, describe


def drawn(*traces: go.Bar | go.Scatter, **layout) -> ET.Element:
    """The drawing of a figure, read back."""
    found = markup(go.Figure(list(traces), layout))
    assert found, "nothing was drawn"
    return ET.fromstring(found.replace("<br>", "<br/>"))


def markup(fig: go.Figure) -> str:
    fig.update_layout(title_text="It grew")
    spec = json.loads(describe(fig, alt="It grows.", source="Table 1").to_json())
    spec["layout"].pop("template", None)
    return str(draw(spec, "d-", 420))


def bars(drawing: ET.Element) -> list[dict[str, float]]:
    """Place and size of each bar, in percent."""
    found = (node for node in drawing.iter("rect") if "cw-d-bar" in node.get("class", ""))
    return [{k: float(bar.get(k).rstrip("%")) for k in ("x", "y", "width", "height")} for bar in found]


def texts(drawing: ET.Element, class_: str) -> list[str]:
    inside = (node for node in drawing.iter() if class_ in node.get("class", "").split())
    return ["".join(span.itertext()) for node in inside for span in (node.findall("span") or [node])]


def test_round_steps():
    assert [step_for(span, 5) for span in (5, 10, 23, 0.9, 98_000)] == [1, 2, 5, 0.2, 20_000]


def test_an_axis_holds_its_data_and_bars_stand_on_zero():
    assert linear({}, [20, 40], zero=False, room=0.1) == Linear(18, 42)
    assert linear({}, [20, 40], zero=True, room=0.1) == Linear(0, 44)
    assert linear({}, [-10, -40], zero=True, room=0.1) == Linear(-44, 0)
    assert linear({"rangemode": "tozero"}, [20, 40], zero=False, room=0.1) == Linear(0, 44)
    assert linear({"range": [0, 128]}, [500], zero=True) == Linear(0, 128)
    flat = linear({}, [7, 7], zero=False)
    assert flat.low < 7 < flat.high
    nothing = linear({}, [0], zero=True)
    assert nothing.low == 0 < nothing.high


def test_an_axis_can_be_turned_round():
    scale = linear({"autorange": "reversed"}, [0, 10], zero=True, room=0)
    assert (scale.at(0), scale.at(10)) == (1, 0)
    assert Linear(10, 0).at(2.5) == 0.75
    assert Slots(("a", "b"), True).at("a") == 0.75


@pytest.mark.parametrize(
    ("axis", "expected"),
    [
        ({}, ["0", "2", "4", "6", "8", "10"]),
        ({"dtick": 5}, ["0", "5", "10"]),
        ({"dtick": 2.5}, ["0.0", "2.5", "5.0", "7.5", "10.0"]),
        ({"nticks": 3}, ["0", "5", "10"]),
        ({"tickvals": [1, 4, 11]}, ["1", "4"]),
        ({"tickvals": [1, 4], "ticktext": ["one", "four"]}, ["one", "four"]),
        ({"dtick": 5, "ticksuffix": " %", "tickformat": ".1f"}, ["0.0 %", "5.0 %", "10.0 %"]),
    ],
)
def test_ticks_are_those_asked_for_or_round(axis, expected):
    assert [tick.label for tick in ticks(Linear(0, 10.4), axis, ".,", count=6)] == expected


def test_thousands_are_separated_as_the_figure_says():
    marks = ticks(Linear(-20_000, 20_000), {"dtick": 20_000, "tickformat": ",.0f"}, ".\u202f", count=5)
    assert [tick.label for tick in marks] == ["−20\u202f000", "0", "20\u202f000"]
    assert [tick.label for tick in ticks(Linear(2019, 2020), {"dtick": 1}, ".,", count=5)] == ["2019", "2020"]


def test_bars_on_top_of_each_other_end_where_their_sum_does():
    upright = bars(
        drawn(go.Bar(x=["a"], y=[30]), go.Bar(x=["a"], y=[10]), barmode="stack", yaxis_range=[0, 50])
    )
    assert [(bar["y"], bar["height"]) for bar in upright] == [(40, 60), (20, 20)]
    assert len({(bar["x"], bar["width"]) for bar in upright}) == 1


def test_below_zero_relative_bars_stack_apart_and_stacked_ones_go_back():
    traces = (go.Bar(x=["a"], y=[30]), go.Bar(x=["a"], y=[-10]))
    apart = bars(drawn(*traces, barmode="relative", yaxis_range=[-50, 50]))
    assert [(bar["y"], bar["height"]) for bar in apart] == [(20, 30), (50, 10)]
    back = bars(drawn(*traces, barmode="stack", yaxis_range=[-50, 50]))
    assert [(bar["y"], bar["height"]) for bar in back] == [(20, 30), (20, 10)]


def test_bars_beside_each_other_share_a_slot():
    first, second = bars(drawn(go.Bar(x=["a"], y=[1]), go.Bar(x=["a"], y=[2]), barmode="group"))
    assert (first["x"], first["width"], second["x"]) == (10, 40, 50)


def test_rows_stand_as_plotly_puts_them():
    """From the bottom, unless the axis is turned round; within a row likewise."""
    traces = [go.Bar(y=["a", "b"], x=[v, v + 1], orientation="h", name=str(v)) for v in (10, 20)]
    drawing = drawn(*traces, xaxis_range=[0, 100])
    assert texts(drawing, "cw-d-name") == ["b", "a"]
    assert [(bar["width"], bar["y"]) for bar in bars(drawing)] == [(11, 50), (21, 10), (10, 50), (20, 10)]
    turned = drawn(*traces, xaxis_range=[0, 100], yaxis_autorange="reversed")
    assert texts(turned, "cw-d-name") == ["a", "b"]
    assert [(bar["width"], bar["y"]) for bar in bars(turned)] == [(10, 10), (20, 50), (11, 10), (21, 50)]


def test_negative_bars_reach_back_from_zero():
    (bar,) = bars(drawn(go.Bar(y=["a"], x=[-25], orientation="h"), xaxis_range=[-50, 50]))
    assert (bar["x"], bar["width"]) == (25, 25)


def test_words_and_years_can_be_categories():
    drawing = drawn(go.Bar(x=["2019", "2020"], y=[1, 2]), xaxis_type="category")
    assert texts(drawing, "cw-d-slots") == ["2019", "2020"]
    numbers = drawn(go.Bar(x=["2019", "2020"], y=[1, 2]), xaxis_dtick=1)
    assert texts(numbers, "cw-d-x") == ["2019", "2020"]
    listed = drawn(
        go.Bar(x=["a", "b"], y=[1, 2]), xaxis={"categoryorder": "array", "categoryarray": ["b", "a"]}
    )
    assert texts(listed, "cw-d-slots") == ["b", "a"]


def test_labels_that_would_meet_are_left_out():
    years = list(range(1961, 2021))
    drawing = drawn(go.Scatter(x=years, y=years, mode="lines"), xaxis_dtick=1, yaxis_dtick=1)
    named = texts(drawing, "cw-d-x")
    assert 4 < len(named) < 20 and int(named[-1]) >= 2020, "the last is named"
    assert 4 < len(texts(drawing, "cw-d-y")) < 30
    narrow = [span for span in drawing.iter("span") if span.get("class") == "cw-d-wide"]
    assert 0 < len(narrow) < len(named)


def test_a_line_is_one_path_and_stops_at_a_gap():
    here = [(0.0, 0.0), (0.1, 0.1), None, (0.3, 0.3), (0.4, 0.4), (0.5, 0.4)]
    assert path(here) == "M0 0L10 10M30 30L40 40L50 40"
    assert path(here, over_gaps=True) == "M0 0L10 10L30 30L40 40L50 40"
    assert path([None, (0.0, 0.0), None]) == "M0 0"
    drawing = drawn(go.Scatter(x=[1, 2, 3, 4], y=[1, None, 2, 3], mode="lines+markers"))
    assert len(list(drawing.iter("use"))) == 3
    (line,) = (node for node in drawing.iter("path") if not node.get("id"))
    assert line.get("d").count("L") == 1


def test_points_stand_where_their_numbers_say():
    axes = {"xaxis_range": [0, 10], "yaxis_range": [0, 4]}
    drawing = drawn(go.Scatter(x=[0, 5], y=[1, 4], mode="lines+markers", line_dash="dot"), **axes)
    marks = [(node.get("x"), node.get("y")) for node in drawing.iter("use")]
    assert marks == [("0%", "75%"), ("50%", "0%")]
    (line,) = (node for node in drawing.iter("path") if not node.get("id"))
    assert (line.get("d"), line.get("stroke-dasharray")) == ("M0 75L50 0", "2.5 4")


def test_series_are_told_by_more_than_their_colour():
    hatched = go.Bar(x=["a"], y=[1], name="One", marker={"color": PALETTE[1], "pattern_shape": "/"})
    drawing = drawn(hatched, go.Bar(x=["a"], y=[2], name="Two", marker_color="#123456"))
    (pattern,) = drawing.iter("pattern")
    first, second = (node for node in drawing.iter("rect") if "cw-d-bar" in node.get("class", ""))
    assert first.get("fill") == f"url(#{pattern.get('id')})" and "cw-c1" in pattern.get("class")
    assert second.get("fill") is None and second.get("style") == "color:#123456"
    assert texts(drawing, "cw-d-legend") == ["One", "Two"]


def test_a_text_that_does_not_fit_into_its_bar_stands_beside_it_or_nowhere():
    def shown(**bar) -> int:
        trace = go.Bar(y=["a", "b"], x=[90, 2], text=["90 %", "2 %"], orientation="h", **bar)
        drawing = drawn(trace, xaxis_range=[0, 100])
        return sum("cw-d-in" in node.get("class", "") for node in drawing.iter("text")), len(
            list(drawing.iter("text"))
        )

    assert shown(textposition="inside") == (1, 1)
    assert shown(textposition="auto") == (1, 2)
    assert shown(textposition="outside") == (0, 2)
    assert shown(textposition="none") == (0, 0)


def test_panels_stand_above_each_other_on_one_axis():
    fig = make_subplots(rows=2, cols=1, shared_xaxes=True, row_heights=[0.7, 0.3])
    fig.add_bar(x=[2019, 2020], y=[1, 2], name="Level", row=1, col=1)
    fig.add_bar(x=[2020], y=[3], name="Growth", row=2, col=1)
    drawing = ET.fromstring(markup(fig))
    first, second = (node for node in drawing.iter() if node.get("class") == "cw-d-panel")
    assert bars(first)[1]["x"] == bars(second)[0]["x"], "2020 stands below 2020"
    assert float(first.get("style").split(":")[1]) > float(second.get("style").split(":")[1])


@pytest.mark.parametrize(
    "fig",
    [
        go.Figure(go.Pie(labels=["a"], values=[1])),
        go.Figure(go.Bar(x=["a"], y=[1]), {"yaxis_type": "log"}),
        go.Figure(go.Scatter(x=["2020-01-01", "2020-02-01"], y=[1, 2])),
        go.Figure(go.Scatter(x=[1, 2], y=[1, 2], fill="tozeroy")),
        go.Figure(go.Scatter(x=[1, 2], y=[1, 2], mode="text", text=["a", "b"])),
        go.Figure(go.Bar(x=["a"], y=[1], error_y={"array": [1]})),
        go.Figure(go.Bar(x=["a"], y=[1]), {"annotations": [{"text": "Here", "x": 0, "y": 1}]}),
        go.Figure(go.Bar(x=["a"], y=[1], marker_color=[3.5])),
        go.Figure(go.Bar(x=["a"], y=[1]), {"yaxis_tickformat": ".2s"}),
        go.Figure([go.Bar(x=["a"], y=[1]), go.Bar(y=["a"], x=[1], orientation="h")]),
        go.Figure(
            [go.Bar(x=["a"], y=[1]), go.Bar(x=["a"], y=[1], yaxis="y2")], {"yaxis2": {"overlaying": "y"}}
        ),
        go.Figure(go.Bar(x=["a"], y=[None])),
    ],
)
def test_what_is_not_understood_is_not_drawn_at_all(fig):
    assert markup(fig) == ""


def test_labels_keep_their_letters_and_nothing_else():
    assert rich("CO<sub>2</sub>,<br>tons & <a href='x'>more</a>") == "CO<sub>2</sub>, <br>tons &amp; more"
    assert rich("<img src=x onerror=y><script>5 < 6</script>") == "5 &lt; 6"
