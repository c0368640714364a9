// One picture large, in a modal dialog: Escape or a click on the shade closes it.

import { downloadUrl } from "./api.js";
import { byId, el } from "./dom.js";

/** Open a result file ({url, alt, name}) large, where it can be downloaded by itself. */
export function openViewer(file) {
  const dialog = byId("viewer");
  byId("viewer-picture").replaceChildren(el("img", { src: file.url, alt: file.alt }));
  Object.assign(byId("viewer-download"), { href: downloadUrl(file), download: file.name });
  dialog.showModal();
}

/** Let the viewer close by its button and its shade. */
export function prepareViewer() {
  const dialog = byId("viewer");
  dialog.addEventListener("click", (event) => { if (!event.target.closest("img, a")) dialog.close(); });
}
