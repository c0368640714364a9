"""Discord as a chat: interactions in, each acknowledged at once; answers out as one edit of what was acknowledged."""
