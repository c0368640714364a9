"""A visitor's own jobs: their state, their files, and cancelling them. Another visitor's job is not there."""

import secrets
from typing import TYPE_CHECKING, Any

from aiohttp import web

from bot.web import downloads
from bot.web.chat import PLATFORM
from bot.web.context import WEB, account_of, identity_of, known_account
from bot.web.errors import not_found
from bot.web.reply_json import reply_json
from handlers import sealing
from handlers.delivery_plan import Wanted
from handlers.extras import Extras, wants_files
from handlers.outcome import Outcome
from handlers.reply import OutFile, Reply
from handlers.request import ReplyTo, Request
from handlers.result import failure_reply, result_reply, stopped_reply
from handlers.router import answer
from handlers.services import Services
from storage import accounts, jobs, uploads
from storage.jobs import Job

if TYPE_CHECKING:
    from storage.database import Connection

MOST_JOBS = 20
routes = web.RouteTableDef()


@routes.get("/api/v1/jobs")
async def recent(request: web.Request) -> web.Response:
    """Return the visitor's latest jobs, the newest first."""
    services = request.app[WEB].services
    account = await account_of(request)
    if account is None:
        return web.json_response({"jobs": []})
    async with services.database.read() as connection:
        rows = await jobs.history(connection, await accounts.family(connection, account.id), MOST_JOBS)
        as_file = await wants_files(connection, account.id)
    places = services.queue.places()
    return web.json_response({"jobs": [_job(job, services, places.get(job.id), as_file) for job in rows]})


@routes.get("/api/v1/jobs/{job}")
async def one(request: web.Request) -> web.Response:
    """Return one job with what came of it."""
    services = request.app[WEB].services
    async with services.database.read() as connection:
        job = await _own(request, connection)
        as_file = await wants_files(connection, job.account_id)
    return web.json_response(_job(job, services, services.queue.place(job.id), as_file))


@routes.post("/api/v1/jobs/{job}/cancel")
async def cancel(request: web.Request) -> web.Response:
    """Cancel a job as the command does, and return its state with the answer's words."""
    job, identity = await _find(request), identity_of(request)
    key = f"{PLATFORM}:{identity.external_id}:{secrets.token_hex(8)}"
    to = ReplyTo(PLATFORM, identity.external_id)
    asked = Request(identity, key, to, job.locale, command="cancel", given={"job": job.public_id})
    reply = await answer(asked, request.app[WEB].services)
    return web.json_response({"state": (await _find(request)).state, "text": reply.text})


@routes.get("/api/v1/jobs/{job}/files/{number}")
async def file(request: web.Request) -> web.StreamResponse:
    """Return one of a job's pictures, counted from 1; with ?download=1 as a file to save."""
    services = request.app[WEB].services
    async with services.database.read() as connection:
        job = await _own(request, connection)
        wanted = _file(_reply(job, services), request.match_info["number"])
        stored = await uploads.owned(connection, wanted.key or "", job.account_id, services.clock())
    if stored is None:
        raise not_found()
    how = "attachment" if "download" in request.query else "inline"
    headers = {
        "Content-Disposition": f'{how}; filename="{wanted.name}"',
        "Content-Security-Policy": "default-src 'none'; sandbox",
        "Cache-Control": "no-store",
    }
    async with downloads.opened(request, stored) as data:
        return await downloads.send(request, data, wanted.mime, headers)


async def _find(request: web.Request) -> Job:
    async with request.app[WEB].services.database.read() as connection:
        return await _own(request, connection)


async def _own(request: web.Request, connection: "Connection") -> Job:
    account = await known_account(request, connection)
    mine = await accounts.family(connection, account.id)
    job = await jobs.find_of(connection, request.match_info["job"], mine)
    if job is None:
        raise not_found()
    return job


def _file(reply: Reply, number: str) -> OutFile:
    if not (number.isascii() and number.isdigit() and 1 <= int(number[:4]) <= len(reply.files)):
        raise not_found()
    return reply.files[int(number[:4]) - 1]


def _job(job: Job, services: Services, place: int | None, as_file: bool) -> dict[str, Any]:
    return {
        **reply_json(_reply(job, services, as_file)),
        "id": job.public_id,
        "state": job.state,
        "settled": not job.is_open,
        "tools": job.tools,
        "price": job.price,
        "created": job.created_at.isoformat(),
        "place": place,
        "running": job.state == "running",
    }


def _reply(job: Job, services: Services, as_file: bool = False) -> Reply:
    """Return the answer to the job as it was, or will be, sent."""
    if job.is_open:
        return Reply(job=job.public_id)
    if job.state == "failed":
        return failure_reply(job, services)
    if job.state == "cancelled":
        return stopped_reply(job, services)
    if job.result is None:
        text = services.texts.say(services.texts.language(job.locale), "playground-job-gone")
        return Reply(text, job=job.public_id)
    outcome: Outcome = sealing.unseal_outcome(services.vault, job.account_id, job.result)
    return result_reply(job, outcome, services, (None,) * len(outcome.files), Extras(Wanted("file" if as_file else "")))
