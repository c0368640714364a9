"""A form with files as a fake platform receives it."""

from dataclasses import dataclass, field

from aiohttp import BodyPartReader, web


@dataclass
class Form:
    """The words and the files of a form, by their names; a file with the name that it came under."""

    words: dict[str, str] = field(default_factory=dict)
    files: dict[str, tuple[str, bytes]] = field(default_factory=dict)


async def read_form(http: web.Request) -> Form:
    """Read a multipart body; raises HTTPRequestEntityTooLarge past the application's limit.

    aiohttp's own way leaves a file open when the sender is killed in the middle.
    """
    form, size = Form(), 0
    parts = await http.multipart()
    while (part := await parts.next()) is not None:
        assert isinstance(part, BodyPartReader)
        data = await part.read(decode=True)
        size += len(data)
        if size > http.client_max_size:
            raise web.HTTPRequestEntityTooLarge(http.client_max_size, size)
        name = part.name or ""
        if part.filename:
            form.files[name] = (part.filename, bytes(data))
        else:
            form.words[name] = data.decode()
    return form
