// The studio panel: the tool palette and, for a chosen tool, its form. A side panel on a desktop, a sheet on a phone.

import { byId, el, icon } from "./dom.js";
import { makeField, showMistake } from "./fields.js";
import { previewUrl, tile } from "./tiles.js";
import { say } from "./words.js";

const WIDE = window.matchMedia("(min-width: 64rem)");

/**
 * Run the panel; `pictures()` lists the addresses of the pictures a tool would get. `onRun(tool, given)` sends, and
 * resolves to what is wrong, { text, wrong: the parameter if it is one }, or to null where it was taken.
 */
export function makeStudio({ tools, pictures, choosePictures, onRun }) {
  const panel = byId("studio");
  const body = byId("studio-body");
  const title = byId("studio-title");
  const back = byId("studio-back");
  let opener = null;
  let current = null;

  const isOpen = () => panel.classList.contains("open");

  const open = () => {
    if (WIDE.matches || isOpen()) return;
    opener = document.activeElement;
    panel.classList.add("open");
    byId("chat").inert = true;
    byId("open-studio").setAttribute("aria-expanded", "true");
    title.focus();
  };

  const close = () => {
    if (!isOpen()) return;
    panel.classList.remove("open");
    byId("chat").inert = false;
    byId("open-studio").setAttribute("aria-expanded", "false");
    opener?.focus();
  };

  const showPalette = () => {
    current = null;
    title.textContent = say("tools");
    back.hidden = true;
    body.replaceChildren(palette(tools(), (tool) => showForm(tool)));
  };

  const drawForm = (tool, given) => {
    const run = async (asked) => {
      const mistake = await onRun(tool, asked);
      if (!mistake) close();
      return mistake;
    };
    const { node, values } = form(tool, given, { pictures, choosePictures, onRun: run });
    current = { tool, values, picture: pictures()[0] };
    body.replaceChildren(node);
  };

  const showForm = (tool, given = {}) => {
    title.textContent = tool.name;
    back.hidden = false;
    drawForm(tool, given);
    body.scrollTop = 0;
    open();
    title.focus({ preventScroll: true });
  };

  back.addEventListener("click", () => { showPalette(); title.focus(); });
  byId("studio-close").addEventListener("click", close);
  byId("studio-shade").addEventListener("click", close);
  byId("open-studio").addEventListener("click", () => { if (isOpen()) close(); else { showPalette(); open(); } });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || document.querySelector("dialog[open]")) return;
    if (isOpen()) close();
    else if (current) showPalette();
  });
  WIDE.addEventListener("change", close);

  return {
    showPalette,
    showForm,
    close,
    /** Draw again what is shown: the language or the pictures have changed. */
    refresh: () => {
      if (!current) return showPalette();
      // A region is drawn on the picture: another picture makes another form, with what was filled in so far.
      if (pictures()[0] !== current.picture) return drawForm(current.tool, current.values());
      return body.querySelector(".sources")?.replaceWith(sources(current.tool, pictures(), choosePictures));
    },
  };
}

function palette(tools, onPick) {
  const search = el("input", { type: "search", class: "search", placeholder: say("find-tool"), "aria-label": say("find-tool") });
  const groups = [...new Set(tools.map((tool) => tool.group))].map((group) =>
    el("section", { class: "group" }, el("h3", {}, group),
      el("ul", { class: "tiles", role: "list" }, tools.filter((tool) => tool.group === group).map((tool) => tile(tool, onPick)))));
  const none = el("p", { class: "empty", hidden: true }, say("no-tool"));
  search.addEventListener("input", () => { none.hidden = filter(groups, search.value.trim().toLowerCase()); });
  return el("div", { class: "palette" }, search, groups, none);
}

function filter(groups, wanted) {
  let found = false;
  for (const group of groups) {
    let some = false;
    for (const item of group.querySelectorAll("li")) {
      item.hidden = !item.dataset.words.includes(wanted);
      some ||= !item.hidden;
    }
    group.hidden = !some;
    found ||= some;
  }
  return found;
}

function form(tool, given, { pictures, choosePictures, onRun }) {
  const fields = tool.params.map((param) => {
    const examples = param.choices.length > 4 && tool.takes === "frame" && param.required ? (choice) => previewUrl(tool, choice) : null;
    return { param, ...makeField(param, given[param.name], { previewUrl: examples, picture: pictures()[0] }) };
  });
  const submit = el("button", { type: "submit", class: "primary" }, say("run", { tool: tool.name }));
  const node = el("form", { class: "tool-form" },
    el("p", { class: "summary" }, tool.summary), sources(tool, pictures(), choosePictures),
    fields.map((field) => field.node), tool.details ? el("p", { class: "details" }, tool.details) : null,
    el("div", { class: "form-actions" }, tool.price ? el("p", { class: "details" }, tool.price) : null, submit));
  const values = () => changed(fields);
  let clear = () => {};
  node.addEventListener("submit", async (event) => {
    event.preventDefault();
    clear();
    submit.disabled = true;
    const mistake = await onRun(values());
    submit.disabled = false;
    clear = mistake ? tell(mistake, fields, submit) : () => {};
  });
  return { node, values };
}

/** Show a mistake at its field, or above the button; returns how to take it away again. */
function tell({ text, wrong }, fields, submit) {
  const field = fields.find(({ param }) => param.name === wrong);
  if (field) return showMistake(field.node, text);
  const note = el("p", { class: "mistake", role: "alert" }, text);
  submit.before(note);
  return () => note.remove();
}

function changed(fields) {
  const values = fields.map(({ param, value }) => [param, value()]);
  return Object.fromEntries(values.filter(([param, value]) => value !== null && value !== param.default).map(([param, value]) => [param.name, value]));
}

function sources(tool, urls, choosePictures) {
  if (tool.takes === "nothing") return el("div", { class: "sources", hidden: true });
  const shown = urls.slice(0, 6).map((url) => {
    const picture = el("img", { src: url, alt: "" });
    picture.addEventListener("error", () => picture.replaceWith(el("span", { class: "sheet" }, icon("file"))));
    return picture;
  });
  const more = urls.length > 6 ? el("span", { class: "more" }, `+${urls.length - 6}`) : null;
  const choose = el("button", { type: "button", class: "quiet", on: { click: choosePictures } }, icon("image"), urls.length ? say("other-picture") : say("choose-picture"));
  return el("div", { class: "sources", role: "group", "aria-label": say("pictures") }, shown, more, choose);
}
