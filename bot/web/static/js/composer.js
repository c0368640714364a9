// The composer: words, pictures and the send button; drop and paste anywhere on the page.

import { byId } from "./dom.js";
import { makeSuggestions } from "./suggestions.js";

/** Run the composer; `onSend(text)` is called with what was typed when there is something to send. */
export function makeComposer({ tray, commands, onSend }) {
  const form = byId("composer");
  const input = byId("message");
  const picker = byId("picker");
  const send = byId("send");
  const suggestions = makeSuggestions(input, byId("suggestions"), commands);

  const grow = () => {
    input.style.height = "auto";
    input.style.height = `${Math.min(input.scrollHeight, 180)}px`;
  };

  const refresh = () => {
    const empty = input.value.trim() === "" && tray.count() === 0;
    send.disabled = empty || tray.sending();
  };

  const submit = () => {
    if (send.disabled) return;
    const text = input.value.trim();
    input.value = "";
    suggestions.hide();
    grow();
    onSend(text);
    refresh();
  };

  form.addEventListener("submit", (event) => { event.preventDefault(); submit(); });
  input.addEventListener("input", () => { grow(); refresh(); });
  input.addEventListener("keydown", (event) => {
    if (suggestions.takesKey(event)) return;
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) { event.preventDefault(); submit(); }
  });
  byId("attach").addEventListener("click", () => picker.click());
  picker.addEventListener("change", () => { tray.addAll(picker.files); picker.value = ""; input.focus(); });
  takeDrops(tray);
  takePastes(tray);

  return {
    refresh,
    choosePictures: () => picker.click(),
    focus: () => input.focus(),
    type: (text) => { input.value = text; input.focus(); grow(); refresh(); input.dispatchEvent(new Event("input")); },
  };
}

function takeDrops(tray) {
  const shade = byId("drop-shade");
  let depth = 0;
  const hasFiles = (event) => [...(event.dataTransfer?.types ?? [])].includes("Files");
  const show = (wanted) => { shade.hidden = !wanted; if (!wanted) depth = 0; };
  document.addEventListener("dragenter", (event) => { if (hasFiles(event)) { depth += 1; show(true); } });
  document.addEventListener("dragleave", () => { depth -= 1; if (depth <= 0) show(false); });
  document.addEventListener("dragover", (event) => { if (hasFiles(event)) event.preventDefault(); });
  document.addEventListener("drop", (event) => {
    if (!hasFiles(event)) return;
    event.preventDefault();
    show(false);
    tray.addAll(event.dataTransfer.files);
  });
}

function takePastes(tray) {
  document.addEventListener("paste", (event) => {
    const files = event.clipboardData?.files ?? [];
    if (!files.length) return;
    event.preventDefault();
    tray.addAll(files);
  });
}
