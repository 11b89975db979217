import { sql } from '@gatehouse/database';
import { createProject } from '../../packages/platform/src/directory/companies.ts';
import { addProjectMember } from '../../packages/platform/src/directory/members.ts';
import { setProjectLevel } from '../../packages/platform/src/directory/tool-levels.ts';
import { apiOf } from '../../packages/platform/src/documents/testing/api.ts';
import { fill, fillWithFiles } from '../../packages/platform/src/documents/testing/fill.ts';
import type { Site } from '../../packages/platform/src/documents/testing/site.ts';
import type { Case } from './compare.ts';

/** Over the wire; of those that wait for a beat fewer, for each takes that long. */
const samples = { plain: 2_000, onBeat: 400 };
const near = 'a thousand hidden items beside it';
const far = 'nothing hidden';
const many = 1_000;

/** Two projects that look the same to a reader, of which one hides much: whether lists, searches, feed, bin or zip tell which. */
export async function hiddenCases(site: Site): Promise<readonly Case[]> {
  const twins = { near: await layOut(site, many), far: await layOut(site, 0) };
  const over = (name: string, path: (twin: Twin) => string, count: number): Case => ({
    name,
    near,
    far,
    samples: count,
    prepare: (kind) => {
      const { call } = twins[kind];
      const asked = path(twins[kind]);
      return async () => {
        const response = await call(asked);
        await response.arrayBuffer();
        if (response.status !== 200) throw new Error(`${asked} was answered ${response.status}`);
      };
    },
  });
  const index = ({ projectId }: Twin) => `/rest/v1.0/projects/${projectId}/documents`;
  return [
    over('a search for a word', (twin) => `${index(twin)}?filters[search]=needle`, samples.onBeat),
    over(
      'the feed',
      ({ projectId, cursor }) => `/rest/v1.0/documents/changes?project_id=${projectId}&cursor=${cursor}`,
      samples.onBeat,
    ),
    over('the recycle bin', (twin) => `${index(twin)}?filters[is_in_recycle_bin]=true`, samples.onBeat),
    over('the page of a folder', ({ folder }) => folder(''), samples.plain),
    over('a folder as a zip', ({ folder }) => folder('/zip'), samples.plain),
    over('the index', index, samples.onBeat),
  ];
}

interface Twin {
  readonly projectId: number;
  readonly cursor: string;
  folder(what: string): string;
  call(path: string): Promise<Response>;
}

async function layOut(site: Site, hidden: number): Promise<Twin> {
  const { platform, companyId, ids } = site;
  const { house } = platform;
  const origin = {
    requestId: 'bench',
    address: '127.0.0.1',
    actor: { kind: 'system' },
    clientId: null,
  } as const;
  const projectId = await house.database.write(async (tx) => {
    const made = await createProject(house, tx, origin, companyId, {
      name: `Twin of ${hidden}`,
      createdBy: ids.admin,
    });
    for (const [person, level] of [
      ['admin', 'Admin'],
      ['reader', 'Read Only'],
    ] as const) {
      const whose = { projectId: made, personId: ids[person] };
      await addProjectMember(house, tx, origin, companyId, whose);
      await setProjectLevel(house, tx, origin, companyId, { ...whose, tool: 'documents', level });
    }
    return made;
  });
  const [admin, reader] = (['admin', 'reader'] as const).map((who) =>
    apiOf(platform.url, site.as[who].token, { companyId, projectId }),
  );
  if (admin === undefined || reader === undefined) throw new Error('nobody is there');
  const open = await admin.makeFolder('project', { name: 'Open' });
  const seen = await admin.upload('project', { name: 'seen.txt', parent_id: String(open.body.id) });
  const secret = await admin.makeFolder('project', { name: 'Secret', explicit_permissions: true });
  const begun = await reader.call(reader.path('project', 'documents/changes'));
  const { cursor } = (await begun.json()) as { cursor: string };
  for (let at = 0; at < hidden / 10; at += 1)
    await admin.makeFolder('project', { name: `Deleted ${at}`, parent_id: secret.body.id });
  const into = { companyId, projectId, createdBy: ids.admin };
  if (hidden > 0) {
    await fillWithFiles(house, { ...into, parentId: open.body.id }, hidden, seen.body.id);
    await fill(house, { ...into, parentId: secret.body.id }, hidden);
  }
  await house.database.write(async (tx) => {
    const beside = sql`project_id = ${projectId} and name like 'n%'`;
    await sql`update documents set private_at = 1 where ${beside} and parent_id = ${open.body.id}`.execute(
      tx,
    );
    await sql`update documents set words = ${`p${companyId}x${projectId}zneedle`} where ${beside}`.execute(
      tx,
    );
  }, 60_000);
  const deleted = await admin.makeFolder('project', { name: 'Deleted', parent_id: secret.body.id });
  if (hidden > 0) await admin.call(admin.path('project', `folders/${deleted.body.id}`), { method: 'DELETE' });
  return {
    projectId,
    cursor: encodeURIComponent(cursor),
    folder: (what) => reader.path('project', `folders/${open.body.id}${what}`),
    call: reader.call,
  };
}
