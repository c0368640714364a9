"""Tools that make or change an animation."""
