"""What people have bought of the app."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tests.bot.discord.fake_discord.errors import JSON

if TYPE_CHECKING:
    from tests.bot.discord.fake_discord.accounts import Account

_KIND = 8  # the only one of the description that is bought


@dataclass(eq=False)
class Entitlement:
    """Something bought. `consumed` tells that the bot has handed it out, `deleted` that it was paid back."""

    id: int
    application_id: int
    sku_id: int
    user: Account
    consumed: bool = False
    deleted: bool = False

    def to_json(self) -> JSON:
        """Return it as the platform describes it."""
        about: JSON = {"id": str(self.id), "sku_id": str(self.sku_id), "application_id": str(self.application_id)}
        about |= {"user_id": str(self.user.id), "type": _KIND, "deleted": self.deleted, "consumed": self.consumed}
        return about | {"starts_at": None, "ends_at": None}


@dataclass
class Entitlements:
    """Everything bought. `tell` tells the bot of an event."""

    tell: Callable[[str, JSON], None]
    _list: list[Entitlement] = field(default_factory=list)

    def add(self, entitlement: Entitlement) -> Entitlement:
        """Note a purchase, of which the bot is told."""
        self._list.append(entitlement)
        self.tell("ENTITLEMENT_CREATE", entitlement.to_json())
        return entitlement

    def consume(self, entitlement: Entitlement) -> None:
        """Note that the bot handed it out."""
        entitlement.consumed = True
        self.tell("ENTITLEMENT_UPDATE", entitlement.to_json())

    def delete(self, entitlement: Entitlement) -> None:
        """Take it back, as when it is paid back."""
        entitlement.deleted = True
        self.tell("ENTITLEMENT_DELETE", entitlement.to_json())

    def find(self, number: int) -> Entitlement | None:
        """Return one by its id, or None."""
        return next((entitlement for entitlement in self._list if entitlement.id == number), None)

    def all(self) -> list[Entitlement]:
        """Return everything that was not taken back."""
        return [entitlement for entitlement in self._list if not entitlement.deleted]

    def of(self, user: Account) -> list[JSON]:
        """Return what an interaction tells of somebody's purchases."""
        return [e.to_json() for e in self.all() if e.user is user and not e.consumed]
