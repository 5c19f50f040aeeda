"""How long a build takes, cold and warm, against plain Jupyter Book on the same sources."""
