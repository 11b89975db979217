import { parseArgs } from 'node:util';
import { chosen, whole } from '../option-values.ts';

export const sections = ['first', 'still', 'large', 'post'] as const;
export type Section = (typeof sections)[number];

export interface SyncOptions {
  readonly only: readonly Section[];
  readonly files: number;
  readonly still: number;
  readonly large: number;
  readonly post: number;
  readonly rounds: number;
  readonly readme: boolean;
}

export const usage = `npm run bench -- drive [options]

  --only <name,...>  ${sections.join(', ')}
  --files <n>        small files of the first sync (10000)
  --still <n>        small files of the sync with nothing changed (100000)
  --large <MiB>      the one large file (1024)
  --post <MiB>       what is posted to the API at once (2048)
  --rounds <n>       rounds of each (1)
  --readme           put the table into bench/README.md
`;

/** @throws Error with a sentence for the person. */
export function readSyncOptions(args: readonly string[]): SyncOptions | 'help' {
  const { values } = parseArgs({
    args: [...args],
    options: {
      only: { type: 'string', default: sections.join() },
      files: { type: 'string', default: '10000' },
      still: { type: 'string', default: '100000' },
      large: { type: 'string', default: '1024' },
      post: { type: 'string', default: '2048' },
      rounds: { type: 'string', default: '1' },
      readme: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return 'help';
  return {
    only: chosen('only', values.only, sections),
    files: whole('files', values.files),
    still: whole('still', values.still),
    large: whole('large', values.large) * 2 ** 20,
    post: whole('post', values.post) * 2 ** 20,
    rounds: whole('rounds', values.rounds),
    readme: values.readme,
  };
}
