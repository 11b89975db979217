import assert from 'node:assert/strict';
import { join } from 'node:path';
import { en } from '../messages/en.ts';
import { printable } from '../terminal/terminal.ts';
import { type Desk, filesBelow, keptFiles, type Newcomer, type Tried } from './newcomer.test-support.ts';
import { verbs } from './verbs.ts';

/** How it ends: the exit code, and the code of the failure where one is told. */
type End = string;
export type Line = readonly [end: End, ...args: string[]];
/** For every verb the lines that are tried. */
export type Table = Readonly<Record<string, readonly Line[]>>;

/** What ends the use of a machine or a folder comes when everything else has been tried. */
const last = ['unmount', 'unlink', 'logout'];

/** What every failure that a newcomer meets has to say of what can be done. */
const remedies: Readonly<Record<string, RegExp>> = {
  arguments: /drive \w+/,
  busy: /Try again later; drive doctor/,
  checks: /(?:it|each of them) says what/,
  'bad-name': /say where to save it/,
  'company-unknown': /among yours: \w/,
  forbidden: /ask who manages it/,
  keep: /--keep mine/,
  'link-again': /linked again, there: http/,
  'link-away': /address and at the network/,
  'link-none': /drive login https/,
  'link-url': /Say the https address/,
  'local-denied': /Look at who may/,
  'local-failed': /Look at the disk/,
  'local-folder': /name the files in it/,
  'local-full': /Make room, then repeat/,
  'local-missing': /how it is written/,
  'local-no-folder': /make it first, or name another/,
  mounted: /drive sync/,
  'mount-full': /Mount an empty folder/,
  'name-taken': /choose another name/,
  'needs-sign-in': /drive login/,
  'no-access': /Ask who manages it/,
  'no-account': /drive login https/,
  'no-conflict': /drive conflicts lists them/,
  'no-mount': /drive mounts lists them/,
  'no-mounts': /drive mount FOLDER begins/,
  'no-version': /drive versions lists/,
  'no-path': /drive ls lists what is/,
  'no-place': /drive places lists/,
  'not-file': /name a file/,
  'not-folder': /name a folder/,
  'not-root': /Name the folder itself/,
  'not-held': /drive trash lists/,
  'not-synced': /open that one first/,
  'project-unknown': /among yours: \w/,
  rejected: /change it, its name for example/,
  root: /name something in it/,
  'signed-in': /drive logout first/,
  'signed-out': /drive logout, then drive login/,
  unlinked: /Link one there: http/,
};

/** A line of each verb that works where nothing is wrong, with what it ends with here. */
export function asMeant(
  desk: Desk,
  folder: string,
  copy: string,
  ends: Readonly<Record<string, End>>,
  time = 0,
): Table {
  const inDocs = (name: string) => join(desk.docs, folder, name);
  const plan = `/${folder}/plan.txt`;
  const lines: Readonly<Record<string, readonly string[]>> = {
    ls: [`/${folder}`],
    tree: [`/${folder}`],
    stat: [plan],
    get: [plan, 'got.txt'],
    put: ['new.txt', `/${folder}`],
    mkdir: [`/${folder}/New`],
    mv: [`/${folder}/far.txt`, `/${folder}/moved.txt`],
    cp: [plan, `/${folder}/copied.txt`],
    rm: [`/${folder}/waiting.txt`],
    versions: [plan],
    private: ['on', plan],
    mount: ['other'],
    unmount: [desk.docs],
    sync: [desk.docs],
    unsync: [inDocs('plan.txt')],
    trash: [desk.docs, '--empty'],
    restore: [inDocs(keptFiles[time] ?? '')],
    conflicts: [desk.docs],
    resolve: [copy, '--keep', 'mine'],
    rules: [desk.docs, '--download', '1KB'],
    status: [desk.docs],
    verify: [desk.docs],
    watch: [desk.docs],
  };
  const line = (name: string): Line => [ends[name] ?? ends.others ?? '0', ...(lines[name] ?? [])];
  return Object.fromEntries(verbs.map(({ name }) => [name, [line(name)]]));
}

