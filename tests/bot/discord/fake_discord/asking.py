"""What people ask by commands, buttons, menus and forms."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from tests.bot.discord.fake_discord.accounts import Account
from tests.bot.discord.fake_discord.channels import Channel, PrivateChannel
from tests.bot.discord.fake_discord.commands import MESSAGE_MENU, SLASH, USER_MENU, Command
from tests.bot.discord.fake_discord.components import LINK, PREMIUM, Kind, Select
from tests.bot.discord.fake_discord.errors import JSON
from tests.bot.discord.fake_discord.files import Attachment, Upload
from tests.bot.discord.fake_discord.interactions import Asked, Interaction
from tests.bot.discord.fake_discord.messages import Message
from tests.bot.discord.fake_discord.modals import Modal
from tests.bot.discord.fake_discord.options import Resolved, filled, leaf
from tests.bot.discord.fake_discord.payloads import context_of, owners_of
from tests.bot.discord.fake_discord.permissions import Permission

if TYPE_CHECKING:
    from tests.bot.discord.fake_discord.people import User
    from tests.bot.discord.fake_discord.waiting import Watch
    from tests.bot.discord.fake_discord.world import World


class Asker(Account):
    """Asks the bot. Each way returns at once; the interaction that it returns tells what becomes of it."""

    _world: World
    _watch: Watch
    dm: PrivateChannel

    def slash(self, words: str, /, *, in_channel: Channel | None = None, **options: Any) -> Interaction:
        """Use a command, such as `slash("image blur", image=picture, radius=4)`.

        A picture may be its bytes. Raises AssertionError for what the person's client does not offer or let through.
        """
        return self._command(Asked.COMMAND, words, in_channel or self.dm, options)

    def complete(
        self, words: str, option: str, text: str, *, in_channel: Channel | None = None, **options: Any
    ) -> Interaction:
        """Type in an option of a command, for which the bot proposes values."""
        return self._command(Asked.AUTOCOMPLETE, words, in_channel or self.dm, {**options, option: text}, option)

    def use_menu(self, name: str, target: Message | Account, *, in_channel: Channel | None = None) -> Interaction:
        """Use a command from the menu of a message or of a person."""
        on_message = isinstance(target, Message)
        channel = in_channel or (target.channel if isinstance(target, Message) else self.dm)
        command = self._offered(MESSAGE_MENU if on_message else USER_MENU, name, channel)
        resolved = self._resolved(channel)
        if isinstance(target, Message):
            resolved.parts["messages"] = {str(target.id): target.to_json()}
        else:
            resolved.add_person(target)
        data = self._named_data(command) | {"target_id": str(target.id)} | resolved.to_json()
        return self._ask(Asked.COMMAND, channel, data, command, name)

    def press(self, message: Message, label: str) -> Interaction:
        """Press the button with these words, this custom id or this emoji, or the only one with the words in it."""
        button = message.button(label)
        assert button.style not in (LINK, PREMIUM), f"{label!r} only leads elsewhere"
        assert not button.disabled, f"{label!r} cannot be pressed"
        return self.forge(message, button.custom_id or "", button.id)

    def forge(self, message: Message, custom_id: str, component: int = 0) -> Interaction:
        """Send any custom id as if a button with it had been pressed."""
        data: JSON = {"custom_id": custom_id, "component_type": int(Kind.BUTTON), "id": component}
        return self._use(message, data, custom_id)

    def choose(self, message: Message, *choices: Any, menu: str = "") -> Interaction:
        """Choose in a menu by labels or values, or people, roles or channels; `menu` names one of several."""
        select = self._menu(message, menu)
        assert not select.disabled, f"{select.placeholder!r} cannot be used"
        assert select.least <= len(choices) <= select.most, f"choose {select.least} to {select.most}"
        resolved = self._resolved(message.channel)
        if select.kind == Kind.STRING_SELECT:
            values = [self._option(select, choice) for choice in choices]
        else:
            values = [resolved.add(choice) for choice in choices]
        data: JSON = {"custom_id": select.custom_id, "component_type": int(select.kind), "id": select.id}
        return self._use(message, data | {"values": values} | resolved.to_json(), select.custom_id)

    def submit(self, modal: Modal, answers: Mapping[str, Any] | None = None) -> Interaction:
        """Send a form, with answers by label or custom id; what is not named stays as the bot filled it in."""
        before = modal.interaction
        assert before.user is self, f"the form is {before.user.name}'s"
        assert not modal.submitted, "the form was sent already"
        resolved = self._resolved(before.channel)
        components = modal.filled(answers or {}, lambda upload: self._keep(upload, before.channel), resolved.add)
        modal.submitted = True
        data: JSON = {"custom_id": modal.custom_id, "components": components} | resolved.to_json()
        return self._ask(Asked.FORM, before.channel, data, None, modal.custom_id, before.message, before)

    def _command(
        self, kind: Asked, words: str, channel: Channel, given: Mapping[str, Any], focused: str = ""
    ) -> Interaction:
        name, *rest = words.split()
        command = self._offered(SLASH, name, channel)
        place, path = leaf(command, rest)
        resolved = self._resolved(channel)
        options = filled(place, path, given, resolved, lambda upload: self._keep(upload, channel), focused)
        data = self._named_data(command) | {"options": options} | resolved.to_json()
        return self._ask(kind, channel, data, command, words)

    def _offered(self, kind: int, name: str, channel: Channel) -> Command:
        assert channel.holds(self), f"{self.name} is not in {channel.name or channel.kind.name}"
        command = self._world.commands.find(kind, name, channel.guild.id if channel.guild else None)
        owners = owners_of(self._world, self._me, channel, command.installs)
        why_not = command.offered(self._me, channel, context_of(self._world, channel), owners)
        assert why_not is None, f"{self.name} is not offered {name!r}: {why_not}"
        return command

    def _named_data(self, command: Command) -> JSON:
        about: JSON = {"id": str(command.id), "name": command.name, "type": command.kind}
        return about | ({"guild_id": str(command.guild)} if command.guild else {})

    def _use(self, message: Message, data: JSON, name: str) -> Interaction:
        seen = message.channel.holds(self) and message.seen_by(self)
        assert seen, f"{self.name} does not see {message!r}"
        assert not message.deleted, f"{message!r} is gone"
        return self._ask(Asked.COMPONENT, message.channel, data, None, name, message, message.cause)

    def _ask(
        self,
        kind: Asked,
        channel: Channel,
        data: JSON,
        command: Command | None,
        name: str,
        message: Message | None = None,
        cause: Interaction | None = None,
    ) -> Interaction:
        world, guild = self._world, channel.guild
        installs = command.installs if command else [0, 1]
        owners = cause.owners if cause and not command else owners_of(world, self._me, channel, installs)
        ids = (world.ids.next(), world.application_id, world.tokens.next())
        limit = guild.attachment_bytes if guild else self._me.attachment_bytes
        asked = Interaction(*ids, kind, self._me, channel, world.clock, data, owners, limit, name, message, cause)
        asked.user_only = "0" not in owners and not (guild and guild.has_bot)
        may_speak = channel.permissions_of(self) & Permission.USE_EXTERNAL_APPS
        asked.forced_private = asked.user_only and guild is not None and not may_speak
        self._watch.look_up(channel)
        world.ask(asked)
        return asked

    def _resolved(self, channel: Channel) -> Resolved:
        return Resolved(channel.guild, lambda file: file.to_json(self._world.files))

    def _keep(self, upload: Upload, channel: Channel) -> Attachment:
        return self._world.keep(upload, channel, private=True)

    def _menu(self, message: Message, name: str) -> Select:
        found = [select for select in message.selects if name in ("", select.custom_id, select.placeholder)]
        assert len(found) == 1, f"{name!r} names {len(found)} of the menus {message.selects}"
        return found[0]

    def _option(self, select: Select, choice: str) -> str:
        found = [option.value for option in select.options if choice in (option.label, option.value)]
        assert len(found) == 1, f"{choice!r} is none of {[option.label for option in select.options]}"
        return found[0]

    @property
    def _me(self) -> User:
        from tests.bot.discord.fake_discord.people import User

        assert isinstance(self, User)
        return self
