import type { Keyword, Requirement } from './requirement.ts';
import { rowIds, sections } from './sections.ts';

/** docs/rfc-matrix.md: every row, with what shows it or why it is not kept. */
export function matrixPage(requirements: readonly Requirement[]): string {
  const byId = new Map(requirements.map((requirement) => [requirement.id, requirement]));
  const count = (kind: Requirement['kind']) => requirements.filter((each) => each.kind === kind).length;
  const parts = Object.entries(sections).map(([section, { title }]) => {
    const rows = rowIds.filter((id) => id.startsWith(`${section}-`)).map((id) => row(byId.get(id)));
    return [
      `## ${title}`,
      '',
      '| row | requirement | asked for by | shown by |',
      '| --- | --- | --- | --- |',
      ...rows,
    ].join('\n');
  });
  const head = `# What is asked of an authorization server, and what shows that it is kept

Made from the probes in [conformance](../conformance/README.md); a test fails when this page and they differ, when a
row is missing, and when a test that is named here does not exist.

${count('probed')} rows are probed over HTTP, against any server; ${count('proven within')} need more than HTTP and are
proven by a test of this repository; ${count('departure')} are departed from, each with its reason;
${count('not applicable')} ask nothing of this server.

${keywords.map((keyword) => `- ${inWords(requirements, keyword)}`).join('\n')}`;
  return `${[head, ...parts].join('\n\n')}\n`;
}

const keywords = ['MUST', 'SHOULD', 'MAY'] as const;

/** Of each keyword, how many rows are kept, and which are not. */
function inWords(requirements: readonly Requirement[], keyword: Keyword): string {
  const asked = requirements.filter((each) => each.kind !== 'not applicable' && each.keyword === keyword);
  const departed = asked.filter(({ kind }) => kind === 'departure').map(({ id }) => id);
  const kept = `${keyword}: ${asked.length - departed.length} of ${asked.length} are kept`;
  return departed.length === 0 ? `${kept}.` : `${kept}; not ${departed.join(', ')}.`;
}

function row(requirement: Requirement | undefined): string {
  if (requirement === undefined) return '';
  const { id } = requirement;
  if (requirement.kind === 'not applicable')
    return line([id, '', '', `*Does not apply.* ${requirement.because}`]);
  const asks = [id, `${requirement.keyword}: ${requirement.says}`, requirement.source];
  switch (requirement.kind) {
    case 'probed':
      return line([...asks, `probe ${id}`]);
    case 'proven within':
      return line([
        ...asks,
        `[${requirement.test.file.split('/').at(-1)}](../${requirement.test.file})${quoted(requirement.test.name)}`,
      ]);
    case 'departure':
      return line([...asks, `**Not kept.** ${requirement.because}`]);
  }
}

function quoted(name: string): string {
  return name === '' ? '' : `: “${name}…”`;
}

function line(cells: readonly string[]): string {
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
}
