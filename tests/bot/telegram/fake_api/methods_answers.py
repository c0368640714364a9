"""The methods that answer a press or a payment, and that give out a file's link."""

from time import monotonic

from tests.bot.telegram.fake_api.errors import JSON, QUERY_TOO_OLD, bad_request
from tests.bot.telegram.fake_api.messages import Content
from tests.bot.telegram.fake_api.presses import Toast
from tests.bot.telegram.fake_api.registry import method
from tests.bot.telegram.fake_api.requests import Request
from tests.bot.telegram.fake_api.world import World

PRESS_SECONDS = 30
CHECKOUT_SECONDS = 10
TOAST_LENGTH = 200


@method
def get_file(world: World, request: Request) -> JSON:
    """Give out the link of a file."""
    return world.files.link(request.text("file_id"), world.clock.now())


@method
def answer_callback_query(world: World, request: Request) -> bool:
    """Show a person what their press did. Each is answered once, and soon."""
    press = world.presses.get(request.text("callback_query_id"))
    if press is None or press.toast or world.clock.now() - press.at > PRESS_SECONDS:
        raise bad_request(QUERY_TOO_OLD)
    if len(request.text("text")) > TOAST_LENGTH:
        raise bad_request("MESSAGE_TOO_LONG")
    url = request.text("url")
    if url and not url.startswith(f"https://t.me/{world.bot.username}?start="):
        raise bad_request("URL_INVALID")
    press.answer(Toast(request.text("text"), request.flag("show_alert"), url))
    return True


@method
def answer_pre_checkout_query(world: World, request: Request) -> bool:
    """Let a payment go on, or not. Whoever pays has paid once it goes on."""
    checkout = world.checkouts.pop(request.text("pre_checkout_query_id"), None)
    if checkout is None or monotonic() - checkout.at > CHECKOUT_SECONDS:
        raise bad_request(QUERY_TOO_OLD)
    refusal = None if request.flag("ok") else request.text("error_message")
    checkout.answer(refusal, monotonic() - checkout.at)
    if refusal is None:
        paid = {"currency": "XTR", "total_amount": checkout.stars, "invoice_payload": checkout.payload}
        charges = {"telegram_payment_charge_id": f"stx{world.number()}", "provider_payment_charge_id": ""}
        world.say(checkout.user, checkout.user.chat, Content(other={"successful_payment": {**paid, **charges}}))
    return True
