"""The methods by which the bot gets its updates, and by which it leaves this server."""

from tests.bot.telegram.fake_api.errors import JSON, OTHER_WEBHOOK, WEBHOOK_IS_SET, conflict
from tests.bot.telegram.fake_api.registry import method
from tests.bot.telegram.fake_api.requests import Request
from tests.bot.telegram.fake_api.webhook import Webhook, check_address, check_secret
from tests.bot.telegram.fake_api.world import World

_MOST = 100


@method
async def get_updates(world: World, request: Request) -> list[JSON]:
    """Return what happened since the last poll, and wait for something to."""
    if world.webhook:
        raise conflict(WEBHOOK_IS_SET)
    _allow(world, request)
    limit = min(max(request.integer("limit") or _MOST, 1), _MOST)
    return await world.updates.poll(request.integer("offset") or 0, limit, request.number("timeout", 0))


@method
async def set_webhook(world: World, request: Request) -> bool:
    """Have updates posted to an address; without one, no longer."""
    address = request.text("url")
    if address:
        check_address(address)
        check_secret(request.text("secret_token"))
    await _end_webhook(world, request)
    _allow(world, request)
    if address:
        world.updates.end_poll(conflict(OTHER_WEBHOOK))
        world.webhook = Webhook(world, address, request.text("secret_token"), request.integer("max_connections") or 40)
    return True


@method
async def delete_webhook(world: World, request: Request) -> bool:
    """Have updates wait for polls again."""
    await _end_webhook(world, request)
    return True


@method
def get_webhook_info(world: World, request: Request) -> JSON:
    """Tell how the webhook does."""
    waiting = {"pending_update_count": len(world.updates), "has_custom_certificate": False}
    allowed = {"allowed_updates": sorted(world.updates.allowed)} if world.updates.allowed else {}
    about = world.webhook.to_json() if world.webhook else {"url": ""}
    return {**about, **waiting, **allowed}


@method
async def log_out(world: World, request: Request) -> bool:
    """Leave this server; it answers nothing more."""
    await _end_webhook(world, request)
    world.logged_out = True
    return True


@method
async def close(world: World, request: Request) -> bool:
    """Get ready to go to another server."""
    await _end_webhook(world, request)
    return True


def _allow(world: World, request: Request) -> None:
    kinds = request.object("allowed_updates")
    if kinds is not None:
        world.updates.allowed = frozenset(kinds) or None


async def _end_webhook(world: World, request: Request) -> None:
    if world.webhook:
        await world.webhook.stop()
        world.webhook = None
    if request.flag("drop_pending_updates"):
        world.updates.drop_all()
