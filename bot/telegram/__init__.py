"""Telegram as a chat: updates in through a stored inbox, answers out at Telegram's own pace."""

import os

# python-telegram-bot 22 warns of every pause that it reports as a number; with this it is a timedelta, as from 23 on.
os.environ.setdefault("PTB_TIMEDELTA", "1")
