"""README.txt of an export, made from the schema."""

from storage.classification import ExportFile, LeftOut
from storage.exports import fields_of, left_out, tables_of
from tests.handlers.conftest import House
from tests.handlers.exports import exported


async def test_the_readme_names_every_file_and_field_in_the_persons_language(house: House) -> None:
    await house.ask("/settings language:de")

    readme = exported(await house.ask("/export"))["README.txt"].decode("utf-8-sig")

    assert "Eine Kopie deiner Daten" in readme
    for file in ExportFile:
        assert file.value in readme
        assert all(field.name in readme for table in tables_of(file) for field in fields_of(table))
    assert all(f"{each.table}.{each.name}" in readme for why in LeftOut for each in left_out(why))
