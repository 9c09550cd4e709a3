"""Where DATA comes from: git is read here and nowhere else."""
