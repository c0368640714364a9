// The playground: puts the parts together. What is asked goes over /api/v1; what comes back by itself, over events.

import * as api from "./api.js";
import { firstTool, spoken } from "./asked.js";
import { makeComposer } from "./composer.js";
import { makeConversation } from "./conversation.js";
import { byId } from "./dom.js";
import { listen } from "./events.js";
import { chosenLanguage, keepLanguage, offerLanguages, translatePage } from "./language.js";
import { latestPictures } from "./latest.js";
import { makeStudio } from "./studio.js";
import * as transcript from "./transcript.js";
import { makeTray } from "./tray.js";
import { prepareViewer } from "./viewer.js";
import { say, setWords } from "./words.js";

const state = { session: null, language: document.documentElement.lang, tools: [], commands: [] };
const latest = latestPictures();
// The other tabs of this browser, which show the same visitor's pictures.
const tabs = new BroadcastChannel("darkroom");

const conversation = makeConversation({
  cancel: (id) => cancel(id),
  repeat: (id) => repeat(id),
  canRepeat: (id) => Boolean(conversation.job(id)?.command),
  use: (files) => reuse(files),
  press: (button, node, uploads) => press(button, node, uploads),
  tools: () => state.tools,
  pick: (tool) => studio.showForm(tool),
});
const tray = makeTray(byId("tray"), {
  limits: () => state.session?.chat.limits ?? {},
  onChange: () => { composer?.refresh(); studio?.refresh(); },
  onError: (text) => conversation.addAnswer({ text, error: "upload" }),
});
let composer = null;
composer = makeComposer({ tray, commands: () => [...state.tools, ...state.commands], onSend: (text) => send({ text }) });
let studio = null;
studio = makeStudio({
  tools: () => state.tools,
  pictures: () => (tray.count() ? tray.urls() : latest.urls()),
  choosePictures: () => composer.choosePictures(),
  onRun: (tool, given) => run({ command: tool.name, given }),
});
let stream = null;
let asking = 0;
const early = [];

