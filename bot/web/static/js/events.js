// What the server tells by itself: progress and replies, over one server-sent event stream that resumes where it broke.

/**
 * Listen for events. `handlers` has progress(data), reply(data), and connection(isOpen).
 * The browser reconnects by itself with the last event's id; a stream that was refused is opened again here.
 * Returns { open, close }: a closed stream tells nothing more, and opening it again is for the visitor as of then.
 */
export function listen(handlers) {
  let source;
  let pause = 1000;
  let timer;

  const close = () => {
    clearTimeout(timer);
    source?.close();
  };

  const open = () => {
    close();
    source = new EventSource("/api/v1/events");
    source.addEventListener("open", () => {
      pause = 1000;
      handlers.connection(true);
    });
    source.addEventListener("error", () => {
      handlers.connection(false);
      if (source.readyState !== EventSource.CLOSED) return;
      timer = setTimeout(open, pause);
      pause = Math.min(pause * 2, 30_000);
    });
    source.addEventListener("progress", (event) => handlers.progress(JSON.parse(event.data)));
    source.addEventListener("reply", (event) => handlers.reply(JSON.parse(event.data)));
  };

  window.addEventListener("online", open);
  window.addEventListener("offline", () => handlers.connection(false));
  open();
  return { open, close };
}
