import type { DocumentsScope, GatehouseApi } from '@gatehouse/client';
import type { FileVersion } from '@gatehouse/wire';
import { told } from '../documents-api/problems.ts';
import { latestOf } from '../documents-api/remote-item.ts';
import { bytes, table } from '../terminal/table.ts';
import { tell } from '../terminal/terminal.ts';
import { Failure } from './failure.ts';
import { findFile } from './remote-path.ts';
import type { Call, Verb } from './verb.ts';

export const versions: Verb = {
  name: 'versions',
  takes: 'PATH',
  about: 'verb.versions',
  options: ['company', 'project', 'promote'],
  examples: [
    'versions /Drawings/A-101.pdf --project 42',
    'versions /Drawings/A-101.pdf --promote 1 --project 42',
  ],
  async run(call) {
    const { t, args, given } = call;
    const { remote, api, scope } = await call.place();
    const [path = ''] = args;
    const { id } = await findFile(remote, path);
    const { file_versions } = await told('read', () => api.files.show(scope, id));
    if (typeof given.promote === 'string') {
      await promote(call, { api, scope, path, all: file_versions }, given.promote);
      return;
    }
    const all = file_versions.toSorted((a, b) => b.number - a.number).map(shown);
    const rows = all.map((each) => [
      String(each.number),
      bytes(each.size),
      each.created_at,
      each.created_by ?? '',
    ]);
    const head = [t('column.version'), t('column.size'), t('column.changed'), t('column.by')];
    tell(call, all, table([head, ...rows], [0, 1]));
  },
};

/** The one that is the latest stays it: said twice, it is done once. */
async function promote(
  call: Call,
  {
    api,
    scope,
    path,
    all,
  }: { api: GatehouseApi; scope: DocumentsScope; path: string; all: readonly FileVersion[] },
  number: string,
): Promise<void> {
  const wanted = all.find((each) => String(each.number) === number);
  if (wanted === undefined) throw new Failure(5, 'error.no-version', { path, number });
  if (wanted.number === latestOf(all)?.number) {
    tell(call, shown(wanted), [call.t('done.promote-latest', { path, number })]);
    return;
  }
  const made = await told('write', () => api.files.promote(scope, wanted.id));
  tell(call, shown(made), [call.t('done.promote', { path, number, as: made.number })]);
}

function shown({ number, size, created_at, created_by, sha256 }: FileVersion) {
  return { number, size, created_at, created_by: created_by?.name ?? null, sha256 };
}
