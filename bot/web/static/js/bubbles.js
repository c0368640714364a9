// The bubbles of the conversation: what the visitor sent, what was answered, and a job from waiting to its pictures.

import { downloadUrl, uploadUrl } from "./api.js";
import { compare } from "./compare.js";
import { el, icon } from "./dom.js";
import { tile } from "./tiles.js";
import { openViewer } from "./viewer.js";
import { say } from "./words.js";

function article(kind, who, ...children) {
  return el("li", { class: `message ${kind}` }, el("span", { class: "hidden" }, who), el("div", { class: "bubble" }, children));
}

/** What the visitor sent: pictures ({key, url}) and words. */
export function mine({ text, pictures = [] }) {
  const shown = pictures.map((picture) => {
    const image = el("img", { src: picture.url ?? uploadUrl(picture.key), alt: say("your-picture"), loading: "lazy" });
    image.addEventListener("error", () => image.replaceWith(el("span", { class: "sheet", title: say("picture-gone") }, icon("file"))));
    return image;
  });
  const album = shown.length ? el("div", { class: "sent", "data-count": Math.min(shown.length, 4) }, shown) : null;
  return article("mine", say("you"), album, text ? el("p", { class: "words" }, text) : null);
}

/** An answer in words, with its buttons; `uploads` are the pictures that were sent with what it answers. */
export function answer(reply, actions, uploads = []) {
  return article(reply.error ? "theirs error" : "theirs", say("darkroom"),
    reply.error ? icon("alert") : null, (reply.files ?? []).map((file) => single(file)), words(reply.text), palette(reply, actions), buttons(reply.buttons, actions, uploads));
}

/** A job: made once, then told waiting, running, or finished. */
export function job(id, actions) {
  const node = article("theirs job", say("darkroom"));
  const bubble = node.querySelector(".bubble");
  return {
    node,
    progress: (state) => bubble.replaceChildren(...working(id, state, actions)),
    finish: (reply, { source, uploads } = {}) => {
      node.classList.add("finished");
      node.classList.toggle("error", Boolean(reply.error));
      bubble.replaceChildren(...finished(id, reply, { source, uploads }, actions).flat().filter(Boolean));
    },
  };
}

function working(id, { place, running }, actions) {
  const text = running ? say("running") : place ? say("in-line", { place }) : say("waiting");
  const bar = el("div", { class: running ? "bar running" : "bar", role: "progressbar", "aria-label": text, "aria-valuetext": text }, el("span"));
  const cancel = el("button", { type: "button", class: "quiet danger", on: { click: (event) => { event.currentTarget.disabled = true; actions.cancel(id); } } }, say("cancel"));
  return [el("div", { class: "working" }, el("p", { class: "state" }, text), cancel), bar];
}

function finished(id, reply, { source, uploads }, actions) {
  const files = reply.files ?? [];
  return [
    reply.error ? icon("alert") : null,
    files.length > 1 ? album(files) : files.length ? single(files[0], source) : null,
    words(reply.text),
    files.length ? fileActions(id, files, actions) : null,
    !files.length && reply.error && actions.canRepeat(id) ? el("div", { class: "row" }, repeat(id, actions)) : null,
    buttons(reply.buttons, actions, uploads),
  ];
}

function single(file, source) {
  if (file.form === "file") return sheet(file);
  const after = picture(file);
  const figure = el("figure", { class: file.alpha ? "picture alpha" : "picture" });
  after.addEventListener("click", () => openViewer(file));
  figure.append(!source || file.frames > 1 ? after : compare(el("img", { src: source }), after));
  return figure;
}

function album(files) {
  return el("ul", { class: "album", role: "list", "data-count": Math.min(files.length, 9) }, files.map((file, at) =>
    el("li", {}, file.form === "file"
      ? sheet(file)
      : el("button", { type: "button", class: "open", "aria-label": say("open-picture", { number: at + 1 }), on: { click: () => openViewer(file) } }, picture(file)))));
}

function picture(file) {
  return el("img", { src: file.url, alt: file.alt, width: file.width, height: file.height, decoding: "async" });
}

function sheet(file) {
  return el("a", { class: "file", href: downloadUrl(file), download: file.name }, icon("file"), el("span", {}, file.name));
}

function fileActions(id, files, actions) {
  const downloads = files.length === 1
    ? [el("a", { class: "button primary", href: downloadUrl(files[0]), download: files[0].name }, icon("download"), say("download"))]
    : [el("button", { type: "button", class: "primary", on: { click: () => files.forEach(save) } }, icon("download"), say("download-all"))];
  const usable = files.filter((file) => file.opens);
  const use = usable.length ? el("button", { type: "button", on: { click: (event) => { event.currentTarget.disabled = true; actions.use(usable); } } }, icon("reuse"), say("use-as-input")) : null;
  return el("div", { class: "row" }, downloads, actions.canRepeat(id) ? repeat(id, actions) : null, use);
}

function save(file) {
  const link = el("a", { href: downloadUrl(file), download: file.name });
  link.click();
}

function repeat(id, actions) {
  return el("button", { type: "button", on: { click: () => actions.repeat(id) } }, icon("again"), say("again"));
}

function words(text) {
  return text ? el("p", { class: "words" }, text) : null;
}

function palette(reply, actions) {
  if (!reply.palette) return null;
  return el("ul", { class: "strip", role: "list", "aria-label": say("tools") }, actions.tools().map((tool) => tile(tool, actions.pick)));
}

function buttons(rows, actions, uploads) {
  if (!rows?.length) return null;
  return rows.map((row) => el("div", { class: "row replies" }, row.map((button) =>
    el("button", { type: "button", class: button.style === "plain" ? null : button.style, on: { click: (event) => actions.press(button, event.currentTarget, uploads) } }, button.label))));
}
