import type { GatehouseApi } from '@gatehouse/client';
import type { DocumentsRemote } from '../documents-api/documents-remote.ts';
import type { Account } from '../installs/account.ts';
import type { MessageKey } from '../messages/en.ts';
import type { Terminal } from '../terminal/terminal.ts';
import type { World } from '../world.ts';
import { Failure } from './failure.ts';
import type { Place } from './place.ts';

/** Options that verbs may have, beside `--json` and `--help`, which all have. */
export const options = {
  company: { type: 'string', short: 'c', about: 'option.company' },
  project: { type: 'string', short: 'p', about: 'option.project' },
  code: { type: 'boolean', short: 'd', about: 'option.code' },
  key: { type: 'boolean', short: 'y', about: 'option.key' },
  force: { type: 'boolean', short: 'f', about: 'option.force' },
  all: { type: 'boolean', short: 'a', about: 'option.all' },
  unite: { type: 'boolean', short: 'u', about: 'option.unite' },
  approve: { type: 'string', short: 'o', about: 'option.approve' },
  refuse: { type: 'string', short: 'n', about: 'option.refuse' },
  empty: { type: 'boolean', short: 'e', about: 'option.empty' },
  purge: { type: 'boolean', short: 'g', about: 'option.purge' },
  keep: { type: 'string', short: 'k', about: 'option.keep' },
  download: { type: 'string', short: 'l', about: 'option.download' },
  below: { type: 'boolean', short: 'r', about: 'option.below' },
  clear: { type: 'boolean', short: 'x', about: 'option.clear' },
  follow: { type: 'boolean', short: 'w', about: 'option.follow' },
  repair: { type: 'boolean', short: 'm', about: 'option.repair' },
  close: { type: 'boolean', short: 's', about: 'option.close' },
  promote: { type: 'string', short: 't', about: 'option.promote' },
  version: { type: 'string', short: 'v', about: 'option.version' },
  json: { type: 'boolean', short: 'j', about: 'option.json' },
} as const satisfies Record<string, { type: 'string' | 'boolean'; short: string; about: MessageKey }>;

export type OptionName = keyof typeof options;

/** A verb of the command line: how it is written, and what it does. */
export interface Verb {
  readonly name: string;
  /** What follows the name: `PATH`, `[PATH]`, `FROM TO`, `FILE… FOLDER`. */
  readonly takes: string;
  readonly about: MessageKey;
  readonly options: readonly OptionName[];
  /** Each a whole line after `drive `. */
  readonly examples: readonly string[];
  /** Waits for the server's limit to begin anew, for as long as that takes; the others give up after a minute. */
  readonly patient?: true;
  run(call: Call): Promise<void>;
}

/** Used otherwise than it is meant: what it takes says how. */
export function misused({ name, takes }: Pick<Verb, 'name' | 'takes'>): Failure {
  return new Failure(2, 'error.arguments', { usage: `${name} ${takes}`.trimEnd() });
}

/** One use of a verb. */
export interface Call extends Terminal {
  readonly world: World;
  readonly args: readonly string[];
  readonly given: Readonly<Partial<Record<OptionName, string | boolean>>>;
  /** The account, or the failure that nobody is signed in. */
  account(): Promise<Account>;
  api(): Promise<GatehouseApi>;
  /** The Documents tool that the options name. */
  place(): Promise<Place & { readonly account: Account; readonly remote: DocumentsRemote }>;
}
