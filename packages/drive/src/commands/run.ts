import { parseArgs } from 'node:util';
import manifest from '../../package.json' with { type: 'json' };
import { DocumentsRemote } from '../documents-api/documents-remote.ts';
import { silenceOf } from '../documents-api/silence.ts';
import { accountOf } from '../installs/account.ts';
import { languageOf, type Translate, translator } from '../messages/translate.ts';
import type { World } from '../world.ts';
import { completionFor, shells } from './completion.ts';
import { type ExitCode, Failure, tellFailure } from './failure.ts';
import { completion, help, helpOf, helpOfAll, usageOf } from './help.ts';
import { nearVerb } from './near-verb.ts';
import { findPlace } from './place.ts';
import { misused, type OptionName, options, type Verb } from './verb.ts';
import { verbs } from './verbs.ts';

const hour = 3_600_000;

/** One run of the command: everything it was given, and the code to end with. */
export async function runDrive(args: readonly string[], world: World): Promise<ExitCode> {
  const t = translator(languageOf(world.env));
  const terminal = {
    out: world.out,
    err: world.err,
    json: isJson(args),
    t,
  };
  try {
    const [name = 'help', ...rest] = args;
    const said = withoutAccount(name, rest, t);
    if (said === undefined) await runVerb(named(name), rest, world, t);
    else world.out.write(`${said.join('\n')}\n`);
    return 0;
  } catch (error) {
    return tellFailure(terminal, error);
  }
}

/** Asked before anything is understood, since what is not understood is told that way too. */
function isJson(args: readonly string[]): boolean {
  const end = args.indexOf('--');
  return (end < 0 ? args : args.slice(0, end)).some((each) => each === '--json' || each === '-j');
}

/** Help and completion, which need nothing but the verbs. */
function withoutAccount(name: string, rest: readonly string[], t: Translate): string[] | undefined {
  if (name === 'help' || name === '--help' || name === '-h') {
    const [verb] = rest;
    if (verb === undefined) return helpOfAll(t);
    const plain = [completion, help].find((each) => each.name === verb);
    return plain === undefined ? helpOf(named(verb), t) : [t(plain.about), '', usageOf(plain, t)];
  }
  if (name === '--version') return [`drive ${manifest.version}`];
  if (name === 'completion') {
    const shell = shells.find((each) => each === rest[0]);
    if (shell === undefined) throw misused(completion);
    return completionFor(shell);
  }
  return rest.includes('--help') || rest.includes('-h') ? helpOf(named(name), t) : undefined;
}

function named(name: string): Verb {
  const found = verbs.find((verb) => verb.name === name);
  if (found !== undefined) return found;
  const near = nearVerb(
    name,
    [...verbs, completion, help].map((each) => each.name),
  );
  if (near === undefined) throw new Failure(2, 'error.verb', { verb: name });
  throw new Failure(2, 'error.verb-near', { verb: name, near });
}

async function runVerb(verb: Verb, rest: readonly string[], world: World, t: Translate): Promise<void> {
  const { values, positionals } = read(verb, rest);
  if (!fits(verb.takes, positionals.length)) throw misused(verb);
  const text = (name: 'company' | 'project') => {
    const value =
      values[name] ?? (verb.options.includes(name) ? world.env[`DRIVE_${name.toUpperCase()}`] : undefined);
    return typeof value === 'string' && value !== '' ? value : undefined;
  };
  const account = async () => await accountOf(world.env, world, verb.patient === true ? hour : hour / 60);
  await verb.run({
    out: world.out,
    err: world.err,
    json: values.json === true,
    t,
    world,
    args: positionals,
    given: values,
    account,
    api: async () => (await account()).api,
    async place() {
      const used = await account();
      const place = await findPlace(used.api, { company: text('company'), project: text('project') });
      return {
        ...place,
        account: used,
        remote: new DocumentsRemote(place.api, place.scope, silenceOf(world.env)),
      };
    },
  });
}

function read(verb: Verb, rest: readonly string[]) {
  const known = [...verb.options, 'json' as const];
  try {
    const { values, positionals } = parseArgs({
      args: [...rest],
      allowPositionals: true,
      options: Object.fromEntries(known.map((name) => [name, options[name]])),
    });
    return { values: values as Partial<Record<OptionName, string | boolean>>, positionals };
  } catch (error) {
    throw misread(verb, error as Error);
  }
}

/** The parser tells in English alone; which option it was is in quotes, and what was wrong with it is ours to say. */
function misread(verb: Verb, { message }: Error): Failure {
  const option = /'(?:-\w, )?(-[^' =]*)/.exec(message)?.[1] ?? '';
  const known = [...verb.options, 'json' as const].find((name) => `--${name}` === option);
  if (known === undefined) return new Failure(2, 'error.option', { option, verb: verb.name });
  return new Failure(2, options[known].type === 'string' ? 'error.option-value' : 'error.option-alone', {
    option,
    verb: verb.name,
  });
}

/** Whether so many words are what a verb takes: `FROM TO`, `PATH [TO]`, `FILE… FOLDER`. */
function fits(takes: string, count: number): boolean {
  const words = takes === '' ? [] : takes.split(' ');
  const least = words.filter((word) => !word.startsWith('[')).length;
  return count >= least && (count <= words.length || takes.includes('…'));
}
