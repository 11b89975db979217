import { told } from '../documents-api/problems.ts';
import { bytes, table } from '../terminal/table.ts';
import { tell } from '../terminal/terminal.ts';
import { findFile } from './remote-path.ts';
import type { Verb } from './verb.ts';

export const versions: Verb = {
  name: 'versions',
  takes: 'PATH',
  about: 'verb.versions',
  options: ['company', 'project'],
  examples: ['versions /Drawings/A-101.pdf --project 42'],
  async run(call) {
    const { t } = call;
    const { remote, api, scope } = await call.place();
    const { id } = await findFile(remote, call.args[0] ?? '');
    const { file_versions } = await told('read', () => api.files.show(scope, id));
    const all = file_versions
      .toSorted((a, b) => b.number - a.number)
      .map(({ number, size, created_at, created_by, sha256 }) => {
        return { number, size, created_at, created_by: created_by?.name ?? null, sha256 };
      });
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
