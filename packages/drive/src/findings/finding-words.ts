import { en, type MessageKey } from '../messages/en.ts';
import type { Translate } from '../messages/translate.ts';
import type { Finding } from './finding.ts';

/** What it is and why, and what a person can do. */
export function findingWords(finding: Finding, t: Translate): { said: string; remedy: string } {
  const [said, remedy] = wordsOf(finding, t);
  return { said, remedy };
}

function wordsOf(finding: Finding, t: Translate): [string, string] {
  switch (finding.kind) {
    case 'copy': {
      const { path, of, ofIsThere } = finding;
      return [t('finding.copy', { path, of }), t(ofIsThere ? 'remedy.copy' : 'remedy.copy-alone', { path })];
    }
    case 'held':
      return [t('finding.held', { path: finding.path }), t('remedy.held', { path: finding.path })];
    case 'guard': {
      const { id, files, before, direction } = finding;
      const said = `finding.guard-${before > 0 ? 'more-' : ''}${direction}` as const;
      return [t(said, { files, before }), t('remedy.guard', { id })];
    }
    case 'problem': {
      const { path, code, text } = finding;
      const why = `${problemWords(code, t)}${text === '' ? '' : ` ${t('error.server', { words: text })}`}`;
      return [t('finding.problem', { path, why }), remedyOf(code, t)];
    }
    case 'unsent':
      return [
        t('finding.unsent', { path: finding.path }),
        t(`remedy.unsent-${finding.why}`, { path: finding.path }),
      ];
    case 'unnameable': {
      const { path, nameless: item } = finding;
      const said =
        item === undefined
          ? t('finding.unnameable', { path })
          : t('finding.nameless', { kind: t(item.kind), id: item.id, path });
      return [said, t('remedy.unnameable')];
    }
    case 'hidden':
    case 'spare-placeholder':
      return [t(`finding.${finding.kind}`, { path: finding.path }), t(`remedy.${finding.kind}`)];
  }
}

/** What a kind of failure means, whichever side it came from. */
function problemWords(code: string, t: Translate): string {
  const key = `problem.${code}`;
  return key in en ? t(key as MessageKey) : code;
}

/** Some kinds go on failing until a person does something. */
function remedyOf(code: string, t: Translate): string {
  const key = `remedy.problem-${code}`;
  return t(key in en ? (key as MessageKey) : 'remedy.problem');
}
