import type { Translate } from '../messages/translate.ts';
import { table } from '../terminal/table.ts';
import { options, type Verb } from './verb.ts';
import { verbs } from './verbs.ts';

/** What `drive help` says. */
export function helpOfAll(t: Translate): string[] {
  const rows = verbs.map(({ name, takes, about }) => [`  ${name} ${takes}`.trimEnd(), t(about)]);
  const more = [
    ['  completion bash|zsh|fish', t('verb.completion')],
    ['  help [VERB]', t('verb.help')],
  ];
  return [
    t('help.title'),
    '',
    t('help.verbs'),
    ...table([...rows, ...more]),
    '',
    t('help.more'),
    t('help.codes'),
  ];
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
    t('usage', { usage: `${verb.name} ${verb.takes}`.trimEnd() }),
    '',
    t('help.options'),
    ...table(rows),
    '',
    t('help.examples'),
    ...verb.examples.map((example) => `  drive ${example}`),
  ];
}
