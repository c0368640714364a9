"""What a job costs this person here and now: what is free today, who pays the rest, and what it takes of each limit.

`charge` is called in the transaction that writes the job. What it takes stays taken with the commit, and is given back
when the job comes to nothing, by `storage.jobs`.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from handlers.call import Call
from handlers.errors import AgreementMissing, BudgetSpent, DailyLimit, InTheGroupsName, OutOfCredits
from handlers.holders import holders
from handlers.prices import CLASSES, Class, amount_of, class_of, run_price
from handlers.services import Services
from handlers.times import in_time, until_tomorrow
from storage import accounts, notices, quotas
from storage.accounts import Account
from storage.database import Connection
from storage.quotas import BUDGET, Claim, day_of, month_of
from tools.tool import Tool
from tools.work import Step

WARN_PERCENT = 80
"""So much of a budget is spent when the owner is told."""

NONE = "none"
"""What stands for nothing in the facts of a sentence that then leaves its part out."""

_MOST_NAMED = 6


@dataclass(frozen=True, slots=True)
class Charge:
    """A price in credits; who pays it where it is not the asker; how many runs are free today; what is claimed."""

    price: int = 0
    payer_id: int | None = None
    free_runs: int = 0
    claims: tuple[Claim, ...] = ()


@dataclass(frozen=True, slots=True)
class Allowance:
    """What somebody has today: credits, and the free runs of each class that are left."""

    credits: int = 0
    free: Mapping[Class, int] = field(default_factory=dict)


async def charge(
    connection: Connection, call: Call, account: Account, steps: Sequence[Step], pictures: int, had: int = 0
) -> Charge:
    """Take what a job on so many pictures needs, but for the credits themselves.

    The first `had` steps made the picture that the others go on with, and cost nothing again.
    Raises AgreementMissing for a guest where only members may, DailyLimit and BudgetSpent; and in a group's name
    OutOfCredits where its pot cannot pay, InTheGroupsName where the share of the day is used. The account is locked.
    """
    asked = _Asked(call, account, steps, max(1, pictures), had)
    asked.check_agreement()
    pot = await _locked_pot(connection, call) if asked.is_priced() else None
    claims = [*await _budgets(connection, asked)]
    if not asked.is_counted():
        return Charge(claims=tuple(claims))
    counted = await holders(connection, call, account)
    free = {each: await _take_free(connection, asked, each, counted, claims) for each in asked.classes()}
    for each in asked.classes():
        await _take_daily(connection, asked, each, counted, claims)
    price = asked.price(free)
    pays = pot and price and await _take_of_pot(connection, call, pot, counted[0], price, claims)
    charged = Charge(price, pot.id if pot and pays else None, sum(free.values()), tuple(claims))
    if price and call.in_groups_name and not pays:  # else the pot would pay after all, as the asker's own account
        short = account.credits < price
        raise await out_of_credits(connection, call, account, steps, charged) if short else InTheGroupsName()
    return charged


async def allowance(call: Call) -> Allowance:
    """Return what the asker has today, to say prices before anything is paid; nothing where nothing costs anything."""
    if not call.services.config.prices.enabled:
        return Allowance()
    asked = _Asked(call, call.account, (), 1)
    async with call.services.database.read() as connection:
        counted = await holders(connection, call, call.account)
        free = {each: await _free_left(connection, asked, each, counted) for each in CLASSES}
    return Allowance(call.account.credits if call.account else 0, free)


def price_today(call: Call, steps: Sequence[Step], pictures: int, allowed: Allowance) -> int:
    """Return what a job would cost the asker now."""
    asked = _Asked(call, call.account, steps, max(1, pictures))
    return asked.price(dict(allowed.free))


async def free_runs_left(connection: Connection, call: Call) -> dict[Class, tuple[int, int]]:
    """Return of each class that has free runs how many are left today, and how many there are a day."""
    asked = _Asked(call, call.account, (), 1)
    counted = await holders(connection, call, call.account)
    return {
        each: (await _free_left(connection, asked, each, counted), asked.free_a_day(each))
        for each in CLASSES
        if asked.free_a_day(each)
    }


async def free_lines(call: Call) -> list[str]:
    """Say what is left of each free allowance of the day; nothing where nothing costs anything."""
    if not call.services.config.prices.enabled:
        return []
    async with call.services.database.read() as connection:
        free = await free_runs_left(connection, call)
    time = in_time(call.services.texts, call.language, until_tomorrow(call.now))
    return [
        call.say("usage-free", left=left, most=most, time=time, **{"class": each})
        for each, (left, most) in free.items()
    ]


async def price_lines(call: Call, tool: Tool[..., Any]) -> list[str]:
    """Say what a run of a tool costs the asker now, and what they have; nothing where it costs nothing."""
    price = run_price(Step(tool.name, {}), call.services.config.prices, call.services.catalog)
    if not price:
        return []
    allowed = await allowance(call)
    if left := allowed.free[class_of(tool)]:
        return [call.say("price-next-free", left=left, price=price)]
    if call.request.group:
        return [call.say("job-price", price=price)]
    return [call.say("job-price-of", price=price, balance=allowed.credits)]


async def out_of_credits(
    connection: Connection, call: Call, account: Account, steps: Sequence[Step], charged: Charge
) -> OutOfCredits:
    """Return the error that says what it costs, what there is, what is free and when, and how to get more.

    What `charge` took is still taken: the free runs of today are those that a smaller request could have.
    """
    services, language = call.services, call.language
    asked = _Asked(call, account, steps, 1)
    returns = not charged.free_runs and any(asked.free_a_day(each) for each in asked.classes())
    free = [
        tool.name
        for tool in services.catalog.values()
        if not run_price(Step(tool.name, {}), services.config.prices, services.catalog)
    ]
    now = await accounts.get(connection, account.id)
    return OutOfCredits(
        price=charged.price,
        balance=now.credits if now else 0,
        debt=now.debt if now else 0,
        time=in_time(services.texts, language, until_tomorrow(call.now)) if returns else NONE,
        still=charged.free_runs,
        pot=await _why_no_pot(connection, call, charged.price),
        free=", ".join(free[:_MOST_NAMED]) or NONE,
        more=services.config.prices.more or services.texts.say(language, "credits-more", **call.operator),
    )


async def _why_no_pot(connection: Connection, call: Call, price: int) -> str:
    """Return why the credits of this group did not pay: "short", "share", or that it has none."""
    request = call.request
    pot = await accounts.find(connection, request.identity.platform, request.group) if request.group else None
    if pot is None:
        return NONE
    return "short" if pot.credits < price else "share"


async def tell_of_spent_budget(services: Services, error: BudgetSpent) -> None:
    """Tell the owner once a month that calls to a processor stop; what was refused has undone its own transaction."""
    name, month = str(error.facts["name"]), str(error.facts["month"])
    async with services.database.write() as connection:
        topic = f"{BUDGET}{name} {month} 100"
        await notices.add(connection, topic, "notice-budget-spent", services.clock(), {"name": name, "month": month})


class _Asked:
    """What is asked: each step on each picture is a run, of its class and at its price."""

    def __init__(self, call: Call, account: Account | None, steps: Sequence[Step], pictures: int, had: int = 0) -> None:
        config, catalog = call.services.config, call.services.catalog
        self.call = call
        self.steps = steps
        self.pictures = pictures
        self.is_member = account is not None and account.role == "member"
        self._config = config
        self._runs: list[tuple[Class, int]] = [
            (
                class_of(catalog[step.tool]),
                0 if number < had and not self._is_bought(step) else run_price(step, config.prices, catalog),
            )
            for number, step in enumerate(steps)
        ] * pictures

    def check_agreement(self) -> None:
        if not self.is_member and any(each != "local" for each, _ in self._runs):
            raise AgreementMissing

    def is_priced(self) -> bool:
        return any(price for _, price in self._runs)

    def is_counted(self) -> bool:
        """Whether anything of the day is claimed for it: free runs, runs at all, a share of a pot."""
        return self.is_priced() or any(self.most_a_day(each) is not None for each in self.classes())

    def classes(self) -> list[Class]:
        """Return the classes there are, in one order, so that two who claim never wait for each other."""
        return sorted({each for each, _ in self._runs})

    def runs(self, of: Class) -> int:
        return sum(each == of for each, _ in self._runs)

    def priced(self, of: Class) -> list[int]:
        """Return the prices of the runs of a class that cost something, the dearest first: that is what is free."""
        return sorted((price for each, price in self._runs if each == of and price), reverse=True)

    def price(self, free: dict[Class, int]) -> int:
        return sum(sum(self.priced(each)[free.get(each, 0) :]) for each in self.classes())

    def free_a_day(self, of: Class) -> int:
        if self.call.in_groups_name:  # anyone can make a group, and another
            return 0
        quotas_config = self._config.quotas
        return (quotas_config.free_member if self.is_member else quotas_config.free_guest).get(of, 0)

    def most_a_day(self, of: Class) -> int | None:
        quotas_config = self._config.quotas
        return (quotas_config.most_member if self.is_member else quotas_config.most_guest).get(of)

    def _is_bought(self, step: Step) -> bool:
        """Whether a processor is paid for it, each time that it is run."""
        return any(amount_of(step, costs) for costs in self._config.budgets.costs.values())

    def cents(self) -> Counter[str]:
        """Return what this costs the operator at each paid processor."""
        found: Counter[str] = Counter()
        for processor, costs in self._config.budgets.costs.items():
            for step in self.steps:
                found[processor] += (amount_of(step, costs) or 0) * self.pictures
        return +found

    def budget(self, processor: str) -> int | None:
        return self._config.budgets.monthly.get(processor)


async def take_of_all(
    connection: Connection, name: str, counted: Iterable[bytes], units: int, limit: int, call: Call
) -> list[Claim] | None:
    """Claim the same of this day of every holder; None, with nothing claimed, where one has used its limit."""
    taken: list[Claim] = []
    for holder in sorted(counted):
        claim = Claim(name, holder, day_of(call.now), units)
        if not await quotas.take(connection, claim, limit):
            await quotas.release(connection, taken)
            return None
        taken.append(claim)
    return taken


async def _free_left(connection: Connection, asked: _Asked, of: Class, counted: Sequence[bytes]) -> int:
    limit = asked.free_a_day(of)
    if not limit:
        return 0
    day = day_of(asked.call.now)
    used = [await quotas.used(connection, holder, f"free {of}", day) for holder in counted]
    return max(0, limit - max(used))


async def _take_free(
    connection: Connection, asked: _Asked, of: Class, counted: Sequence[bytes], claims: list[Claim]
) -> int:
    """Claim as many free runs as there are and can be used; return how many."""
    wanted = len(asked.priced(of))
    runs = min(wanted, await _free_left(connection, asked, of, counted)) if wanted else 0
    taken = (
        await take_of_all(connection, f"free {of}", counted, runs, asked.free_a_day(of), asked.call) if runs else None
    )
    claims += taken or []
    return runs if taken else 0


async def _take_daily(
    connection: Connection, asked: _Asked, of: Class, counted: Sequence[bytes], claims: list[Claim]
) -> None:
    limit = asked.most_a_day(of)
    if limit is None:
        return
    taken = await take_of_all(connection, f"most {of}", counted, asked.runs(of), limit, asked.call)
    if taken is None:
        services, call = asked.call.services, asked.call
        time = in_time(services.texts, call.language, until_tomorrow(call.now))
        runs = asked.runs(of)
        fits = "no" if runs > limit else "yes"
        raise DailyLimit(limit=limit, asked=runs, fits=fits, of=of, time=time)
    claims += taken


async def _locked_pot(connection: Connection, call: Call) -> Account | None:
    """Return the account of the group, locked before any quota as everyone does who changes both."""
    if not call.request.group:
        return None
    return await accounts.find_and_lock(connection, call.request.identity.platform, call.request.group)


async def _take_of_pot(
    connection: Connection, call: Call, pot: Account, person: bytes, price: int, claims: list[Claim]
) -> bool:
    """Claim the price of the member's share; False where they have used it, or the pot does not hold enough."""
    if pot.credits < price:
        return False
    taken = await take_of_all(connection, f"pot {pot.id}", [person], price, pot_cap(call), call)
    claims += taken or []
    return taken is not None


def pot_cap(call: Call) -> int:
    """Return how many credits of this group's pot one member may use a day."""
    chosen = call.group.pot_cap if call.group else None
    return call.services.config.quotas.pot_per_member if chosen is None else chosen


async def _budgets(connection: Connection, asked: _Asked) -> list[Claim]:
    month, now = month_of(asked.call.now), asked.call.now
    claims = []
    for processor, cents in sorted(asked.cents().items()):
        limit = asked.budget(processor)
        claim = Claim(f"{BUDGET}{processor}", processor.encode(), month, cents)
        if not await quotas.take(connection, claim, limit):
            raise BudgetSpent(name=processor, month=f"{month:%Y-%m}")
        claims.append(claim)
        spent = await quotas.used(connection, claim.holder, claim.name, month)
        if limit is not None and spent * 100 >= limit * WARN_PERCENT:
            facts: dict[str, str | int] = {"name": processor, "spent": spent, "limit": limit, "month": f"{month:%Y-%m}"}
            topic = f"{claim.name} {month:%Y-%m} {WARN_PERCENT}"
            await notices.add(connection, topic, "notice-budget", now, facts)
    return claims
