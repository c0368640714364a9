"""What a user may ask for, the same in every chat. Knows no chat library, no table and no pixel."""
