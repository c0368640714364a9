// The page's words, in the visitor's language. They come from the same texts as the words of every other chat.

let words = {};

/** Take the words that the API answered: a message by key, with {slots} for facts. */
export function setWords(given) {
  words = given;
}

/** Return the message of `key` with its {slots} filled. */
export function say(key, facts = {}) {
  const message = words[`playground-${key}`] ?? key;
  return message.replace(/\{(\w+)\}/g, (slot, name) => (name in facts ? String(facts[name]) : slot));
}

/** Write a number of bytes as people read it, in the page's language. */
export function bytes(count) {
  const [unit, size] = count < 1e6 ? ["KB", 1e3] : ["MB", 1e6];
  const digits = count / size < 10 ? 1 : 0;
  return `${(count / size).toLocaleString(document.documentElement.lang, { maximumFractionDigits: digits })} ${unit}`;
}
