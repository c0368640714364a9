"""The web playground: a chat page, the HTTP API behind it, and the pages and endpoints around it."""
