"""What a trainer sets: quizzes, the bank, their rules, who has more time. It may use `questions` and `core`."""
