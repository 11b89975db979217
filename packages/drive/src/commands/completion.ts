import { completion, help } from './help.ts';
import { options } from './verb.ts';
import { verbs } from './verbs.ts';

export const shells = ['bash', 'zsh', 'fish'] as const;
export type Shell = (typeof shells)[number];

/** A script for a shell, made of the verbs themselves, so that it never says what the command does not know. */
export function completionFor(shell: Shell): string[] {
  const names = [...verbs, completion, help].map(({ name }) => name).join(' ');
  // `on|off PATH`, `bash|zsh|fish`: words that are chosen from, not made up.
  const choices = [...verbs, completion].flatMap(({ name, takes }) => {
    const [first = ''] = takes.split(' ');
    return first.includes('|') ? [{ name, words: first.replaceAll('|', ' ') }] : [];
  });
  choices.push({ name: help.name, words: names });
  const flagsOf = (given: readonly string[]) =>
    [...given, 'json', 'help'].map((name) => `--${name}`).join(' ');
  switch (shell) {
    case 'fish':
      return [
        `complete -c drive -f -n __fish_use_subcommand -a '${names}'`,
        ...choices.map(
          ({ name, words }) => `complete -c drive -n '__fish_seen_subcommand_from ${name}' -a '${words}'`,
        ),
        ...verbs.flatMap((verb) =>
          [...verb.options, 'json' as const].map(
            (name) =>
              `complete -c drive -n '__fish_seen_subcommand_from ${verb.name}' -l ${name} -s ${options[name].short}`,
          ),
        ),
      ];
    case 'zsh':
    case 'bash':
      return [
        ...(shell === 'zsh' ? ['autoload -Uz bashcompinit && bashcompinit'] : []),
        '_drive() {',
        '  local word=$' + '{COMP_WORDS[COMP_CWORD]}',
        '  if [ "$COMP_CWORD" -eq 1 ]; then',
        `    COMPREPLY=($(compgen -W "${names}" -- "$word"))`,
        '    return',
        '  fi',
        '  if [ "$COMP_CWORD" -eq 2 ] && [[ "$word" != -* ]]; then',
        '    case "$' + '{COMP_WORDS[1]}" in',
        ...choices.map(
          ({ name, words }) => `      ${name}) COMPREPLY=($(compgen -W "${words}" -- "$word")); return ;;`,
        ),
        '    esac',
        '  fi',
        '  case "$word" in -*) ;; *) return ;; esac',
        '  case "$' + '{COMP_WORDS[1]}" in',
        ...verbs.map(
          (verb) => `    ${verb.name}) COMPREPLY=($(compgen -W "${flagsOf(verb.options)}" -- "$word")) ;;`,
        ),
        '  esac',
        '}',
        'complete -o default -F _drive drive',
      ];
  }
}
