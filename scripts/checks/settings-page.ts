/** A page of settings, made from the definitions that the program itself reads. */
export function settingsPage(table: string, program = 'Gatehouse'): string {
  return `# Settings${program === 'Gatehouse' ? '' : ` of ${program}`}

${program} is set by environment variables. A wrong value stops the start with one sentence that names the setting,
the value and what is allowed. This page is made by \`npm run check -- --fix\`; change the definitions, not the page.

${table.trim()}
`;
}

/** What is wrong with the page as it lies there. */
export function settingsPageObjections(
  page: string | undefined,
  table: string,
  program = 'Gatehouse',
  path = 'docs/settings.md',
): string[] {
  if (page === settingsPage(table, program)) return [];
  return [
    `${path} ${page === undefined ? 'does not exist' : 'is not what the settings say'}; npm run check -- --fix writes it`,
  ];
}
