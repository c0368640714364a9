// One form field for one parameter of a tool, chosen by the parameter's type. Each field has a node and a value().

import { el, uniqueId } from "./dom.js";
import { regionPicker } from "./region.js";
import { loadExample } from "./tiles.js";
import { say } from "./words.js";

const FEW = 4;
const WIDEST_SLIDER = 1000;
const BUTTON_HEIGHT = 96; // the form's button lies over the lower end of the panel

/**
 * Build the field of `param`, as the catalogue describes it. `previewUrl(choice)` may name an example of a choice,
 * `picture` the address of the picture that a region is chosen on.
 */
export function makeField(param, given, { previewUrl = null, picture = null } = {}) {
  const start = given ?? param.default;
  if (param.type === "choice") {
    if (param.choices.length > FEW && previewUrl) return gallery(param, start, previewUrl);
    return param.choices.length <= FEW ? segments(param, start) : select(param, start);
  }
  if (param.type === "bool") return toggle(param, start);
  if (param.type === "int" || param.type === "float") return number(param, start);
  if (param.type === "colour") return colour(param, start);
  if (param.type === "box" && picture) return region(param, start, picture);
  return text(param, start);
}

function wrap(param, control, { group = false } = {}) {
  const help = param.help ? el("span", { class: "help", id: uniqueId("help") }, param.help) : null;
  if (group) {
    return el("fieldset", { class: "field", "aria-describedby": help?.id }, el("legend", {}, named(param)), help, control);
  }
  const input = control.matches("input, select, textarea") ? control : control.querySelector("[data-main]");
  input.id = uniqueId("field");
  if (help) input.setAttribute("aria-describedby", help.id);
  return el("div", { class: "field" }, el("label", { for: input.id }, named(param)), help, control);
}

/** Name a parameter for people, and beside it as it is typed in a command. */
function named(param) {
  return param.label.toLowerCase() === param.name ? param.label : [`${param.label} `, el("code", {}, param.name)];
}

/** Scroll the panel, and nothing around it, so far that a field is in view. */
function bringUp(node) {
  const panel = node.closest(".studio-body");
  const from = (side) => node.getBoundingClientRect()[side] - panel.getBoundingClientRect()[side];
  if (from("top") < 0 || from("bottom") > -BUTTON_HEIGHT) panel.scrollTop += from("top") - BUTTON_HEIGHT;
}

/** Show at a field, which `makeField` built, what is wrong with its value; returns how to take that away again. */
export function showMistake(node, text) {
  const note = el("p", { class: "mistake", id: uniqueId("mistake"), role: "alert" }, text);
  const input = node.querySelector("[data-main], input, select");
  const described = input.getAttribute("aria-describedby");
  input.setAttribute("aria-describedby", [described, note.id].filter(Boolean).join(" "));
  input.setAttribute("aria-invalid", "true");
  node.classList.add("wrong");
  node.append(note);
  input.focus({ preventScroll: true });
  bringUp(node);
  const clear = () => {
    note.remove();
    node.classList.remove("wrong");
    input.removeAttribute("aria-invalid");
    if (described) input.setAttribute("aria-describedby", described);
    else input.removeAttribute("aria-describedby");
  };
  node.addEventListener("input", clear, { once: true });
  return clear;
}

function number(param, start) {
  const step = param.type === "int" ? 1 : 0.1;
  const limits = { min: param.min, max: param.max, step };
  const box = el("input", { type: "number", inputmode: "decimal", "data-main": true, required: param.required, ...limits, value: start ?? "" });
  if (start === null || param.min === null || param.max - param.min > WIDEST_SLIDER) {
    box.placeholder = param.min === null ? "" : `${param.min}–${param.max}`;
    return { node: wrap(param, box), value: () => (box.value === "" ? null : box.valueAsNumber) };
  }
  const slider = el("input", { type: "range", "aria-label": param.label, ...limits, value: start });
  slider.addEventListener("input", () => { box.value = slider.value; });
  box.addEventListener("input", () => { slider.value = box.value; });
  return { node: wrap(param, el("div", { class: "slider" }, slider, box)), value: () => (box.value === "" ? null : box.valueAsNumber) };
}

function radios(param, start, className, draw) {
  const name = uniqueId(param.name);
  const choices = param.choices.map((choice) => {
    const input = el("input", { type: "radio", name, value: choice, checked: choice === start, required: param.required });
    return el("label", { class: "choice" }, input, draw(choice));
  });
  const group = el("div", { class: className }, choices);
  return { node: wrap(param, group, { group: true }), value: () => group.querySelector(":checked")?.value ?? null };
}

const choiceWord = (param, choice) => param.choice_words?.[choice] ?? choice;

function segments(param, start) {
  return radios(param, start, "segments", (choice) => el("span", {}, choiceWord(param, choice)));
}

function gallery(param, start, previewUrl) {
  return radios(param, start, "gallery", (choice) => {
    const picture = el("img", { alt: "", width: 96, height: 72 });
    loadExample(picture, previewUrl(choice), el("span", { class: "sheet" }));
    return el("span", {}, picture, el("span", { class: "name" }, choiceWord(param, choice)));
  });
}

function select(param, start) {
  const empty = start === null || start === undefined ? [el("option", { value: "" }, param.required ? say("choose") : say("automatic"))] : [];
  const options = param.choices.map((choice) => el("option", { value: choice, selected: choice === start }, choiceWord(param, choice)));
  const input = el("select", { required: param.required }, empty, options);
  return { node: wrap(param, input), value: () => input.value || null };
}

// As it may be typed; a form's own value is true.
const YES = /^(?:yes|on|true|1)$/i;

function toggle(param, start) {
  const input = el("input", { type: "checkbox", role: "switch", class: "switch", checked: YES.test(start) });
  return { node: wrap(param, input), value: () => input.checked };
}

function colour(param, start) {
  const words = el("input", { type: "text", "data-main": true, class: "colour-text", value: start ?? "", placeholder: say("automatic"), maxlength: 40, required: param.required, spellcheck: "false", autocomplete: "off" });
  const well = el("input", { type: "color", "aria-label": say("pick-colour", { name: param.label }), value: asHex(start) });
  const clear = el("button", { type: "button", class: "quiet", on: { click: () => { words.value = "transparent"; } } }, say("transparent"));
  well.addEventListener("input", () => { words.value = well.value; });
  words.addEventListener("input", () => { well.value = asHex(words.value); });
  return { node: wrap(param, el("div", { class: "colour" }, well, words, clear)), value: () => words.value.trim() || null };
}

function asHex(text) {
  return /^#[0-9a-f]{6}/i.test(text ?? "") ? text.slice(0, 7) : "#808080";
}

function region(param, start, picture) {
  const words = el("input", { type: "text", "data-main": true, value: start ?? "", placeholder: EXAMPLES.box, maxlength: 80, required: param.required, autocomplete: "off" });
  const picker = regionPicker(picture, (part) => { words.value = part; });
  words.addEventListener("input", picker.clear);
  return { node: wrap(param, el("div", { class: "region-field" }, picker.node, words)), value: () => words.value.trim() || null };
}

const EXAMPLES = { box: "10%,10%,50%,50%", bytesize: "300KB", dimensions: "600x400" };

function text(param, start) {
  const input = el("input", { type: "text", value: start ?? "", placeholder: EXAMPLES[param.type] ?? "", maxlength: param.max_length ?? 200, required: param.required, autocomplete: "off" });
  return { node: wrap(param, input), value: () => input.value.trim() || null };
}
