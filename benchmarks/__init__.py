"""What freshlint costs, beside what people use: `make bench` writes benchmarks/RESULTS.md."""
