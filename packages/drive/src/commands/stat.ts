import { told } from '../documents-api/problems.ts';
import { latestOf } from '../documents-api/remote-item.ts';
import { bytes, table } from '../terminal/table.ts';
import { tell } from '../terminal/terminal.ts';
import { findItem, namesOf, shown } from './remote-path.ts';
import type { Verb } from './verb.ts';

export const stat: Verb = {
  name: 'stat',
  takes: 'PATH',
  about: 'verb.stat',
  options: ['company', 'project'],
  examples: ['stat /Drawings/A-101.pdf --project 42'],
  async run(call) {
    const { t, args } = call;
    const { remote, api, scope } = await call.place();
    const path = args[0] ?? '';
    const item = await findItem(remote, path);
    // What `get --version` takes; the version of a listing is an id.
    const number =
      item.kind === 'file'
        ? latestOf((await told('read', () => api.files.show(scope, item.id))).file_versions)?.number
        : undefined;
    const may = item.can && [t('read'), item.can.write && t('write'), item.can.delete && t('delete')];
    const rows = [
      [t('stat.path'), shown(namesOf(path))],
      [t('stat.kind'), t(item.kind)],
      [t('column.id'), String(item.id)],
      ...(item.size === undefined ? [] : [[t('column.size'), `${bytes(item.size)} (${item.size} B)`]]),
      ...(number === undefined ? [] : [[t('column.version'), String(number)]]),
      ...(item.sha256 === undefined ? [] : [[t('stat.sha256'), item.sha256]]),
      ...(item.isPrivate === undefined ? [] : [[t('stat.private'), t(item.isPrivate ? 'yes' : 'no')]]),
      ...(may === undefined ? [] : [[t('stat.may'), may.filter(Boolean).join(', ')]]),
    ];
    tell(call, { ...item, ...(number === undefined ? {} : { number }) }, table(rows));
  },
};
