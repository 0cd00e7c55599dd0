"""What all scripts and styles of the engine share, and what makes one script of those that import each other."""
