"""Pictures: tools, the engine that runs them, and its worker processes. Knows no chat and no database."""
