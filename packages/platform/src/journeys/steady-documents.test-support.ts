import assert from 'node:assert/strict';
import type { DemoFile } from '../demo/demo-file.ts';
import type { Call } from './steady-load.test-support.ts';

interface Work {
  readonly company: DemoFile['companies'][number];
  /** Who is named on what is private, and tracks it. */
  readonly reader: Call;
  readonly personId: number;
}

/** A folder and a file that are made, tracked, tagged and made private; what it returns gives them up for good. */
export async function workOnDocuments(
  call: Call,
  { company, reader, personId }: Work,
  round: number,
): Promise<() => Promise<void>> {
  const projectId = company.projects[0]?.id ?? assert.fail();
  const scope = `?project_id=${projectId}`;
  const groups = `/manage/v1/companies/${company.id}/groups`;
  const group = await call('POST', groups, { group: { name: `Crew ${round}` } });
  await call('PUT', `${groups}/${group.id}/members/${personId}`);
  const tags = `/rest/v1.0/projects/${projectId}/document_custom_tags`;
  const tag = await call('POST', tags, { name: 'Steady' });

  const once = { 'idempotency-token': `round ${round}` };
  const named = { folder: { name: `Round ${round}` } };
  const folder = await call('POST', `/rest/v1.0/folders${scope}`, named, once);
  await reader('PUT', `/rest/v1.0/folders/${folder.id}/trackers${scope}`, { trackers: { tracking: true } });
  const form = new FormData();
  form.set('file[name]', 'Notes.txt');
  form.set('file[parent_id]', String(folder.id));
  form.set('file[data]', new Blob([`What was noted in round ${round}`], { type: 'text/plain' }), 'sent.txt');
  const file = await call('POST', `/rest/v1.0/files${scope}`, form);
  await call('PATCH', `/rest/v1.0/files/${file.id}${scope}`, { file: { custom_tag_ids: [tag.id] } });
  const access = { private: true, person_ids: [personId], group_ids: [group.id] };
  await call('PUT', `/rest/v1.0/folders/${folder.id}/access${scope}`, { access });

  return async () => {
    await call('DELETE', `/rest/v1.0/folders/${folder.id}${scope}`);
    for (const path of [`${groups}/${group.id}`, `${tags}/${tag.id}`]) await call('DELETE', path);
    await call('DELETE', `/rest/v1.0/recycle_bin${scope}`);
  };
}
