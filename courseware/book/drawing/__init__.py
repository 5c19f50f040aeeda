"""A plotly figure drawn when the book is built: what a page shows before any script, and what paper shows.

``figure.draw`` makes HTML and SVG of a specification. Letters have the size that the reader has set:
positions are percentages, lengths grow with the letters, and the browser places labels and legend
(``page/drawing.css``). Colours are classes, known to the theme.

* ``svg``     elements and safe text,
* ``style``   a trace's colour, pattern, dash and marker,
* ``scale``   from values to places on an axis, ticks and their labels,
* ``known``   the parts of a specification that a drawing heeds or can leave out,
* ``traces``  what a specification plots, or None where it holds what is not drawn here,
* ``bars``    bars beside and on top of each other,
* ``lines``   lines with gaps, and markers,
* ``axes``    ticks' labels, titles, and the lines through the plot,
* ``rows``    horizontal bars with a label each,
* ``panels``  everything else, one panel above the other,
* ``legend``  what tells the traces apart,
* ``figure``  the whole.
"""
