import { copyFile, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import type { LinkStage } from '@gatehouse/link/testing';
import { hiddenField } from '@gatehouse/platform/testing';
import { machine } from '../machine.ts';
import { runDrive } from './run.ts';
import { openMachines, type TwoMachines } from './two-machines.test-support.ts';

export type Level = 'None' | 'Read Only' | 'Standard' | 'Admin';

export interface Tried {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** A person who is let in on every machine, and the place whose documents they have. */
export interface Newcomer extends AsyncDisposable {
  readonly stage: LinkStage;
  /** Everything below it is theirs. */
  readonly folder: string;
  /** What the person may do with the documents of the project. */
  setLevel(level: Level): Promise<void>;
  /** The account is linked once more. */
  link(): Promise<void>;
  /** A key for one machine that nobody sits at. */
  signInKey(): Promise<string>;
  /** How many machines of theirs are let in. */
  machines(): Promise<number>;
  /** A machine with a home and a working folder of its own, both below `folder` where nothing else is said. */
  desk(name: string, below?: string): Promise<Desk>;
  /** All that the server has: items with their names, where they lie, and their versions. */
  onServer(): Promise<unknown>;
}

export interface Desk {
  readonly home: string;
  readonly cwd: string;
  readonly docs: string;
  env: Readonly<Record<string, string>>;
  /** What is typed. */
  input: string;
  drive(...args: string[]): Promise<Tried>;
  /** The JSON of what has to end with 0. */
  // biome-ignore lint/suspicious/noExplicitAny: whatever the verb says; the claims are about its fields
  done(...args: string[]): Promise<any>;
}

export async function openNewcomer(): Promise<Newcomer> {
  // What is open already is closed again when a step fails: else the run would never end.
  await using opened = new AsyncDisposableStack();
  const machines: TwoMachines = opened.use(await openMachines('jim'));
  const { stage } = machines;
  const { demo, clock, house } = stage.platform;
  const folder = dirname(machines.at('office'));
  const company = demo.companies.find(({ name }) => name === 'Ridgeline Construction');
  const project = company?.projects.find(({ name }) => name === 'Harbor Tower');
  if (company === undefined || project === undefined) throw new Error('The demo has no such project.');
  await machines.linked();
  await machines.enrolled('office');
  const ana = await stage.console('ana');
  const path = `/manage/v1/companies/${company.id}/permissions`;
  const lines = await ana<{ person: { id: number } }[]>('GET', `${path}?filters[search]=jim`);
  const place = { DRIVE_COMPANY: String(company.id), DRIVE_PROJECT: String(project.id) };

  async function run(desk: Desk, args: readonly string[]): Promise<Tried> {
    const said = { out: '', err: '' };
    const ending = new AbortController();
    const stream = (to: 'out' | 'err') => ({
      write(text: string) {
        said[to] += text;
        // What goes on until it is stopped has said how it stands.
        if (args[0] === 'watch' && !text.startsWith('Folders are kept')) ending.abort();
      },
    });
    const { env, cwd } = desk;
    const input = Readable.from([desk.input]);
    const streams = { out: stream('out'), err: stream('err') };
    const world = { ...machine, now: () => clock.now(), env, cwd, input, ended: ending.signal, ...streams };
    return { code: await runDrive(args, world), ...said };
  }

  const open = opened.move();
  return {
    stage,
    folder,
    async setLevel(level) {
      const permissions = { project_id: project.id, levels: { documents: level } };
      await ana('PUT', `${path}/${lines[0]?.person.id}`, { permissions });
    },
    link: async () => void (await machines.linked()),
    async signInKey() {
      const { link } = machines.person;
      const csrf = hiddenField(await (await link.get('/')).text(), 'csrf');
      const page = await (await link.post('/sign-in-key', { csrf })).text();
      return /glk_[\w-]+/.exec(page)?.[0] ?? '';
    },
    async machines() {
      const page = await (await machines.person.link.get('/')).text();
      return [...page.matchAll(/\/installs\/\w+\/sign-out/g)].length;
    },
    async desk(name, below = folder) {
      const at = (what: string) => join(below, `${what} of ${name}`);
      const [home, cwd, docs] = [at('home'), at('desk'), at('documents')];
      await mkdir(home, { mode: 0o700 });
      await mkdir(cwd);
      await copyFile(join(folder, 'office', 'install.json'), join(home, 'install.json'));
      const desk: Desk = {
        home,
        cwd,
        docs,
        input: '',
        env: { DRIVE_HOME: home, ...place },
        drive: (...args) => run(desk, args),
        async done(...args) {
          const { code, out, err } = await run(desk, [...args, '--json']);
          if (code !== 0) throw new Error(`drive ${args.join(' ')} ended with ${code}: ${err}`);
          return JSON.parse(out);
        },
      };
      return desk;
    },
    onServer: () =>
      house.database.read(async (tx) => ({
        items: await tx
          .selectFrom('documents')
          .select(['id', 'name', 'parent_id', 'deleted_at', 'private_at', 'revision'])
          .where('project_id', '=', project.id)
          .orderBy('id')
          .execute(),
        versions: await tx
          .selectFrom('file_versions')
          .select(['document_id', 'number'])
          .orderBy('id')
          .execute(),
      })),
    [Symbol.asyncDispose]: () => open.disposeAsync(),
  };
}

/** What was replaced from elsewhere, and is in the trash of the machine. */
export const keptFiles = [1, 2, 3, 4, 5].map((number) => `kept ${number}.txt`);

/** A file of each kind that a verb can be asked about, in a folder that is kept the same. */
export async function furnish(desk: Desk, folder = 'Plans'): Promise<{ copy: string }> {
  const { cwd, docs } = desk;
  const at = (name: string) => join(docs, folder, name);
  const write = async (name: string, content: string) => {
    await writeFile(join(cwd, name), content);
    return name;
  };
  const twice = ['plan.txt', 'clash.txt', ...keptFiles];
  const names = [...twice, 'waiting.txt', 'far.txt'];
  for (const name of names) await write(name, `first of ${name}`);
  await desk.done('mkdir', `/${folder}`);
  await desk.done('put', ...names, `/${folder}`);
  await desk.done('mount', docs, '--all');
  for (const name of twice) await write(name, `second of ${name}`);
  await desk.done('put', ...twice, `/${folder}`);
  await writeFile(at('clash.txt'), 'mine');
  await rm(at('waiting.txt'));
  await desk.done('sync', docs);
  await desk.done('sync', docs);
  await desk.done('unsync', at('far.txt'));
  const copy = (await readdir(join(docs, folder))).find((name) => name.includes('conflicted copy'));
  if (copy === undefined) throw new Error('There is no conflicted copy.');
  await writeFile(at('unsent.txt'), 'unsent');
  await write('new.txt', 'new');
  return { copy: at(copy) };
}

/** Every file below, by its path, with what is in it. What Drive counts for itself is left out. */
export async function filesBelow(folder: string): Promise<Map<string, string>> {
  const files = new Map<string, string>();
  const found = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  for (const entry of found) {
    const path = join(entry.parentPath, entry.name);
    if (entry.isFile() && !/mount\.json$|\.db(?:-wal|-shm|\.lock)?$/.test(entry.name))
      files.set(path.slice(folder.length + 1), await readFile(path, 'latin1'));
    else if (!entry.isFile()) files.set(`${path.slice(folder.length + 1)}/`, '');
  }
  return files;
}
