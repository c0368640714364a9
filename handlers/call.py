"""One request being answered: what was asked, by which account, in which language."""

from dataclasses import dataclass, replace
from datetime import datetime

from handlers.operator import operator_facts
from handlers.request import ChatLimits, Request
from handlers.sealing import SealedButton
from handlers.services import Services
from storage import accounts, gate, groups
from storage.accounts import Account
from storage.gate import Gate
from storage.groups import Group
from storage.persons import person_of

_OPEN = Gate()


@dataclass(frozen=True, slots=True)
class Call:
    """What a handler is given. `account` is None for someone of whom nothing is stored.

    `group` is what the admins of the group chose; None outside of one, and where they chose nothing. `owner` is whose
    button was pressed, the asker's own or the group's for its admins, and `button` what it asks for. `gate` is what
    stands in the asker's way.
    """

    request: Request
    services: Services
    account: Account | None
    language: str
    group: Group | None = None
    owner: Account | None = None
    gate: Gate = _OPEN
    button: SealedButton | None = None

    def say(self, key: str, **facts: object) -> str:
        """Return a text in the asker's language."""
        return self.services.texts.say(self.language, key, **facts)

    def with_account(self, account: Account) -> "Call":
        """Return the call with the account as it is now, in its language."""
        return replace(self, account=account, language=_language(self.request, self.services, account, self.group))

    def with_group(self, group: Group) -> "Call":
        """Return the call with the group's settings as they are now, in its language."""
        return replace(self, group=group, language=_language(self.request, self.services, self.account, group))

    @property
    def operator(self) -> dict[str, str]:
        """Who runs this installation, where, and how to reach them: the facts operator, contact and host."""
        return operator_facts(self.services.config.privacy, self.services.texts, self.language)

    @property
    def is_operator(self) -> bool:
        """Whether an owner of this installation asks; [access] owners names them."""
        identity = self.request.identity
        return f"{identity.platform}:{identity.external_id}" in self.services.config.access.owners

    @property
    def in_groups_name(self) -> bool:
        """Whether an admin speaks as the group itself: its account, which holds its pot, is then the asker's."""
        return self.request.identity.external_id == self.request.group

    @property
    def chat(self) -> ChatLimits:
        """What the asker's chat can take."""
        return self.services.chats[self.request.identity.platform].limits

    @property
    def has_groups(self) -> bool:
        """Whether the asker's chat has groups at all."""
        return self.services.chats[self.request.identity.platform].admins is not None

    @property
    def now(self) -> datetime:
        return self.services.clock()


async def open_call(request: Request, services: Services) -> Call:
    """Look the asker up without storing anything of them.

    Their own choice of a language beats the group's, which beats the chat's.
    """
    identity = request.identity
    async with services.database.read() as connection:
        account = await accounts.find(connection, identity.platform, identity.external_id)
        group = await groups.get(connection, identity.platform, request.group) if request.group else None
        person = person_of(services.vault, identity.platform, identity.external_id)
        standing = await gate.look(connection, person)
    return Call(request, services, account, _language(request, services, account, group), group, gate=standing)


def _language(request: Request, services: Services, account: Account | None, group: Group | None) -> str:
    chosen = account.language if account else None
    return services.texts.language(chosen or (group.language if group else None) or request.locale)
