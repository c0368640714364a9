// Command suggestions above the composer: an ARIA combobox over a textarea that begins with a slash.

import { el } from "./dom.js";

/** Suggest `commands()` ({name, aliases, summary}) while `input` holds the beginning of one. */
export function makeSuggestions(input, list, commands) {
  let shown = [];
  let active = -1;

  const hide = () => {
    shown = [];
    active = -1;
    list.hidden = true;
    list.replaceChildren();
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  };

  const choose = (command) => {
    input.value = `/${command.name} `;
    hide();
    input.focus();
    input.dispatchEvent(new Event("input"));
  };

  const mark = (index) => {
    active = (index + shown.length) % shown.length;
    [...list.children].forEach((option, at) => option.setAttribute("aria-selected", String(at === active)));
    list.children[active].scrollIntoView({ block: "nearest" });
    input.setAttribute("aria-activedescendant", list.children[active].id);
  };

  const update = () => {
    const typed = /^\/([\w-]*)$/.exec(input.value)?.[1]?.toLowerCase();
    if (typed === undefined) return hide();
    shown = matching(commands(), typed);
    if (!shown.length) return hide();
    list.replaceChildren(...shown.map((command, at) => el("li", { role: "option", id: `suggestion-${at}`, "aria-selected": "false", on: { mousedown: (event) => { event.preventDefault(); choose(command); } } },
      el("span", { class: "command" }, `/${command.name}`), el("span", { class: "summary" }, command.summary))));
    list.hidden = false;
    input.setAttribute("aria-expanded", "true");
    return mark(0);
  };

  input.addEventListener("input", update);
  input.addEventListener("blur", hide);
  return {
    /** Take a key that is meant for the list; returns whether it was. */
    takesKey: (event) => {
      if (!shown.length) return false;
      const exact = namesOf(shown[active]).includes(input.value.slice(1).toLowerCase());
      if (event.key === "ArrowDown") mark(active + 1);
      else if (event.key === "ArrowUp") mark(active - 1);
      else if (event.key === "Tab" || (event.key === "Enter" && !exact)) choose(shown[active]);
      else if (event.key === "Escape") hide();
      else return false;
      event.preventDefault();
      event.stopPropagation();
      return true;
    },
    hide,
  };
}

const namesOf = (command) => [command.name, ...(command.aliases ?? [])];

/** Return the commands that what was typed may mean: named so, beginning so, holding it. */
function matching(commands, typed) {
  const ranks = [(name) => name === typed, (name) => name.startsWith(typed), (name) => name.includes(typed)];
  return [...new Set(ranks.flatMap((fits) => commands.filter((command) => namesOf(command).some(fits))))];
}
