"""What a student sends, a record or a notebook, and how it is read without trusting it.

* ``record``            the record's format: made, read, checked;
* ``notebook_answers``  the answers in a notebook's outputs;
* ``recognise``         which of the two a file is, told by its content;
* ``strict_json``       JSON from strangers;
* ``plain_file``        a file from strangers, read up to a size.
"""
