"""What students get for work without a network: their files as a folder, and all of it as one zip.

`students_tree` writes the folder: notebooks, questions, data, the engine as a wheel and pinned requirements.
`write_bundle` zips it with the built book and a page to start from.
"""

from courseware.bundle.tree import students_tree

__all__ = ["students_tree"]
