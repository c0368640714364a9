"""The check against the official description, and the fake's own keeping to it."""

from typing import Any

import pytest
from aiohttp import ClientSession

from tests.bot.discord.fake_discord import FakeDiscord, User
from tests.bot.discord.fake_discord.registry import OPERATIONS
from tests.bot.discord.fake_discord.specification import MISSING, Specification, specification


@pytest.fixture(scope="module")
def known() -> Specification:
    return specification() or pytest.skip(MISSING)


def test_operations_are_named_and_placed_as_the_description_says(known: Specification) -> None:
    for name, operation in OPERATIONS.items():
        method, path, _ = known.operations[name]
        assert (operation.method, operation.path) == (method, path)


def test_what_needs_a_token_needs_one_in_the_description(known: Specification) -> None:
    for name, operation in OPERATIONS.items():
        security = known.operations[name][2].get("security", [])
        assert operation.signed or {} in security, name


@pytest.mark.parametrize(
    ("operation", "body", "problem"),
    [
        ("create_message", {"content": "hello"}, ""),
        ("create_message", {"content": 7}, "create_message.content: 7 is no string or null"),
        ("create_message", {"content": "x" * 4001}, "create_message.content: 4001 letters"),
        ("create_message", {"attachments": [{"id": 0}]}, ""),
        ("create_message", {"attachments": [{}]}, "create_message.attachments[0]: id is missing"),
        ("create_message", {"attachments": [{"id": "-1"}]}, "does not look like"),
        ("create_message", {"components": [{"type": 99}]}, "99 is none of"),
        ("create_message", {"components": [{"type": 1, "components": [{"type": 2}]}]}, "style is missing"),
        ("create_message", None, "create_message: the body is missing"),
        ("create_dm", {"recipient_id": 1 << 60}, ""),
        ("get_my_user", {"x": 1}, "get_my_user: takes no body"),
        ("create_interaction_response", {"type": 5, "data": {"flags": 64}}, ""),
        ("create_interaction_response", {"type": 9, "data": {"title": "x"}}, "custom_id is missing"),
        ("bulk_set_application_commands", [{"name": "x"}], ""),
        ("bulk_set_application_commands", [{"name": "x", "default_member_permissions": "32"}], ""),
        ("bulk_set_application_commands", {}, "is no array"),
        ("bulk_set_application_commands", [{"name": "x", "contexts": []}], "contexts: 0 items"),
        ("bulk_set_application_commands", [{"name": "x", "default_member_permissions": -1}], "out of range"),
    ],
)
def test_what_is_wrong_with_a_body(known: Specification, operation: str, body: Any, problem: str) -> None:
    problems = known.check_request(operation, body)
    assert problems == [] if not problem else any(problem in found for found in problems), problems


def test_what_is_wrong_with_an_answer(known: Specification) -> None:
    assert known.check_answer("get_gateway", {"url": "ws://127.0.0.1/"}) == []
    assert known.check_answer("get_gateway", {}) == ["get_gateway: url is missing"]
    assert known.check_answer("delete_message", None) == []


async def test_a_body_that_breaks_the_description_is_refused_and_noted(
    known: Specification, fake: FakeDiscord, anna: User
) -> None:
    headers = {"Authorization": f"Bot {fake.token}"}
    url = f"{fake.api_url}/channels/{anna.dm.id}/messages"
    async with ClientSession(headers=headers) as http:
        async with http.post(url, json={"content": 7}) as answer:
            assert (answer.status, (await answer.json())["code"]) == (400, 50035)
        async with http.post(url, data=b"{", headers={"Content-Type": "application/json"}) as answer:
            assert (answer.status, (await answer.json())["code"]) == (400, 50109)
        async with http.get(f"{fake.api_url}/nowhere") as answer:
            assert (answer.status, await answer.json()) == (404, {"message": "404: Not Found", "code": 0})
    assert [violation.partition(":")[0] for violation in fake.violations] == [
        "create_message",
        "GET /api/v10/nowhere",
    ]
    fake.violations.clear()
