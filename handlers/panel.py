"""The panel of a tool: what can be set, as it is set now, with a button for each change and one to run it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Self

from handlers.admit import admit_tools
from handlers.call import Call
from handlers.charges import Allowance, allowance, price_today
from handlers.errors import WrongValue
from handlers.failures import sentences
from handlers.pages import page_of
from handlers.palette import page_with
from handlers.panel_values import changed, evenly, number_steps, packed, preset_label, presets
from handlers.pipeline import bind, read_chain, read_step, typed, write
from handlers.reply import Reply
from handlers.single_use import Offer, make_panel
from handlers.submit import costs
from handlers.words import button_label_of, help_of, priced, summary_of
from tools.params import Param
from tools.tool import Tool
from tools.work import Step

A_PAGE = 9
"""More choices than this are shown in pages."""

_PRESETS = 3
_NOTHING = Allowance()


@dataclass(frozen=True, slots=True)
class Panel:
    """A tool with the values that were chosen so far, to come after the steps of `chain`.

    Of the parameter named `turned`, that `page` of the choices is shown; of another the one with its value.
    """

    call: Call
    tool: Tool[..., Any]
    given: Mapping[str, object]
    chain: str = ""
    turned: str = ""
    page: int = 0
    allowed: Allowance = _NOTHING

    @classmethod
    def read(cls, call: Call, step: str, chain: str) -> Self:
        """Read what a button carries; values that are no longer taken are left out. Raises ToolOff."""
        tool, given = read_step(step, call.services.catalog)
        admit_tools(call, (tool.name,))
        params = {param.name: param for param in tool.params}
        kept = {name: params[name].parse(value) for name, value in given.items() if params[name].accepts(value)}
        return cls(call, tool, kept, chain)

    def with_value(self, name: str, value: object) -> Self:
        """Return the panel after a change."""
        return replace(self, given=changed(self.tool, self.given, name, value), turned="", page=0)

    @property
    def step(self) -> str:
        """What the buttons carry: the step as it would be typed."""
        return write(self.tool, self.given)

    async def reply(self, edit: bool) -> Reply:
        """Return it as an answer, in the place of the message with the pressed button if `edit`."""
        panel = replace(self, allowed=await allowance(self.call))
        return Reply(panel._text(), buttons=await make_panel(self.call, list(panel._rows())), edit=edit)

    def _text(self) -> str:
        texts, language = self.call.services.texts, self.call.language
        lines = [f"{button_label_of(texts, language, self.tool)} – {summary_of(texts, language, self.tool)}"]
        if self.chain:
            before = [step.tool for step in read_chain(self.chain, self.call.services.catalog)]
            lines.append(self.call.say("panel-after", tools=", ".join(before)))
        if self.tool.params:
            lines.append("")
        lines += [
            f"• {self._shown(param)} – {help_of(texts, language, self.tool, param)}" for param in self.tool.params
        ]
        if missing := self._missing():
            lines += ["", missing]
        elif price := self._price(self.given):
            lines += ["", costs(self.call, price, self.allowed.credits)]
        return "\n".join(lines)[: self.call.chat.text_length]

    def _missing(self) -> str:
        """Say what stands in the way of running it; empty where nothing does."""
        try:
            bind(self.tool, self.given)
        except WrongValue as error:
            if error.missing and error.param.choices:
                return self.call.say("panel-choose", name=error.name)
            said = sentences(self.call.services, self.call.language)
            return said.reason(error.code, said.facts_of(error))
        return ""

    def _rows(self) -> Iterator[list[Offer]]:
        labelled = [(f"▶ {preset_label(self.tool, example)}", example) for example in presets(self.tool)[:_PRESETS]]
        yield from packed([self._run(label, example) for label, example in labelled])
        for param in self.tool.params:
            yield from self._param_rows(param)
        run = [] if self._missing() else [self._run(self.call.say("button-run"), self.given, style="primary")]
        page = page_with(self.call, self.tool.name, self.chain)
        back = Offer(self.call.say("button-back"), "turn", {"pipeline": self.chain, "page": page})
        yield [*run, back]

    def _param_rows(self, param: Param) -> Iterator[list[Offer]]:
        if param.choices:
            yield from self._choices(param)
        elif param.kind is bool:
            yield [self._set(self._shown(param), param, not self._value(param))]
        else:
            values = [self._set(typed(value), param, value) for value in self._steps(param)]
            yield [self._custom(param), *(values or self._unset(param))]

    def _choices(self, param: Param) -> Iterator[list[Offer]]:
        words, value = param.choices, self._value(param)
        own = words.index(value) // A_PAGE if value in words else 0
        shown = page_of(words, self.page if self.turned == param.name else own, A_PAGE)
        yield from evenly([self._set(word, param, word) for word in shown.items])
        if shown.turns:
            yield [self._choose(sign, replace(self, turned=param.name, page=to)) for sign, to in shown.turns]

    def _steps(self, param: Param) -> list[Any]:
        """Return the numbers to choose from, with the one that is set now."""
        found = number_steps(param)
        value = self._value(param)
        return sorted({*found, value}) if found and value is not None else list(found)

    def _set(self, label: str, param: Param, value: object) -> Offer:
        """Offer a value; the one that is set already is marked, and pressing it goes back to the default."""
        if self._value(param) != value:
            return self._choose(label, self.with_value(param.name, value))
        return self._choose(f"✓ {label}", self._without(param))

    def _unset(self, param: Param) -> list[Offer]:
        return [self._choose("✕", self._without(param))] if param.name in self.given else []

    def _without(self, param: Param) -> "Panel":
        given = {name: value for name, value in self.given.items() if name != param.name}
        return replace(self, given=given, turned="", page=0)

    def _choose(self, label: str, panel: "Panel") -> Offer:
        given: dict[str, object] = {"step": panel.step, "pipeline": panel.chain}
        if panel.turned:
            given |= {"turned": panel.turned, "page": panel.page}
        return Offer(label, "choose", given)

    def _custom(self, param: Param) -> Offer:
        given = {"step": self.step, "param": param.name, "pipeline": self.chain}
        return Offer(f"✎ {param.name}", "ask", given, stays=True)

    def _run(self, label: str, given: Mapping[str, object], style: Any = "plain") -> Offer:
        step = write(self.tool, given)
        chain = f"{self.chain} | {step}" if self.chain else step
        price = self._price(given)
        label = priced(self.call.services.texts, self.call.language, label, price)
        return Offer(label, "redo", {"pipeline": chain, "here": True}, style=style)

    def _price(self, given: Mapping[str, object]) -> int:
        """Return what running it would cost now."""
        steps = (*read_chain(self.chain, self.call.services.catalog), Step(self.tool.name, bind(self.tool, given)))
        return price_today(self.call, steps, len(self.call.request.attachments), self.allowed)

    def _value(self, param: Param) -> Any:
        """Return what a parameter is set to: chosen, or by default; None where it is not set."""
        default = None if param.required else param.default
        return self.given.get(param.name, default)

    def _shown(self, param: Param) -> str:
        """Return a parameter's name with its value, where it has one: "radius: 4 px"."""
        value = self._value(param)
        if value is None or value == "":
            return param.name
        unit = param.unit if param.unit in ("%", "°") else f" {param.unit}"
        return f"{param.name}: {typed(value)}{unit}".rstrip()
