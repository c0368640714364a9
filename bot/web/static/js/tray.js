// The pictures beside the composer: chosen, dropped or pasted, uploaded at once, and taken by the next message.

import { dropUpload, upload, uploadUrl } from "./api.js";
import { el, icon } from "./dom.js";
import { bytes, say } from "./words.js";

/** Keep the tray in `list`; `limits()` are the most bytes of one picture and the most pictures, `onChange` hears of every change. */
export function makeTray(list, { limits, onChange, onError }) {
  let items = [];

  const changed = () => {
    list.hidden = items.length === 0;
    onChange();
  };

  const remove = (item) => {
    items = items.filter((other) => other !== item);
    item.stop.abort();
    item.node.remove();
    URL.revokeObjectURL(item.url);
    if (item.key) dropUpload(item.key).catch(() => {});
    changed();
  };

  const send = async (item, blob) => {
    try {
      const answer = await upload(blob, (share) => showShare(item.node, share), item.stop.signal);
      item.key = answer.upload;
      item.node.classList.remove("sending");
      changed();
    } catch (error) {
      if (error.code === "aborted") return;
      remove(item);
      onError(error.message);
    }
  };

  const add = (blob) => {
    const { pictures, upload_bytes: largest } = limits();
    if (items.length >= pictures) return onError(say("too-many-pictures", { most: pictures }));
    if (blob.size > largest) return onError(say("too-large", { size: bytes(blob.size), limit: bytes(largest) }));
    const item = { url: URL.createObjectURL(blob), stop: new AbortController(), key: null };
    item.node = draw(item, () => remove(item));
    items.push(item);
    list.append(item.node);
    changed();
    item.sent = send(item, blob);
    return undefined;
  };

  return {
    addAll: (blobs) => [...blobs].forEach(add),
    urls: () => items.map((item) => item.url),
    count: () => items.length,
    sending: () => items.some((item) => !item.key),
    /** Return the pictures, once all are sent; they stay. */
    pictures: async () => {
      await Promise.all(items.map((item) => item.sent));
      return items.filter((item) => item.key).map(({ key, url }) => ({ key, url }));
    },
    /** Put pictures that are already uploaded into the tray. */
    adopt: (keys) => {
      for (const key of keys) {
        const item = { url: uploadUrl(key), stop: new AbortController(), key };
        item.node = draw(item, () => remove(item));
        item.node.classList.remove("sending");
        items.push(item);
        list.append(item.node);
      }
      changed();
    },
    /** Let go of pictures that a message has taken. */
    drop: (keys) => {
      for (const item of items.filter(({ key }) => keys.includes(key))) item.node.remove();
      items = items.filter(({ key }) => !keys.includes(key));
      changed();
    },
    /** Forget all pictures, also those that are still being sent. */
    clear: () => {
      for (const item of items) item.stop.abort();
      for (const item of items) URL.revokeObjectURL(item.url);
      items = [];
      list.replaceChildren();
      changed();
    },
  };
}

function draw(item, onRemove) {
  const picture = el("img", { src: item.url, alt: "" });
  // A format that this browser cannot show (HEIC, TIFF) is still a good picture: show a sheet instead.
  picture.addEventListener("error", () => picture.replaceWith(el("span", { class: "sheet" }, icon("file"))));
  const progress = el("progress", { max: 1, value: 0, "aria-label": say("uploading") });
  const button = el("button", { type: "button", class: "remove", "aria-label": say("remove-picture"), on: { click: onRemove } }, icon("close"));
  return el("li", { class: "tray-item sending" }, picture, progress, button);
}

function showShare(node, share) {
  node.querySelector("progress").value = share;
}
