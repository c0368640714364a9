// A tool as a tile: a small example that the tool itself made from the house's sample picture, and its name.

import { el, icon } from "./dom.js";

/** The address of the example of a tool, or of one of its choices. */
export function previewUrl(tool, choice = null) {
  return `/api/v1/previews/${tool.name}${choice === null ? "" : `?choice=${encodeURIComponent(choice)}`}`;
}

// A browser opens six connections to one server. Examples get two of them, so that the chat never waits for pictures.
const AT_ONCE = 2;
const waiting = [];
let loading = 0;

const AGAIN_AFTER = 5000;

/**
 * Load an example into `image` when its turn comes. Where there is none, `standIn` takes its place, and once more
 * it is asked for: the server may just have been too busy to make it.
 */
export function loadExample(image, url, standIn) {
  image.addEventListener("load", () => standIn.replaceWith(image));
  image.addEventListener("error", () => {
    image.replaceWith(standIn);
    setTimeout(() => enqueue(image, url), AGAIN_AFTER);
  }, { once: true });
  enqueue(image, url);
}

function enqueue(image, url) {
  waiting.push({ image, url });
  loadNext();
}

function loadNext() {
  while (loading < AT_ONCE && waiting.length) {
    const { image, url } = waiting.shift();
    const turn = new AbortController();
    const done = () => { turn.abort(); loading -= 1; loadNext(); };
    image.addEventListener("load", done, { signal: turn.signal });
    image.addEventListener("error", done, { signal: turn.signal });
    loading += 1;
    image.src = url;
  }
}

/** Return the example of a tool, or a sign where its answer is words. */
function example(tool) {
  const sign = (name) => el("span", { class: "sheet" }, icon(name));
  if (tool.takes === "source") return sign("file");
  const picture = el("img", { alt: "", width: 160, height: 120 });
  loadExample(picture, previewUrl(tool), sign("wand"));
  return picture;
}

/** Draw a tool as a list item that can be found by its words and calls `onPick(tool)`. */
export function tile(tool, onPick) {
  const words = [tool.name, tool.summary, ...tool.aliases].join(" ").toLowerCase();
  return el("li", { "data-words": words },
    el("button", { type: "button", class: "tile", title: tool.summary, on: { click: () => onPick(tool) } },
      example(tool), el("span", { class: "name" }, tool.name)));
}
