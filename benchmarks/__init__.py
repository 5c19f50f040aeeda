"""What the project is measured against: `python -m benchmarks`, or one part alone. See README.md."""
