"""Article -> Coded."""
