import type { Translate } from '../messages/translate.ts';
import { table } from '../terminal/table.ts';
import { options, type Verb } from './verb.ts';
import { verbs } from './verbs.ts';

type Named = Pick<Verb, 'name' | 'takes' | 'about'>;

/** What needs nothing but the verbs. */
export const completion: Named = {
  name: 'completion',
  takes: 'bash|zsh|fish',
  about: 'verb.completion',
};
export const help: Named = { name: 'help', takes: '[VERB]', about: 'verb.help' };

export function usageOf({ name, takes }: Named, t: Translate): string {
  return t('usage', { usage: `${name} ${takes}`.trimEnd() });
}

/** What `drive help` says. */
export function helpOfAll(t: Translate): string[] {
  const all = [...verbs, completion, help];
  const rows = all.map(({ name, takes, about }) => [`  ${name} ${takes}`.trimEnd(), t(about)]);
  return [t('help.title'), '', t('help.verbs'), ...table(rows), '', t('help.more'), t('help.codes')];
}

/** What `drive help VERB` and `drive VERB --help` say. */
export function helpOf(verb: Verb, t: Translate): string[] {
  const rows = [...verb.options, 'json' as const].map((name) => {
    const { short, type, about } = options[name];
    return [`  -${short}, --${name}${type === 'string' ? ' …' : ''}`, t(about)];
  });
  return [
    t(verb.about),
    '',
    usageOf(verb, t),
    '',
    t('help.options'),
    ...table(rows),
    '',
    t('help.examples'),
    ...verb.examples.map((example) => `  drive ${example}`),
  ];
}
