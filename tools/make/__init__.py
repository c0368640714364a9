"""Tools that make a picture out of nothing."""
