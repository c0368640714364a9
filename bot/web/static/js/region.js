// Choosing a part of a picture by drawing a rectangle on it. The text field beside it says the same for the keyboard.

import { el } from "./dom.js";

const SMALLEST = 0.01;

/** Show the picture at `url`; `onPick(text)` hears the part that was drawn, such as "10%,20%,50%,40%". */
export function regionPicker(url, onPick) {
  const frame = el("span", { class: "region-frame", hidden: true });
  const picture = el("img", { src: url, alt: "", draggable: "false" });
  const node = el("div", { class: "region", "aria-hidden": "true" }, picture, frame);
  picture.addEventListener("error", () => node.remove());
  let start = null;

  const at = (event) => {
    const box = picture.getBoundingClientRect();
    const share = (value, low, size) => Math.min(Math.max((value - low) / size, 0), 1);
    return { x: share(event.clientX, box.left, box.width), y: share(event.clientY, box.top, box.height) };
  };

  const draw = (event) => {
    const end = at(event);
    const part = { x: Math.min(start.x, end.x), y: Math.min(start.y, end.y), w: Math.abs(end.x - start.x), h: Math.abs(end.y - start.y) };
    if (part.w < SMALLEST || part.h < SMALLEST) return;
    frame.hidden = false;
    for (const [name, value] of Object.entries(part)) frame.style.setProperty(`--${name}`, `${value * 100}%`);
    onPick([part.x, part.y, part.w, part.h].map((value) => `${Math.round(value * 100)}%`).join(","));
  };

  node.addEventListener("pointerdown", (event) => { start = at(event); node.setPointerCapture(event.pointerId); event.preventDefault(); });
  node.addEventListener("pointermove", (event) => { if (start) draw(event); });
  node.addEventListener("pointerup", () => { start = null; });
  node.addEventListener("pointercancel", () => { start = null; });
  return { node, clear: () => { frame.hidden = true; } };
}
