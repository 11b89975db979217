import { posix } from 'node:path';
import type { SourceFile } from './file.ts';

/** Links in Markdown that lead to no file or folder of the project. */
export function brokenLinks(files: readonly SourceFile[], paths: readonly string[]): string[] {
  const places = new Set(paths.flatMap((path) => [path, ...foldersAbove(path)]));
  return files
    .filter(({ path }) => path.endsWith('.md'))
    .flatMap(({ path, text }) =>
      linksOf(text)
        .filter((link) => !places.has(posix.join(posix.dirname(path), link).replace(/\/$/, '')))
        .map((link) => `${path}: ${link} does not exist`),
    );
}

/** Targets inside the project, without their anchors. Code is not read. */
function linksOf(text: string): string[] {
  const prose = text.replace(/^(`{3,}|~{3,})[\s\S]*?^\1/gm, '').replace(/`[^`\n]*`/g, '');
  const targets = prose.matchAll(/\]\(\s*<?([^)\s>]+)|\b(?:src|href)="([^"]+)"|^\[[^\]]+\]:\s*(\S+)/gm);
  return Array.from(targets, ([, inline, html, reference]) => inline ?? html ?? reference ?? '')
    .filter((target) => !/^(?:\w+:|#|\/\/)/.test(target))
    .map((target) => decodeURI(target.replace(/#.*$/, '')));
}

function foldersAbove(path: string): string[] {
  const folder = posix.dirname(path);
  return folder === '.' ? ['.'] : [folder, ...foldersAbove(folder)];
}
