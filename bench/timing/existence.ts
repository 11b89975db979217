import { openSite, type Site } from '../../packages/platform/src/documents/testing/site.ts';
import type { Case } from './compare.ts';
import { hiddenCases } from './hidden.ts';

/** Over the wire, from a connection that is kept: what somebody measures who sits beside the server. */
const samples = 2_000;

const near = 'is there, and private';
const far = 'is not there';

/** Whether the time of an answer tells that a private item is there, to somebody who gets the same answer either way. */
export async function existenceCases(): Promise<{ readonly cases: readonly Case[]; close(): Promise<void> }> {
  const site = await openSite({ hourlyLimit: 1_000_000_000, spikeLimit: 1_000_000_000 });
  const items = await hide(site);
  const over = (name: string, path: (id: number) => string, ids: readonly number[]): Case => ({
    name,
    near,
    far,
    samples,
    prepare: (kind, at) => {
      // Ids that nothing has lie among those that something has: none is known by how far up it is.
      const id = (ids[at % ids.length] ?? 0) + (kind === 'near' ? 0 : 500_000);
      return async () => {
        const response = await site.as.reader.call(path(id));
        await response.arrayBuffer();
        if (response.status !== 404) throw new Error(`${path(id)} was answered ${response.status}`);
      };
    },
  });
  const { path } = site.as.reader;
  return {
    cases: [
      ...(await hiddenCases(site)),
      over('a private file', (id) => path('project', `files/${id}`), items.files),
      over('a private folder', (id) => path('project', `folders/${id}`), items.folders),
      over('a file in a private folder', (id) => path('project', `files/${id}`), items.inside),
      over('its version', (id) => path('project', `file_versions/${id}`), items.versions),
    ],
    close: () => site.close(),
  };
}

const many = 64;

async function hide(site: Site) {
  const { admin } = site.as;
  const files: number[] = [];
  const folders: number[] = [];
  const inside: number[] = [];
  const versions: number[] = [];
  const open = await admin.makeFolder('project', { name: 'Open' });
  const parent_id = String(open.body.id);
  for (let at = 0; at < many; at += 1) {
    const file = await admin.upload('project', {
      name: `file ${at}`,
      parent_id,
      explicit_permissions: 'true',
    });
    const folder = await admin.makeFolder('project', {
      name: `folder ${at}`,
      parent_id: open.body.id,
      explicit_permissions: true,
    });
    const deep = await admin.upload('project', { name: 'inside', parent_id: String(folder.body.id) });
    files.push(file.body.id);
    folders.push(folder.body.id);
    inside.push(deep.body.id);
    versions.push(deep.body.file_versions[0]?.id ?? 0);
  }
  return { files, folders, inside, versions };
}
