"""The page learns who its visitor is and which words to use."""

from pathlib import Path

from tests.bot.web.conftest import Opened, Site, Visitor, serve


async def test_a_new_visitor_is_a_guest(visitor: Visitor) -> None:
    session = await visitor.arrive()

    assert session["visitor"] == {"agreed": False, "language": None, "credits": None, "refusal": None}
    assert session["languages"] == ["de", "en"]


async def test_who_needs_an_invitation_is_told_so_until_they_showed_it(tmp_path: Path, open_visitor: Opened) -> None:
    async with serve(tmp_path, access="invite", invite_codes=("open-sesame",)) as site:
        visitor = await open_visitor(site)
        await visitor.arrive()
        asked = await visitor.arrive()
        await visitor.say(id="start-123", text="/start open-sesame")

        assert "/start CODE" in asked["visitor"]["refusal"]
        assert (await visitor.arrive())["visitor"]["refusal"] is None


async def test_the_page_is_told_how_many_pictures_one_job_takes(visitor: Visitor, site: Site) -> None:
    session = await visitor.arrive()

    assert session["chat"]["limits"]["pictures"] == site.services.config.jobs.pictures


async def test_one_network_cannot_bring_visitors_without_end(tmp_path: Path, open_visitor: Opened) -> None:
    async with serve(tmp_path, visitors_per_hour=3, trusted_proxies=("127.0.0.0/8",)) as site:
        states = []
        for number in range(5):
            headers = {"X-Forwarded-For": f"203.0.113.{number}"}
            states.append((await (await open_visitor(site)).get("/api/v1/session", headers=headers)).status)
        elsewhere = await (await open_visitor(site)).get("/api/v1/session", headers={"X-Forwarded-For": "198.51.100.1"})

        assert states == [200] * 3 + [429] * 2
        assert elsewhere.status == 200


async def test_a_person_at_this_machine_is_not_counted(tmp_path: Path, open_visitor: Opened) -> None:
    async with serve(tmp_path, visitors_per_hour=1) as site:
        assert [(await (await open_visitor(site)).get("/api/v1/session")).status for _ in range(3)] == [200] * 3


async def test_every_word_of_the_page_comes_in_both_languages(visitor: Visitor, site: Site) -> None:
    english = (await (await visitor.get("/api/v1/words?lang=en")).json())["words"]
    german = (await (await visitor.get("/api/v1/words?lang=de")).json())["words"]

    assert english.keys() == german.keys()
    assert english["playground-in-line"] == "In line, place {place}"
    assert german["playground-send"] == "Senden"
