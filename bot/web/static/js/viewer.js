// One picture large, in a modal dialog: Escape or a click on the shade closes it.

import { byId, el } from "./dom.js";

/** Open a result file ({url, alt}) large. */
export function openViewer(file) {
  const dialog = byId("viewer");
  byId("viewer-picture").replaceChildren(el("img", { src: file.url, alt: file.alt }));
  dialog.showModal();
}

/** Let the viewer close by its button and its shade. */
export function prepareViewer() {
  const dialog = byId("viewer");
  dialog.addEventListener("click", (event) => { if (!event.target.closest("img")) dialog.close(); });
}
