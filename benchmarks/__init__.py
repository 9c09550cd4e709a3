"""The figures the README quotes, measured: `python -m benchmarks`, never a test."""
