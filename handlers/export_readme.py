"""README.txt of a data export: what each file holds and what is left out, as the data classes and the schema say."""

from collections.abc import Sequence

from handlers.call import Call
from handlers.export_content import FORMAT_VERSION
from handlers.export_zip import Entry
from handlers.policy import name_of
from handlers.times import moment
from storage.classification import ExportFile, LeftOut
from storage.exports import Field, fields_of, left_out, tables_of

README = "README.txt"


def readme(call: Call) -> Entry:
    """Write it in the asker's language."""
    parts = [call.say("export-readme", at=moment(call.now), version=FORMAT_VERSION, **call.operator)]
    parts += [_about(file, call) for file in ExportFile]
    reasons = [f"• {call.say(f'export-left-out-{why.name.lower()}')}\n{_left_out(why, call)}" for why in LeftOut]
    parts.append("\n\n".join([call.say("export-left-out"), *reasons]))
    return Entry(README, "\n\n".join(parts).replace("\n", "\r\n").encode("utf-8-sig"))


def _about(file: ExportFile, call: Call) -> str:
    tables = {table: fields_of(table) for table in tables_of(file)}
    lines = [file.value, *_named([field for fields in tables.values() for field in fields], call)]
    for table, fields in tables.items():
        kinds = ", ".join(f"{field.name} ({call.say(f'export-type-{field.kind}')})" for field in fields)
        lines.append(f"  {table}: {kinds}")
    return "\n".join(lines)


def _left_out(why: LeftOut, call: Call) -> str:
    """List what is left out for a reason, first the classes of data of which nothing is in the export."""
    fields = left_out(why)
    whole = [field for field in fields if field.data.value.left_out]
    return "\n".join([*_named(whole, call), "  " + ", ".join(f"{field.table}.{field.name}" for field in fields)])


def _named(fields: Sequence[Field], call: Call) -> list[str]:
    """Say what these fields are about, in the words of the privacy policy."""
    config, texts = call.services.config, call.services.texts
    classes = dict.fromkeys(field.data for field in fields)
    return [f"  {name_of(data, config, texts, call.language)}" for data in classes]
