// Before and after: two pictures on top of each other and a range input that moves the cut between them.

import { el, icon } from "./dom.js";
import { say } from "./words.js";

const SAME_SHAPE = 0.02;

/** Show `after`, and as soon as both are loaded and lie on each other, `before` behind a slider. */
export function compare(before, after) {
  const range = el("input", { type: "range", class: "cut", min: 0, max: 100, step: 1, value: 50, "aria-label": say("compare") });
  const signs = el("div", { class: "signs", "aria-hidden": "true" }, el("span", { class: "side before" }, say("before")),
    el("span", { class: "side after" }, say("after")), el("span", { class: "handle" }, icon("compare")));
  const figure = el("div", { class: "compare loading" }, after, before, signs, range);
  before.classList.add("under");
  before.alt = "";

  const move = () => {
    figure.style.setProperty("--cut", `${range.value}%`);
    range.setAttribute("aria-valuetext", say("compare-share", { share: range.value }));
  };
  range.addEventListener("input", move);
  move();

  whenLoaded(before, after).then((shown) => {
    if (shown && liesOn(before, after)) figure.classList.remove("loading");
    else figure.replaceWith(after);
  });
  return figure;
}

// A smaller picture of the same shape may be a part that was cut out: laid on the whole it would compare nothing.
function liesOn(before, after) {
  const ratio = (image) => image.naturalWidth / image.naturalHeight;
  return Math.abs(ratio(before) / ratio(after) - 1) < SAME_SHAPE && after.naturalWidth >= before.naturalWidth;
}

async function whenLoaded(...images) {
  try {
    await Promise.all(images.map((image) => image.decode()));
    return true;
  } catch {
    return false;
  }
}
