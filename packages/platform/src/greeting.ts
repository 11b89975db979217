import type { DemoFile } from './demo/demo-file.ts';

/** What a newcomer sees in the terminal: where to go, and who they can be. */
export function greeting(url: string, demo: DemoFile | undefined, setUpLink: string | undefined): string {
  const lines = ['', `  Gatehouse is up: ${url}`, ''];
  if (setUpLink !== undefined)
    lines.push(
      '  Nobody is here yet. Make the first administrator with this link, which works once:',
      `  ${setUpLink}`,
      '',
    );
  if (demo !== undefined) lines.push(...demoLines(url, demo));
  lines.push('  Stop with Ctrl+C. GATEHOUSE_LOG_LEVEL=info shows every request.', '');
  return `${lines.join('\n')}\n`;
}

function demoLines(url: string, demo: DemoFile): string[] {
  const rows = demo.people.map(({ name, email, password, roles }) => [
    name,
    roles.join(', '),
    email,
    password,
  ]);
  const app = demo.apps.find(({ environment }) => environment === 'production');
  return [
    ...table(['Who', 'Role', 'E-mail', 'Password'], rows).map((line) => `  ${line}`),
    '',
    ...(app === undefined
      ? []
      : [
          `  See ${app.name} ask for access (and show its code on a page of ours):`,
          `  ${url}/oauth/authorize?response_type=code&client_id=${app.clientId}&redirect_uri=urn:ietf:wg:oauth:2.0:oob`,
          '',
        ]),
  ];
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const all = [head, ...rows];
  const widths = head.map((_, column) => Math.max(...all.map((row) => (row[column] ?? '').length)));
  const line = (row: readonly string[]) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd();
  return [line(head), widths.map((width) => '-'.repeat(width)).join('  '), ...rows.map(line)];
}
