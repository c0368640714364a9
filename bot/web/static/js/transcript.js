// What was said in this tab, so that it survives a reload: words, job ids and upload keys, never a picture.
// It lies in the tab's session storage and is gone when the tab is closed.

const KEY = "darkroom-transcript";
const MOST = 100;

function read() {
  try {
    const kept = JSON.parse(sessionStorage.getItem(KEY) ?? "[]");
    return Array.isArray(kept) ? kept : [];
  } catch {
    return [];
  }
}

function write(entries) {
  try {
    sessionStorage.setItem(KEY, JSON.stringify(entries.slice(-MOST)));
  } catch {
    // Storage is full or forbidden: the conversation then lasts until the reload.
  }
}

export const entries = read;

/** Remember one entry: {kind: "me", text, uploads, command, given} or {kind: "reply", reply} or {kind: "job", job, ...}. */
export function remember(entry) {
  write([...read(), entry]);
}

/** Forget everything that was said here. */
export function forget() {
  sessionStorage.removeItem(KEY);
}
