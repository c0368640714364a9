"""What a data export holds: its files one after another, each made from the rows and files of one person alone."""

import csv
import json
from collections.abc import AsyncIterator, Iterable, Sequence
from io import StringIO
from typing import Any

from handlers.export_rows import plain_row
from handlers.export_zip import Entry
from handlers.services import Services
from storage import exports, uploads
from storage.classification import ExportFile
from storage.errors import FileGone, KeyMissing, KeyWrong
from storage.exports import Row, fields_of, tables_of
from tools.formats import format_of_bytes

FORMAT_VERSION = 1
"""Goes up when something in an export gets another name or another meaning."""


class Content:
    """The files of an export of these accounts. No text is longer than `most_text` bytes: it goes on in a next file.

    A picture of more than `most_media` bytes is left out, and so is one that is gone by the time it is read.
    """

    def __init__(self, services: Services, account_ids: Sequence[int], most_text: int, most_media: int) -> None:
        self._services = services
        self._account_ids = account_ids
        self._most_text = most_text
        self._most_media = most_media

    async def entries(self) -> AsyncIterator[Entry]:
        """Yield every file: first the tables, then the pictures and what is known of them."""
        for file in ExportFile:
            if file is ExportFile.MEDIA:
                files = self._media()
            elif file.value.endswith(".json"):
                files = self._document(file)
            else:
                files = self._lines(file)
            async for entry in files:
                yield entry

    async def _document(self, file: ExportFile) -> AsyncIterator[Entry]:
        plain: dict[str, Any] = {"version": FORMAT_VERSION}
        for table in tables_of(file):
            plain[table] = [plain_row(table, row, self._services) async for row in self._rows(table)]
        yield Entry(file.value, json.dumps(plain, ensure_ascii=False, indent=2).encode())

    async def _lines(self, file: ExportFile) -> AsyncIterator[Entry]:
        (table,) = tables_of(file)
        is_csv = file.value.endswith(".csv")
        names = [field.name for field in fields_of(table)]
        block = _Block(file, self._most_text, _csv_line(names) if is_csv else b"")
        async for row in self._rows(table):
            plain = plain_row(table, row, self._services)
            if full := block.add(_csv_line(plain.values()) if is_csv else _json_line(plain)):
                yield full
        yield block.taken()

    async def _media(self) -> AsyncIterator[Entry]:
        (table,) = tables_of(ExportFile.MEDIA)
        number = 0
        block = _Block(ExportFile.MEDIA, self._most_text)
        async for row in self._rows(table):
            if row["expires_at"] <= self._services.clock() or row["kind"] in uploads.EXPORTS:
                continue
            number += 1
            picture = await self._picture(row, number)
            if picture:
                yield picture
            plain = plain_row(table, row, self._services) | {"key": picture.name if picture else None}
            if full := block.add(_json_line(plain)):
                yield full
        yield block.taken()

    async def _picture(self, row: Row, number: int) -> Entry | None:
        if row["size"] > self._most_media:
            return None
        try:
            data = await self._services.files.get(row["key"], row["account_id"])
        except (FileGone, KeyMissing, KeyWrong):
            return None
        found = format_of_bytes(data)
        return Entry(f"media/{row['kind']}-{number:04}.{found.extension if found else 'bin'}", data, is_packed=True)

    async def _rows(self, table: str) -> AsyncIterator[Row]:
        """Yield the rows page by page: no transaction stays open while something else is waited for."""
        after: Row | None = None
        while True:
            async with self._services.database.read() as connection:
                page = await exports.page(connection, table, self._account_ids, after)
            for row in page:
                yield row
            if len(page) < exports.PAGE:
                return
            after = page[-1]


class _Block:
    """The lines of a file, and of those in which it goes on once it is too long: history.jsonl, history-2.jsonl."""

    def __init__(self, file: ExportFile, most: int, heading: bytes = b"") -> None:
        self._file = file
        self._most = most
        self._heading = heading
        self._number = 1
        self._lines: list[bytes] = []
        self._size = len(heading)

    def add(self, line: bytes) -> Entry | None:
        """Add a line; return the file that was filled where it went into a new one."""
        full = self.taken() if self._lines and self._size + len(line) > self._most else None
        self._lines.append(line)
        self._size += len(line)
        return full

    def taken(self) -> Entry:
        """Return the file with what is in it, and begin the next."""
        stem, _, ending = self._file.value.rpartition(".")
        name = f"{stem}-{self._number}.{ending}" if self._number > 1 else self._file.value
        entry = Entry(name, self._heading + b"".join(self._lines))
        self._lines, self._size, self._number = [], len(self._heading), self._number + 1
        return entry


def _json_line(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def _csv_line(values: Iterable[object]) -> bytes:
    line = StringIO()
    csv.writer(line).writerow(values)
    return line.getvalue().encode()
