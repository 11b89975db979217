import assert from 'node:assert/strict';
import dns from 'node:dns';
import { mkdir, open, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, beforeEach, describe, it } from 'node:test';
import { asMeant, type Line, type Table, tryEveryVerb } from './every-verb.test-support.ts';
import { furnish, type Newcomer, openNewcomer } from './newcomer.test-support.ts';
import { noSmallDisk, smallDisk } from './small-disk.test-support.ts';
import { verbs } from './verbs.ts';

const odd = [
  '-rf it\'s "quoted" $(x) 100% #1? & *\\slash ',
  '\u56f3\u9762 \ud83d\udcd0 e\u0301 right\u202eto left.',
  `${'long '.repeat(44)}name`,
];

/** On this machine, beside what is at the server. */
const needsRoom = new Set(
  'get mount unmount sync unsync trash restore conflicts resolve rules status verify watch'.split(' '),
);

const lines = 'two\nlines';
const tooLong = 'x'.repeat(300);

const works = (...all: string[][]): Line[] => all.map((args) => ['0', ...args]);

const isSame = (one: string, other: string) => one.normalize('NFC').trim() === other.normalize('NFC').trim();

describe('every verb, as a newcomer tries it', () => {
  let newcomer: Newcomer;
  before(async () => {
    newcomer = await openNewcomer();
  });
  beforeEach(() => newcomer.setLevel('Admin'));
  after(() => newcomer[Symbol.asyncDispose]());

  /** What needs nothing but this machine. */
  const local = { unmount: '0', mounts: '0', restore: '0', conflicts: '0', rules: '0', status: '0' };
  const nothing: Table = Object.fromEntries(verbs.map(({ name }) => [name, []]));

  it('outside of every folder that is kept the same, or in one that is not there', async () => {
    const desk = await newcomer.desk('the lost');
    await writeFile(join(desk.cwd, 'file.txt'), 'file');
    await mkdir(join(desk.cwd, 'full'));
    await writeFile(join(desk.cwd, 'full', 'file.txt'), 'file');
    const outside: readonly Line[] = [['2 no-mount'], ['2 no-mount', 'nowhere/at/all']];
    const needed: readonly Line[] = [
      ['2 no-mount', 'file.txt'],
      ['2 no-mount', 'nowhere/at/all'],
    ];
    const missing: readonly Line[] = [['5 no-path', '/Nowhere/plan.txt']];
    const project: Line = ['2 project-unknown', '--project', 'Nowhere'];
    await tryEveryVerb(newcomer, desk, {
      login: [['2 signed-in']],
      whoami: [['0']],
      places: [['0'], ['2 company-unknown', '--company', 'Nowhere']],
      ls: [...missing, project, ['5 no-place', '--project', '999999']],
      tree: [...missing, project],
      stat: missing,
      get: [...missing, ['5 not-file', '/Drawings'], ['5 local-no-folder', '/Minutes.txt', 'no/where.txt']],
      put: [
        ['5 local-missing', 'nothing.txt', '/'],
        ['5 local-folder', 'full', '/'],
        ['5 no-path', 'file.txt', '/Nowhere'],
        ['5 not-folder', 'file.txt', '/Minutes.txt'],
      ],
      mkdir: [
        ['5 no-path', '/Nowhere/New'],
        ['5 name-taken', '/Drawings'],
        ['2 root', '/'],
      ],
      mv: [
        ['5 no-path', '/Nowhere', '/Drawings'],
        ['5 no-path', '/Minutes.txt', '/Nowhere/Minutes.txt'],
        ['2 root', '/', '/Drawings'],
      ],
      cp: [
        ['5 no-path', '/Nowhere', '/Drawings'],
        ['5 no-path', '/Minutes.txt', '/Nowhere/Minutes.txt'],
        ['2 root', '/', '/Drawings'],
      ],
      rm: [
        ['5 no-path', '/Minutes.txt', '/Nowhere'],
        ['2 root', '/'],
      ],
      versions: [...missing, ['5 not-file', '/Drawings'], ['5 no-version', '/Minutes.txt', '--promote', '9']],
      private: [
        ['5 no-path', 'on', '/Nowhere'],
        ['2 root', 'on', '/'],
        ['2 arguments', 'maybe', '/Drawings'],
      ],
      mount: [
        ['5 mount-full', 'full'],
        ['5 local-no-folder', 'file.txt'],
        ['2 project-unknown', 'new', '--project', 'Nowhere'],
      ],
      unmount: outside,
      mounts: [['0']],
      sync: outside,
      unsync: needed,
      trash: [...outside, ['2 no-mount', '--empty'], ['2 no-mount', '--purge']],
      restore: needed,
      conflicts: [['0'], ['2 no-mount', 'full']],
      resolve: [
        ['2 no-mount', 'file.txt', '--keep', 'mine'],
        ['2 keep', 'file.txt'],
      ],
      rules: [...outside, ['2 no-mount', '--clear']],
      status: [['0'], ['2 no-mount', 'full']],
      verify: outside,
      doctor: [['0']],
      watch: [['2 no-mounts'], ['2 no-mount', 'full']],
      unlink: [],
      logout: [],
    });
  });

  it('without a network', async (t) => {
    const desk = await newcomer.desk('the cut off');
    const { copy } = await furnish(desk, 'Cut off');
    const path = join(desk.home, 'install.json');
    const install = JSON.parse(await readFile(path, 'utf8'));
    const ends = { ...local, others: '1 busy', login: '2 signed-in', doctor: '5 checks', watch: '0 busy' };
    const table = (time: number) => asMeant(desk, 'Cut off', copy, ends, time);
    newcomer.stage.way.mode = 'cut';
    await tryEveryVerb(newcomer, desk, { ...table(0), unmount: [], unlink: [], logout: [] });
    newcomer.stage.way.mode = 'pass';
    await writeFile(path, JSON.stringify({ ...install, linkUrl: 'http://127.0.0.1:9' }));
    await tryEveryVerb(newcomer, desk, { ...table(1), unmount: [] });
    await writeFile(path, JSON.stringify({ ...install, linkUrl: 'https://link.invalid' }));
    const { lookup } = dns;
    t.mock.method(dns, 'lookup', ((host: string, options: object, told: (error: Error | null) => void) => {
      if (host !== 'link.invalid') return lookup(host, options, told);
      told(Object.assign(new Error(`getaddrinfo ENOTFOUND ${host}`), { code: 'ENOTFOUND' }));
    }) as typeof lookup);
    await tryEveryVerb(newcomer, desk, table(2));
    await rm(path);
    const away: Line = ['1 link-away', 'https://link.invalid'];
    await tryEveryVerb(newcomer, desk, {
      ...nothing,
      login: [away, ...odd.map((name): Line => ['2 link-url', '--', name])],
    });
  });

  it('with a sign-in that ended', async () => {
    const desk = await newcomer.desk('the forgotten');
    const { copy } = await furnish(desk, 'Forgotten');
    let time = 0;
    const table = (code: string, login = '2 signed-in') => {
      const ends = { ...local, others: `3 ${code}`, login, doctor: '5 checks', watch: `0 ${code}` };
      return asMeant(desk, 'Forgotten', copy, ends, time++);
    };
    const staying = { unmount: [], unlink: [], logout: [] };
    const { database, clock } = newcomer.stage.platform.house;
    await database.write((tx) =>
      tx.updateTable('token_families').set({ revoked_at: clock.now(), revoked_reason: 'revoked' }).execute(),
    );
    await tryEveryVerb(newcomer, desk, { ...table('link-again'), ...staying });
    const token = join(desk.cwd, 'token');
    await writeFile(token, 'none', { mode: 0o600 });
    const own = desk.env;
    desk.env = { ...own, DRIVE_TOKEN_FILE: token, DRIVE_URL: newcomer.stage.platform.url };
    await tryEveryVerb(newcomer, desk, { ...table('needs-sign-in'), ...staying });
    desk.env = own;
    await newcomer.link();
    await desk.done('unlink');
    await tryEveryVerb(newcomer, desk, { ...table('unlinked'), ...staying });
    await newcomer.link();
    const path = join(desk.home, 'install.json');
    const install = JSON.parse(await readFile(path, 'utf8'));
    await writeFile(path, JSON.stringify({ ...install, credential: 'of nobody' }));
    await tryEveryVerb(newcomer, desk, { ...table('signed-out'), unmount: [], logout: [['0']] });
    await tryEveryVerb(newcomer, desk, table('no-account', '2 link-none'));
  });

  it('in a project that may only be read', async () => {
    const desk = await newcomer.desk('the reader');
    const { copy } = await furnish(desk, 'Read');
    await newcomer.setLevel('Read Only');
    // It comes back, which is news to whoever watches.
    await rm(join(desk.docs, 'Read', 'plan.txt'));
    const refused = '5 forbidden';
    await tryEveryVerb(newcomer, desk, {
      watch: [],
      ...asMeant(desk, 'Read', copy, {
        login: '2 signed-in',
        put: refused,
        mkdir: refused,
        mv: refused,
        cp: refused,
        rm: refused,
        private: refused,
        resolve: refused,
      }),
      versions: [
        ['0', '/Read/plan.txt'],
        [refused, '/Read/plan.txt', '--promote', '1'],
      ],
      unlink: [],
      logout: [],
    });
  });

  it('with a mounted tool that is not theirs to see any more', async () => {
    const desk = await newcomer.desk('the outsider');
    const { copy } = await furnish(desk, 'Outside');
    await newcomer.setLevel('None');
    const table = asMeant(desk, 'Outside', copy, {
      ...local,
      others: '5 forbidden',
      login: '2 signed-in',
      whoami: '0',
      places: '0',
      sync: '5 no-access',
      unsync: '5 no-access',
      trash: '5 no-access',
      resolve: '5 no-access',
      verify: '5 no-access',
      doctor: '0',
      watch: '0 no-access',
    });
    await tryEveryVerb(newcomer, desk, { ...table, unlink: [], logout: [] });
  });

  it('on a disk that is full', { skip: noSmallDisk }, async (t) => {
    const below = join(newcomer.folder, 'small');
    const { remove } = await smallDisk(below, '8m');
    t.after(remove);
    const desk = await newcomer.desk('the full', below);
    const { copy } = await furnish(desk, 'Full');
    const stranger = await newcomer.desk('the stranger', below);
    await rm(join(stranger.home, 'install.json'));
    const full = '5 local-full';
    const filler = await open(join(below, 'filler'), 'w');
    for (const size of [65_536, 1_024, 1])
      while (
        await filler.write(Buffer.alloc(size)).then(
          ({ bytesWritten }) => bytesWritten > 0,
          () => false,
        )
      );
    await filler.close();
    const ends = Object.fromEntries([...needsRoom].map((name) => [name, full]));
    await tryEveryVerb(newcomer, desk, {
      ...asMeant(desk, 'Full', copy, { ...ends, login: '2 signed-in', doctor: '5 checks' }),
      unlink: [],
      logout: [],
    });
    // Nobody is let in whom this machine could not remember.
    const machines = await newcomer.machines();
    stranger.input = await newcomer.signInKey();
    const said = await stranger.drive('login', newcomer.stage.origin, '--key', '--json');
    assert.deepEqual([said.code, /"code":"local-full"/.test(said.err)], [5, true], said.err);
    assert.deepEqual(await readdir(stranger.home), []);
    assert.equal(await newcomer.machines(), machines);
  });

  it('with a name that is none', async () => {
    const desk = await newcomer.desk('the refused');
    const { cwd, docs } = desk;
    await desk.done('mount', docs);
    await writeFile(join(cwd, lines), 'odd');
    const both = (line: (name: string) => Line): Line[] => [lines, tooLong].map(line);
    await tryEveryVerb(newcomer, desk, {
      login: [['2 signed-in']],
      whoami: [['0']],
      places: both((name) => ['2 company-unknown', '--company', name]),
      ls: both((name) => ['5 no-path', `/${name}`]),
      tree: both((name) => ['5 no-path', `/${name}`]),
      stat: both((name) => ['5 no-path', `/${name}`]),
      get: [...both((name) => ['5 no-path', `/${name}`]), ['5 bad-name', '/Minutes.txt', tooLong]],
      put: [
        ['5 rejected', lines, '/'],
        ['5 local-missing', tooLong, '/'],
      ],
      mkdir: both((name) => ['5 rejected', `/${name}`]),
      mv: both((name) => ['5 rejected', '/Minutes.txt', `/${name}`]),
      cp: both((name) => ['5 rejected', '/Minutes.txt', `/${name}`]),
      rm: both((name) => ['5 no-path', '/Minutes.txt', `/${name}`]),
      versions: both((name) => ['5 no-path', `/${name}`]),
      private: both((name) => ['5 no-path', 'on', `/${name}`]),
      mount: [
        ['5 local-failed', tooLong],
        ['5 mounted', join(docs, lines)],
      ],
      mounts: [['0']],
      sync: both((name) => ['5 not-synced', join(docs, name)]),
      unsync: both((name) => ['5 not-synced', join(docs, name)]),
      trash: both((name) => ['5 not-held', join(docs, name), '--empty']),
      restore: both((name) => ['5 not-held', join(docs, name)]),
      conflicts: [['0', docs]],
      resolve: both((name) => ['5 no-conflict', join(docs, name), '--keep', 'both']),
      rules: both((name) => ['5 not-synced', join(docs, name), '--download', '1KB']),
      status: [['0', docs]],
      verify: [['0', docs]],
      doctor: [['0']],
      watch: [],
      unmount: both((name) => ['2 not-root', join(docs, name)]),
      unlink: [],
      logout: [],
    });
    // What goes on for days says what is wrong without the names of files.
    await writeFile(join(docs, lines), 'odd');
    for (const way of [[], ['--json']]) {
      const said = await desk.drive('watch', docs, ...way);
      assert.match(said.err, /drive conflicts says which/);
      assert.doesNotMatch(said.out + said.err, /two/);
    }
    assert.match((await desk.drive('conflicts', docs)).out, /two/);
  });

  for (const name of odd)
    it(`with the name ${JSON.stringify(name).slice(0, 40)}`, async () => {
      const desk = await newcomer.desk(`the odd ${odd.indexOf(name)}`);
      const { cwd, docs } = desk;
      const write = (content: string) => writeFile(join(cwd, name), content);
      await write('first');
      await desk.drive('mkdir', '--', `/${name}`);
      await desk.drive('put', '--', name, `/${name}`);
      await desk.done('mount', docs, '--all');
      const own = (await readdir(docs)).find((each) => isSame(each, name)) ?? '';
      const file = (await readdir(join(docs, own))).find((each) => isSame(each, name)) ?? '';
      const here = join(docs, own, file);
      await write('theirs');
      await desk.drive('put', '--', name, `/${name}`);
      await writeFile(here, 'mine');
      await desk.done('sync', docs);
      await desk.done('sync', docs);
      const copy = (await readdir(join(docs, own))).find((each) => each.includes('conflicted')) ?? '';
      const path = `/${name}/${name}`;
      await tryEveryVerb(newcomer, desk, {
        login: [['2 signed-in', '--', name]],
        whoami: works([]),
        places: [['2 company-unknown', `--company=${name}`]],
        ls: works([`/${name}`]),
        tree: works([`/${name}`]),
        stat: works([path]),
        get: works(['--force', '--', path, name]),
        put: works(['--', name, `/${name}`]),
        mkdir: works([`/${name}/x ${name}`]),
        mv: works([path, `/${name}/moved`], [`/${name}/moved`, path]),
        cp: works([path, `/${name}/x ${name}`]),
        versions: works([path]),
        private: works(['on', path], ['off', path]),
        rm: works([`/${name}/x ${name}`]),
        mounts: works([]),
        sync: works([here]),
        resolve: works([join(docs, own, copy), '--keep', 'mine']),
        conflicts: works([docs]),
        unsync: works([here]),
        status: works([here]),
        rules: works([join(docs, own), '--download', '1KB']),
        restore: works([here]),
        trash: [
          ['0', here],
          ['5 not-held', here, '--empty'],
        ],
        verify: works([docs]),
        doctor: works([]),
        watch: [],
        mount: [['5 mounted', join(docs, own)]],
        unmount: works([docs]),
        unlink: [],
        logout: [],
      });
    });
});
