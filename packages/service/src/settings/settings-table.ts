import type { Definitions } from './read-settings.ts';

/** The Markdown table of `docs/settings.md`, in the order of definition. */
export function settingsTable(definitions: Definitions): string {
  const rows = Object.values(definitions).map((setting) =>
    [
      code(setting.name),
      setting.fallbackText === '' ? '' : code(setting.fallbackText),
      setting.allowed,
      setting.about + (setting.secret ? ' Secret.' : ''),
    ]
      .map((cell) => cell.replaceAll('|', '\\|').replaceAll('\n', ' '))
      .join(' | '),
  );
  const lines = ['Setting | Default | Allowed | Meaning', '--- | --- | --- | ---', ...rows];
  return `${lines.map((line) => `| ${line} |`).join('\n')}\n`;
}

function code(text: string): string {
  return `\`${text}\``;
}
