"""Part a text that is too long for one message."""


def split_text(text: str, length: int) -> list[str]:
    """Part a text at line ends into pieces that each fit `length`; a line that is too long is cut."""
    pieces = [""]
    for line in text.splitlines() or [""]:
        for start in range(0, max(1, len(line)), length):
            part = line[start : start + length]
            joined = f"{pieces[-1]}\n{part}" if pieces[-1] else part
            if len(joined) <= length:
                pieces[-1] = joined
            else:
                pieces.append(part)
    return pieces
