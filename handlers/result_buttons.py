"""The buttons under a result: once more, back, the other form, further tools, away with it. All but the last stay."""

from collections.abc import Sequence
from dataclasses import replace

from handlers.arguments import MAX_TEXT
from handlers.delivery_plan import Wanted, plan_delivery
from handlers.errors import BadPipeline
from handlers.outcome import Outcome
from handlers.pipeline import MOST_CHAINED, check_order, check_several, needs_picture, write_chain
from handlers.prices import price_of
from handlers.removing import REMOVE
from handlers.request import ChatLimits
from handlers.services import Services
from handlers.single_use import Offer
from handlers.words import priced
from storage.jobs import Job
from tools.work import Step

_JPEG = "jpeg"


def result_offers(
    job: Job, steps: Sequence[Step], pictures: int, outcome: Outcome, wanted: Wanted, services: Services
) -> list[list[Offer]]:
    """Return what to offer under a result of these steps on so many pictures, in rows."""
    offers = _Offers(job, tuple(steps), pictures, outcome, wanted, services)
    rows = [offers.again_and_back(), [*offers.other_form(), *offers.more(), offers.remove()]]
    return [row for row in rows if row]


class _Offers:
    """The buttons for one result."""

    def __init__(
        self, job: Job, steps: tuple[Step, ...], pictures: int, outcome: Outcome, wanted: Wanted, services: Services
    ) -> None:
        self._job = job
        self._steps = steps
        self._pictures = pictures
        self._outcome = outcome
        self._wanted = wanted
        self._form = wanted.form
        self._services = services
        self._limits: ChatLimits = services.chats[job.platform].limits
        self._language = services.texts.language(job.locale)

    def again_and_back(self) -> list[Offer]:
        steps = self._steps
        has_source = needs_picture(steps, self._services.catalog)
        found = []
        if steps and self._may_follow(steps[-1]):
            found.append(self._redo("button-again", (*steps, steps[-1]), self._form))
        if self._limits.opens_forms and steps and self._services.catalog[steps[-1].tool].params:
            found.append(self._adjust(steps))
        if len(steps) > 1:
            found.append(self._redo("button-undo", steps[:-1], self._form))
        if steps and has_source:
            found.append(self._redo("button-original", (), self._form))
        return found

    def other_form(self) -> list[Offer]:
        """Offer the result as a file, or else shown, where the chat can show it."""
        made = self._outcome.files[0]
        if plan_delivery(made, self._limits, self._wanted).form != "file":
            return [self._sent_as("button-as-file", self._steps, "file")]
        steps = self._steps
        as_photo = Wanted("photo")
        shown = plan_delivery(made, self._limits, as_photo).form
        if shown == "file" and made.frames == 1:
            # As a jpeg it has no transparency that a photo would lose.
            steps = (*steps, _as_jpeg(self._services))
            shown = plan_delivery(replace(made, format=_JPEG, has_alpha=False), self._limits, as_photo).form
        if shown == "file" or len(steps) > MOST_CHAINED:
            return []
        return [self._sent_as("button-as-animation" if shown == "animation" else "button-as-photo", steps, "photo")]

    def more(self) -> list[Offer]:
        chain = write_chain(self._steps, self._services.catalog)
        if len(self._steps) >= MOST_CHAINED or len(chain) > MAX_TEXT:
            return []
        return [Offer(self._say("button-more"), "more", {"pipeline": chain}, stays=True)]

    def remove(self) -> Offer:
        return Offer(self._say("button-remove"), REMOVE, style="danger")

    def _may_follow(self, step: Step) -> bool:
        """Whether the step can be done once more on what it made."""
        steps = (*self._steps, step)
        try:
            check_order(steps, self._services.catalog)
            if self._pictures > 1:
                check_several(steps, self._services.catalog)
        except BadPipeline:
            return False
        return len(steps) <= MOST_CHAINED and len(write_chain(steps, self._services.catalog)) <= MAX_TEXT

    def _redo(self, key: str, steps: Sequence[Step], form: str) -> Offer:
        config, catalog = self._services.config, self._services.catalog
        price = price_of(steps, max(1, self._pictures), config.prices, catalog)
        label = priced(self._services.texts, self._language, self._say(key), price)
        given = {"pipeline": write_chain(steps, self._services.catalog), "form": form}
        return Offer(label, "redo", given, stays=True)

    def _sent_as(self, key: str, steps: tuple[Step, ...], form: str) -> Offer:
        """Offer the result in another form: what was paid for is sent again, anything else made again."""
        if self._job.price and steps == self._steps and all(made.key for made in self._outcome.files):
            return Offer(self._say(key), "resend", {"job": self._job.public_id, "form": form}, stays=True)
        return self._redo(key, steps, form)

    def _adjust(self, steps: tuple[Step, ...]) -> Offer:
        *before, last = (write_chain((step,), self._services.catalog) for step in steps)
        given = {"step": last, "pipeline": " | ".join(before), "form": self._form}
        return Offer(self._say("button-adjust"), "adjust", given, stays=True)

    def _say(self, key: str) -> str:
        return self._services.texts.say(self._language, key)


def _as_jpeg(services: Services) -> Step:
    return Step("convert", services.catalog["convert"].bind({"to": _JPEG}))