function newId() {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Return the pictures for what was asked: the tray's, else for a tool that needs some the latest of the conversation. */
async function picturesFor(asked) {
  if (tray.count()) return tray.pictures();
  const tool = firstTool(asked, state);
  return tool && tool.takes !== "nothing" ? latest.asUploads().catch(() => []) : [];
}

const messageOf = (asked, pictures) => ({ ...asked, id: newId(), uploads: pictures.map((picture) => picture.key) });

/** Show what the visitor asked for; the pictures leave the tray with it. */
function showMine(asked, pictures) {
  const text = spoken(asked, state);
  const uploads = pictures.map((picture) => picture.key);
  if (pictures.length) latest.set(pictures);
  tray.drop(uploads);
  conversation.addMine({ text, pictures });
  transcript.remember({ kind: "me", text, uploads });
}

/** Send words with the tray's pictures, or with the latest of the conversation. */
async function send(asked) {
  const pictures = await picturesFor(asked);
  showMine(asked, pictures);
  await post(messageOf(asked, pictures), pictures);
}

/** Run a form: nothing is shown and the pictures stay where they are until it was taken; returns what is wrong. */
async function run(asked) {
  const pictures = await picturesFor(asked);
  const message = messageOf(asked, pictures);
  let reply = null;
  try {
    reply = await ask(message);
  } catch (error) {
    if (error.code !== "offline") return { text: error.message };
    showMine(asked, pictures);
    tellTrouble(error, message, pictures); // it may have arrived: only the same message is safe to send again
    return null;
  }
  if (reply.error) return { text: reply.text, wrong: reply.mend?.wrong };
  showMine(asked, pictures);
  take(reply, message, pictures);
  return null;
}

/** Post one message and return its reply; the same id again is the same message, so trying again is safe. */
async function post(message, pictures) {
  let reply = null;
  try {
    reply = await ask(message);
  } catch (error) {
    return tellTrouble(error, message, pictures);
  }
  return take(reply, message, pictures);
}

function tellTrouble(error, message, pictures) {
  const run = async () => {
    const reply = await post(message, pictures);
    if (reply?.job) await catchUp([reply.job]); // it may be over by now
  };
  const again = { label: say("try-again"), style: "primary", run };
  conversation.addAnswer({ text: error.message, error: error.code, buttons: error.code === "offline" ? [[again]] : [] });
  return null;
}

async function ask(message) {
  byId("scroller").setAttribute("aria-busy", "true");
  asking += 1;
  try {
    return await api.sendMessage({ ...message, locale: state.language });
  } finally {
    byId("scroller").removeAttribute("aria-busy");
    asking -= 1;
    setTimeout(() => early.splice(0).forEach(hear));
  }
}

/** Take what comes by itself. A quick job's answer may come before the one that makes its bubble: it waits for that. */
function hear(reply) {
  if (asking && reply.job && !conversation.job(reply.job)) early.push(reply);
  else if (reply.job) finish(reply.job, reply);
  else show(reply);
}

async function take(reply, message, pictures) {
  if (reply.erased) {
    await forget();
    tabs.postMessage("erased");
    conversation.addAnswer(reply);
    return reply;
  }
  if (reply.job) startJob(reply, message, pictures);
  else if (reply.mend?.missing && !reply.buttons.length) openForm(reply.mend);
  else show(reply, message.uploads);
  refreshSession();
  return reply;
}

function show(reply, uploads = []) {
  conversation.addAnswer(reply, uploads);
  transcript.remember({ kind: "reply", reply: { ...reply, files: undefined }, uploads });
}

/** Ask for what is missing in the tool's form instead of words. */
function openForm({ tool: name, given }) {
  show({ text: say("form-opened", { tool: name }) });
  studio.showForm(state.tools.find((tool) => tool.name === name), given);
}

function startJob({ job: id, place }, asked, pictures) {
  const tool = state.tools.find((one) => one.name === asked.command);
  const typed = tool ? { command: tool.name, given: asked.given } : { command: null, text: spoken(asked, state) };
  const made = { kind: "job", job: id, ...typed, uploads: asked.uploads };
  transcript.remember(made);
  conversation.addJob(id, entryOf(made, pictures[0]?.url), place);
}

function entryOf(kept, url = null) {
  const source = kept.uploads.length === 1 ? url ?? api.uploadUrl(kept.uploads[0]) : null;
  return { source, command: kept.command ?? kept.text, tool: kept.command, given: kept.given, uploads: kept.uploads };
}

function finish(id, reply) {
  if (!conversation.job(id)) conversation.addJob(id);
  conversation.finish(id, reply);
  const usable = (reply.files ?? []).filter((file) => file.opens);
  if (usable.length) latest.setFiles(usable);
  studio.refresh();
}

async function cancel(id) {
  try {
    const job = await api.cancelJob(id);
    if (job.state === "cancelled") conversation.finish(id, { text: job.text });
    else await catchUp([id]);
  } catch (error) {
    conversation.addAnswer({ text: error.message, error: error.code });
  }
}

async function repeat(id) {
  const entry = conversation.job(id);
  const stored = (await Promise.all(entry.uploads.map(api.isStored))).every(Boolean);
  if (!stored) return conversation.addAnswer({ text: say("picture-gone"), error: "gone" });
  if (!entry.tool) { tray.adopt(entry.uploads); return composer.type(entry.command); }
  latest.set(entry.uploads.map((key) => ({ key, url: api.uploadUrl(key) })));
  return studio.showForm(state.tools.find((tool) => tool.name === entry.tool), entry.given);
}

async function reuse(files) {
  tray.addAll(await Promise.all(files.map(async (file) => (await fetch(file.url)).blob())));
  composer.focus();
}

/** Do what a button stands for; `uploads` are the pictures of the message that its answer was for. */
async function press(button, node, uploads = []) {
  const row = node.closest(".row").querySelectorAll("button");
  row.forEach((other) => { other.disabled = true; });
  if (button.run) return button.run();
  const asked = button.command ? { command: button.command, given: button.given ?? {} } : {};
  const isTool = Boolean(firstTool(asked, state));
  const own = uploads.map((key) => ({ key, url: api.uploadUrl(key) }));
  const pictures = !isTool ? [] : own.length ? own : await picturesFor(asked);
  if (isTool) showMine(asked, pictures);
  const reply = await post(messageOf(button.token ? { ...asked, button: button.token } : asked, pictures), pictures);
  // What was refused, by a full queue for instance, may be pressed again.
  if (reply?.error && reply.error !== "button_spent") row.forEach((other) => { other.disabled = false; });
  return reply;
}

/** Forget the visitor after an erasure, and go on as a new one. */
async function forget() {
  stream?.close();
  transcript.forget();
  conversation.clear();
  tray.clear();
  latest.set([]);
  studio.showPalette();
  await refreshSession();
  stream?.open();
}

/** Ask for jobs whose events may have been missed. */
async function catchUp(ids) {
  for (const id of ids) {
    const job = await api.getJob(id).catch(() => null);
    if (job?.settled) finish(id, job);
    else if (job) conversation.showProgress({ job: id, place: job.place, running: job.running });
  }
}

async function refreshSession() {
  state.session = await api.getSession().catch(() => state.session);
  const visitor = state.session?.visitor;
  byId("refusal").textContent = visitor?.refusal ?? "";
  byId("refusal").hidden = !visitor?.refusal;
  byId("guest").hidden = !visitor || visitor.agreed || Boolean(visitor.refusal);
  const chosen = visitor?.language;
  if (chosen) keepLanguage(chosen);
  if (chosen && chosen !== state.language) await speak(chosen);
}

/** Take the choice of the header. Where the account has one, that is the one to change. */
async function choose(language) {
  keepLanguage(language);
  if (!state.session.visitor.language) {
    await speak(language);
    return refreshSession();
  }
  const asked = { command: "settings", given: { language } };
  const reply = await ask(messageOf(asked, [])).catch((error) => ({ text: error.message, error: error.code }));
  if (reply.error) conversation.addAnswer(reply);
  await refreshSession();
  return translatePage(state.language);
}

async function speak(language) {
  state.language = language;
  const [words, catalog] = await Promise.all([api.getWords(language), api.getCatalog(language)]);
  setWords(words.words);
  translatePage(language);
  Object.assign(state, { tools: catalog.tools, commands: catalog.commands });
  studio.showPalette();
}

async function restore() {
  const known = transcript.entries();
  const jobs = new Map((await api.getJobs()).jobs.map((job) => [job.id, job]));
  const told = new Set(known.filter((entry) => entry.kind === "job").map((entry) => entry.job));
  const older = [...jobs.values()].filter((job) => !told.has(job.id)).reverse();
  for (const job of older) {
    conversation.addMine({ text: `/${job.tools.replaceAll("|", " | ")}` });
    conversation.addJob(job.id);
  }
  for (const entry of known) {
    if (entry.kind === "me") conversation.addMine({ text: entry.text, pictures: entry.uploads.map((key) => ({ key })) });
    else if (entry.kind === "reply") conversation.addAnswer(entry.reply, entry.uploads);
    else conversation.addJob(entry.job, entryOf(entry));
  }
  for (const id of [...older.map((job) => job.id), ...told]) {
    const job = jobs.get(id);
    if (!job) conversation.finish(id, { text: say("job-gone") });
    else if (job.settled) finish(id, job);
    else conversation.showProgress({ job: id, place: job.place, running: job.running });
  }
  conversation.announce("");
}

async function start() {
  prepareViewer();
  state.session = await api.getSession();
  offerLanguages(state.session.languages, choose);
  await speak(chosenLanguage(state.session));
  await refreshSession();
  await restore();
  byId("agree").addEventListener("click", () => send({ command: "start", given: {} }));
  byId("welcome").addEventListener("click", (event) => { if (event.target.closest("[data-choose]")) composer.choosePictures(); });
  tabs.addEventListener("message", forget);
  stream = listen({
    progress: conversation.showProgress,
    reply: hear,
    connection: (isOpen) => {
      byId("offline").hidden = isOpen;
      if (isOpen) catchUp(conversation.openJobs());
    },
  });
  document.documentElement.dataset.ready = "yes";
}

start().catch((error) => conversation.addAnswer({ text: error.message || say("failed"), error: "start" }));
