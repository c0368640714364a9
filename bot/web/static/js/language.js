// The page's language: what the account says, else what was chosen here, else what the browser prefers.

import { byId, el } from "./dom.js";
import { say } from "./words.js";

// The server reads it too, for the pages that it writes itself.
const COOKIE = "darkroom_language";
const YEAR_SECONDS = 365 * 86_400;

/** Return the language to speak with this visitor. */
export function chosenLanguage(session) {
  const kept = new RegExp(`(?:^|; )${COOKIE}=([a-z]+)`).exec(document.cookie)?.[1];
  const wished = [session.visitor.language, kept, ...navigator.languages.map((name) => name.slice(0, 2))];
  return wished.find((language) => session.languages.includes(language)) ?? session.languages[0];
}

/** Keep a language that was chosen, for this page and for those that the server writes. */
export function keepLanguage(language) {
  const secure = window.location.protocol === "https:" ? "; secure" : "";
  document.cookie = `${COOKIE}=${language}; path=/; max-age=${YEAR_SECONDS}; samesite=lax${secure}`;
}

/** Put the words of the current language into every element that names one. */
export function translatePage(language) {
  document.documentElement.lang = language;
  byId("language").value = language;
  for (const node of document.querySelectorAll("[data-word]")) node.textContent = say(node.dataset.word);
  for (const node of document.querySelectorAll("[data-label]")) node.setAttribute("aria-label", say(node.dataset.label));
  for (const node of document.querySelectorAll("[data-placeholder]")) node.placeholder = say(node.dataset.placeholder);
}

/** Offer the languages in the header; `onChoose(language)` hears the choice. */
export function offerLanguages(languages, onChoose) {
  const select = byId("language");
  const own = (language) => new Intl.DisplayNames([language], { type: "language" }).of(language);
  // The code is what fits beside the links on a phone; the whole name is there for those who hear it.
  select.replaceChildren(...languages.map((language) =>
    el("option", { value: language, lang: language, "aria-label": own(language) }, language.toUpperCase())));
  select.addEventListener("change", () => onChoose(select.value));
}
