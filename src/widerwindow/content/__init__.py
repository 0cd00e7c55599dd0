"""What an author writes, read from YAML into checked models. Imports nothing else of Wider Window."""
