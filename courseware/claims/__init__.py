"""What the sources of a unit claim, and how each claim fares: the register behind the book's numbers."""
