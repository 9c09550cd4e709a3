"""What changed over time: publications compared, figure by figure."""
