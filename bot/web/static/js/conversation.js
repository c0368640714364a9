// The conversation: the list of bubbles, the jobs in it, and the announcements for screen readers.

import { byId } from "./dom.js";
import * as bubbles from "./bubbles.js";
import { say } from "./words.js";

const ABOVE = 12;

/** Keep the conversation; `actions` are what its buttons do. */
export function makeConversation(actions) {
  const log = byId("log");
  const scroller = byId("scroller");
  const live = byId("live");
  const jobs = new Map();
  // How far a job is may be told before the answer that makes its bubble.
  const early = new Map();

  const nearEnd = () => scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < 160;
  // The end of an answer that is taller than the view would be its last lines: it is shown from its top.
  const toEnd = () => {
    const end = scroller.scrollHeight - scroller.clientHeight;
    const top = log.lastElementChild ? log.lastElementChild.offsetTop - scroller.offsetTop - ABOVE : end;
    placed = Math.max(0, Math.min(end, top));
    scroller.scrollTo({ top: placed });
  };
  // Pictures get their height only when they are loaded: stay at the end where the reader was at the end.
  let follow = true;
  let lastTop = 0;
  let placed = 0;
  scroller.addEventListener("scroll", () => {
    // Only the reader scrolls up, or on from where we left it. A picture that grew must not look like that.
    if (nearEnd()) follow = true;
    else if (scroller.scrollTop < lastTop || scroller.scrollTop > placed + 1) follow = false;
    lastTop = scroller.scrollTop;
  }, { passive: true });
  const sizes = new ResizeObserver(() => { if (follow) toEnd(); });
  sizes.observe(log);
  sizes.observe(scroller);

  const add = (node, { always = false } = {}) => {
    byId("welcome").hidden = true;
    log.append(node);
    if (always || follow) { follow = true; toEnd(); }
  };

  // A quick job's reply may arrive before the answer that made the job: then the bubble learns its source late.
  const complete = (entry, made) => {
    Object.assign(entry, made);
    if (entry.reply) entry.finish(entry.reply, entry);
    return entry;
  };

  const announce = (text) => { live.textContent = text; };

  return {
    announce,
    isEmpty: () => log.childElementCount === 0,
    /** Forget everything, also the pictures that are shown. */
    clear: () => {
      for (const picture of log.querySelectorAll("img[src^='blob:']")) URL.revokeObjectURL(picture.src);
      log.replaceChildren();
      jobs.clear();
      early.clear();
      byId("welcome").hidden = false;
    },
    addMine: (message) => add(bubbles.mine(message), { always: true }),
    addAnswer: (reply, uploads) => { add(bubbles.answer(reply, actions, uploads)); announce(reply.text ?? ""); },
    addJob: (id, made = {}, place = null) => {
      if (jobs.has(id)) return complete(jobs.get(id), made);
      const entry = { ...bubbles.job(id, actions), ...made, open: true };
      jobs.set(id, entry);
      entry.progress(early.get(id) ?? { place, running: false });
      add(entry.node);
      return entry;
    },
    job: (id) => jobs.get(id),
    openJobs: () => [...jobs].filter(([, entry]) => entry.open).map(([id]) => id),
    showProgress: ({ job, place, running }) => {
      const entry = jobs.get(job);
      if (!entry) early.set(job, { place, running });
      else if (entry.open) entry.progress({ place, running });
    },
    finish: (id, reply) => {
      const entry = jobs.get(id);
      if (!entry) return;
      entry.open = false;
      entry.reply = reply;
      early.delete(id);
      entry.finish(reply, entry);
      announce(reply.error ? reply.text : `${say("finished")} ${reply.text ?? ""}`);
    },
  };
}
