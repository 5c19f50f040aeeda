"""What a student sends, a record or a notebook, and how it is read without trusting it.

* ``record``            the record's format: made, read, checked;
* ``notebook_answers``  the answers in a notebook's outputs;
* ``recognise``         which of the two a file is, told by its content;
* ``strict_json``       JSON from strangers;
* ``plain_file``        a file from strangers, read up to a size;
* ``found``, ``archive``, ``table``  a file handed in, on disk, in a zip or in a Parquet table;
* ``place``             what folders and file names tell about who handed in.
"""
