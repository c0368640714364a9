// What a message asks for, read with the names that the catalogue knows.

const lineCommand = (catalog, name) => catalog.commands.find((command) => command.name === name && command.whole_line);

/** Write what was asked for, { text } or { command, given }, as it would be typed. */
export function spoken({ text, command, given = {} }, catalog) {
  if (!command) return text;
  if (lineCommand(catalog, command)) return [`/${command}`, ...Object.values(given)].join(" ");
  const values = Object.entries(given).map(([name, value]) => `${name}:${/\s/.test(value) ? `"${value}"` : value}`);
  return [`/${command}`, ...values].join(" ");
}

/** Return the tool that works first on what was asked, read as the server does: "／Blur@the_bot 8" means blur. */
export function firstTool(asked, catalog) {
  const [, word, rest] = /^([/／]\S*)\s*(.*)$/s.exec(spoken(asked, catalog) ?? "") ?? [];
  const name = word?.replace(/^[/／]+/, "").split("@")[0].toLowerCase();
  if (lineCommand(catalog, name)) return firstTool({ text: `/${rest}` }, catalog);
  return catalog.tools.find((tool) => tool.name === name || tool.aliases.includes(name));
}