/** Tries every line of a table at a desk, in its order, and looks each time at what was said and at what is left. */
export async function tryEveryVerb(newcomer: Newcomer, desk: Desk, table: Table): Promise<void> {
  const names = verbs.map(({ name }) => name);
  assert.deepEqual(Object.keys(table).toSorted(), names.toSorted());
  const order = [...Object.keys(table).filter((name) => !last.includes(name)), ...last];
  const look = async () => ({
    home: await filesBelow(desk.home),
    docs: await filesBelow(desk.docs),
    cwd: await filesBelow(desk.cwd),
    server: await newcomer.onServer(),
  });
  const wrong: string[] = [];
  let before = await look();
  for (const verb of order)
    for (const [end, ...args] of table[verb] ?? [])
      before = await tryLine(before, look, desk, end, [verb, ...args]).catch((error: unknown) => {
        if (!(error instanceof Wrong)) throw error;
        wrong.push(error.message);
        return error.after;
      });
  assert.equal(wrong.length, 0, wrong.join('\n\n'));
}

interface Look {
  readonly home: Map<string, string>;
  readonly docs: Map<string, string>;
  readonly cwd: Map<string, string>;
  readonly server: unknown;
}

async function tryLine(before: Look, look: () => Promise<Look>, desk: Desk, end: End, args: string[]) {
  const said = await desk.drive(...withJson(args));
  const got = endOf(said);
  const after = await look();
  try {
    assert.ok(got === end, `ends with ${got} instead of ${end}: ${said.err}`);
    nothingHalfDone(after);
    // What became a placeholder is at the server.
    if (args[0] !== 'unsync')
      for (const content of before.docs.values())
        assert.ok([...after.docs.values()].includes(content), `lost: ${content}`);
    if (end.startsWith('0') || end.endsWith('problems')) return after;
    assert.deepEqual(after, before);
    const { message } = failureOf(said) ?? { message: '' };
    isClear(end.split(' ')[1] ?? '', message);
    const plain = await desk.drive(...args);
    assert.equal(plain.code, said.code, plain.err);
    assert.equal(plain.err.trimEnd().split('\n').at(-1), printable(message));
  } catch (error) {
    throw new Wrong(`drive ${args.join(' ')}: ${(error as Error).message}`, after);
  }
  return after;
}

class Wrong extends Error {
  readonly after: Look;

  constructor(message: string, after: Look) {
    super(message);
    this.after = after;
  }
}

/** Before what is meant as a name alone. */
function withJson(args: readonly string[]): string[] {
  const end = args.indexOf('--');
  return end < 0 ? [...args, '--json'] : args.toSpliced(end, 0, '--json');
}

/** Every line that was said is JSON, on either way. */
function endOf(said: Tried): End {
  for (const line of said.out.split('\n').filter(Boolean)) JSON.parse(line);
  const code = failureOf(said)?.code;
  return code === undefined ? String(said.code) : `${said.code} ${code}`;
}

function failureOf({ err }: Tried): { code: string; message: string } | undefined {
  const lines = err.split('\n').filter(Boolean);
  return lines.length === 0 ? undefined : JSON.parse(lines.at(-1) ?? '').error;
}

function nothingHalfDone({ docs, cwd, home }: Look): void {
  for (const place of [docs, cwd, home])
    for (const name of place.keys())
      assert.doesNotMatch(name, /partial(?:\/.|$)|mount\.new/, 'something was left half done');
}

function isClear(code: string, message: string): void {
  assert.match(printable(message), /^\S.{10,999}\S$/, 'one line');
  assert.doesNotMatch(message, /\{\w+\}|undefined|ENO|EACC|errno/);
  assert.notEqual(code, 'unexpected');
  const key = Object.keys(en).find((each) => each === `error.${code}`);
  if (code !== 'guarded') assert.ok(key !== undefined, `no words for ${code}`);
  assert.match(message, remedies[code] ?? /$^/, `says nothing of what to do: ${message}`);
}
