"""Tools that change a picture."""
