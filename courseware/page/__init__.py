"""What a page is made of: scripts, style sheets, and a question as an HTML form (`item_html`).

The book's pages and a notebook's forms take them from here, so a question is the same in both. `grading/` is
the script of the teacher's page.
"""
