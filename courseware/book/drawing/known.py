"""What a specification may hold and still be drawn.

Most of these are heeded; others change nothing that a drawing shows, such as the text at a pointer. Whatever
is not named here would be missing, and might change what a figure says.
"""

_ANY_TRACE = """
    type name x y xaxis yaxis visible showlegend legendgroup legendrank marker opacity cliponaxis orientation
    hoverinfo hoverlabel hoveron hovertemplate hovertext customdata uid ids meta
"""
_BAR = """
    text textposition textfont textangle insidetextanchor insidetextfont outsidetextfont constraintext
    offsetgroup alignmentgroup
"""
_LINE = "mode line connectgaps"
_LAYOUT = """
    title meta template barmode bargap bargroupgap colorway height width autosize margin font legend
    showlegend separators hovermode hoverlabel hoverdistance dragmode clickmode uirevision modebar
    paper_bgcolor plot_bgcolor
"""
_AXIS = """
    title type range autorange rangemode domain anchor matches fixedrange constrain categoryorder
    categoryarray
    tickmode tickvals ticktext dtick tick0 nticks tickformat ticksuffix tickprefix tickfont tickangle
    ticks ticklen tickcolor tickwidth showticklabels separatethousands hoverformat automargin
    showgrid gridcolor gridwidth griddash zeroline zerolinecolor zerolinewidth showline linecolor linewidth
    mirror color layer
"""

BAR = frozenset((_ANY_TRACE + _BAR).split())
LINE = frozenset((_ANY_TRACE + _LINE).split())
LAYOUT = frozenset(_LAYOUT.split())
AXIS = frozenset(_AXIS.split())
