"""Every key says what it does; an unknown key is refused."""

import pytest
from pydantic import BaseModel, ValidationError

from handlers.config import AccessConfig, JobsConfig, PricesConfig, PrivacyConfig

SECTIONS = (AccessConfig, PricesConfig, JobsConfig, PrivacyConfig)


@pytest.mark.parametrize("section", SECTIONS)
def test_every_key_has_a_sentence(section: type[BaseModel]) -> None:
    for name, field in section.model_fields.items():
        assert field.description, name
        assert field.description.endswith("."), name


@pytest.mark.parametrize("section", SECTIONS)
def test_unknown_keys_are_refused(section: type[BaseModel]) -> None:
    with pytest.raises(ValidationError):
        section.model_validate({"no_such_key": 1})


def test_a_price_is_never_negative() -> None:
    with pytest.raises(ValidationError):
        PricesConfig(tools={"blur": -1})
