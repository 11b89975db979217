import { createHash } from 'node:crypto';
import { ApiError, type GatehouseApi } from '@gatehouse/client';
import { systemRandom } from '@gatehouse/service';
import type { Guide } from './guide.ts';

/** The app sees what the person sees: no less, and never more. */
export async function documents(guide: Guide): Promise<void> {
  const { say, ridgeline, jim, ana, jimsBrowser } = guide;
  say.chapter('The app works with exactly the permissions of the person');

  say.step('As Jim, a site engineer');
  const asJim = guide.api((await guide.allow(jimsBrowser)).accessToken);
  const me = await asJim.me.show();
  say.check('A11', 'the token speaks for Jim', me.login, jim.email);
  const companies = await asJim.companies.list().all();
  say.check(
    'D1',
    'he sees the companies in whose directory he is',
    companies.map(({ name }) => name).sort(),
    [guide.cascade.name, ridgeline.name],
  );
  const projects = await asJim.projects.list(ridgeline.id).all();
  say.check('D1', 'and the projects he was added to', projects.map(({ name }) => name).sort(), [
    'Harbor Tower',
    'Mill Street School',
  ]);

  const projectNamed = (name: string) => ({
    companyId: ridgeline.id,
    projectId: ridgeline.projects.find((project) => project.name === name)?.id ?? 0,
  });
  const tower = projectNamed('Harbor Tower');

  say.step('Jim walks through the folders of Harbor Tower');
  const seenByJim = await walk(asJim, tower);
  say.check(
    'F1',
    'he reaches what lies deep',
    seenByJim.includes('Root Folder/Drawings/Structural/S-201 Core walls.txt'),
  );
  say.check(
    'F2',
    'he is named on a private file, and has it',
    seenByJim.includes('Root Folder/Incident report.txt'),
  );
  say.check(
    'F2',
    'the private folder is not there at all',
    seenByJim.some((path) => path.includes('Contracts')),
    false,
  );

  say.step('Ana, the company’s admin, looks through the same app');
  const asAna = guide.api((await guide.allow(await guide.browserOf(ana))).accessToken);
  const rootOfAna = await asAna.folders.root(tower);
  const contracts = rootOfAna.folders.find(({ name }) => name === 'Contracts');
  say.check('F2', 'to her it is there', contracts?.private);
  const asked = await statusOf(asJim.folders.show(tower, contracts?.id ?? 0));
  say.check('F2', 'to Jim, who asks for it by its number, it does not exist', asked, 404);

  say.step('Jim tries what is not his to do');
  const content = new Blob([Buffer.from(systemRandom.bytes(100_000))], { type: 'application/octet-stream' });
  const name = `Tour ${Buffer.from(systemRandom.bytes(4)).toString('hex')}.bin`;
  const school = await statusOf(asJim.files.upload(projectNamed('Mill Street School'), { name, content }));
  say.check('D1', 'Read Only is not enough to upload', school, 403);
  const bridge = await statusOf(asJim.folders.root(projectNamed('North Bridge')));
  say.check('D1', 'a project he was not added to is closed', bridge, 403);

  say.step('In Harbor Tower he may upload');
  const photos = rootOfAna.folders.find((folder) => folder.name === 'Photos')?.id ?? 0;
  const file = await asJim.files.upload(tower, { name, parent_id: photos, content });
  const sent = digestOf(new Uint8Array(await content.arrayBuffer()));
  const download = await asAna.files.download(tower, file);
  const received = digestOf(await new Response(download.stream).bytes());
  say.check('F1', 'what Ana downloads is what Jim uploaded, byte for byte', received, sent);
}

type Scope = { readonly companyId: number; readonly projectId: number };

/** Every path below the root, by showing each folder in turn. */
async function walk(api: GatehouseApi, scope: Scope): Promise<string[]> {
  const paths: string[] = [];
  const open = [await api.folders.root(scope)];
  for (let folder = open.shift(); folder !== undefined; folder = open.shift()) {
    paths.push(...[...folder.folders, ...folder.files].map((item) => item.name_with_path));
    for (const child of folder.folders)
      if (child.has_children) open.push(await api.folders.show(scope, child.id));
  }
  return paths;
}

/** The status of a refusal; 200 where there was none. */
export async function statusOf(asked: Promise<unknown>): Promise<number> {
  return await asked.then(
    () => 200,
    (error: unknown) => {
      if (error instanceof ApiError) return error.status;
      throw error;
    },
  );
}

function digestOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
