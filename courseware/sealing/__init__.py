"""What a page is told about a unit's questions: everything (the key), or only what it may show."""
