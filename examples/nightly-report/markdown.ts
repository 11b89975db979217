import type { CompanySurvey, ProjectSurvey } from './survey.ts';

const day = 24 * 60 * 60 * 1000;

/** The report as Markdown: what is there, and what came or changed in the last day. */
export function markdownOf(surveys: readonly CompanySurvey[], now: Date): string {
  const lines = [`# Nightly report of ${now.toISOString().slice(0, 10)}`, ''];
  if (surveys.length === 0) lines.push('No company has installed this app.', '');
  for (const { company, projects } of surveys) {
    lines.push(`## ${escaped(company)}`, '');
    if (projects === 'disconnected') lines.push('Disconnected while the report was written.', '');
    else if (projects.length === 0) lines.push('No project is permitted.', '');
    else for (const project of projects) lines.push(...linesOf(project, now));
  }
  return `${lines.join('\n').trimEnd()}\n`;
}

function linesOf({ project, documents }: ProjectSurvey, now: Date): string[] {
  const heading = `### ${escaped(project)}`;
  if ('refused' in documents) return [heading, '', `Not readable: ${escaped(documents.refused)}`, ''];
  const recent = documents.filter(({ updatedAt }) => now.getTime() - updatedAt.getTime() < day);
  const count = `${documents.length} documents, ${recent.length} new or changed in the last day.`;
  if (recent.length === 0) return [heading, '', count, ''];
  const rows = recent.map(
    ({ path, size, updatedAt }) => `| ${escaped(path)} | ${size} | ${updatedAt.toISOString()} |`,
  );
  return [heading, '', count, '', '| Document | Bytes | Changed |', '| --- | ---: | --- |', ...rows, ''];
}

/** Names are other people's text: in a table or a heading they stay text. */
function escaped(text: string): string {
  return text.replace(/[\\|*_`[\]<>#]/g, '\\$&').replace(/\s+/g, ' ');
}
