import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as after } from 'node:timers/promises';
import { type LinkPerson, type LinkStage, setLinkStage } from '@gatehouse/link/testing';
import { hiddenField } from '@gatehouse/platform/testing';
import { machine } from '../machine.ts';
import { runDrive } from './run.ts';

export type Home = 'office' | 'site';

export interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
  /** The code of the failure, where it failed. */
  readonly error: string | undefined;
}

export interface Watching extends AsyncDisposable {
  said(): string;
  /** Asks it to end. The code it ends with. */
  end(): Promise<number>;
}

/** Two machines of one person, each with a home of its own, and what stands between them. */
export interface Machines extends AsyncDisposable {
  readonly stage: LinkStage;
  readonly person: LinkPerson;
  readonly companyId: number;
  at(home: Home, ...path: string[]): string;
  /** By a real consent; the link's id. */
  linked(): Promise<string>;
  /** What somebody does in a browser who is asked whether the machine is theirs. */
  allowedBy(who: LinkPerson): (url: string) => Promise<void>;
  /** `login`, allowed in a browser. */
  enrolled(home: Home, inBrowser?: (url: string) => Promise<void>): Promise<void>;
  /** The first project of the person, in a folder of this machine. */
  mounted(home: Home): Promise<void>;
  on(home: Home, ...args: string[]): Promise<Ran>;
  /** What has to end with 0. */
  done(home: Home, ...args: string[]): Promise<void>;
  watch(home: Home): Watching;
  until(holds: () => Promise<boolean>): Promise<void>;
}

export async function openMachines(who: string, env: Record<string, string> = {}): Promise<Machines> {
  await using opened = new AsyncDisposableStack();
  const stage = opened.use(await setLinkStage());
  const folder = await mkdtemp(join(tmpdir(), 'drive-machines-'));
  opened.defer(() => rm(folder, { recursive: true, force: true }));
  const person = await stage.person(who);
  const at = (home: Home, ...path: string[]) => join(folder, `documents of ${home}`, ...path);
  let companyId = 0;

  function start(home: Home, args: readonly string[], heard: (text: string) => void = () => undefined) {
    const said = { out: '', err: '' };
    const ending = new AbortController();
    const stream = (to: 'out' | 'err') => ({
      write(text: string) {
        said[to] += text;
        if (to === 'err') heard(text);
      },
    });
    const world = {
      ...machine,
      now: () => stage.platform.clock.now(),
      env: { DRIVE_HOME: join(folder, home), DRIVE_LINK_URL: stage.origin, ...env },
      cwd: folder,
      ended: ending.signal,
      out: stream('out'),
      err: stream('err'),
    };
    const ran = runDrive([...args, '--json'], world).then((code) => ({
      code,
      ...said,
      error: code === 0 ? undefined : JSON.parse(said.err.split('\n').at(-2) ?? '').error.code,
    }));
    return { said, ran, end: () => ending.abort() };
  }

  const on = (home: Home, ...args: string[]) => start(home, args).ran;
  const done = async (home: Home, ...args: string[]) => {
    const said = await on(home, ...args);
    assert.equal(said.code, 0, said.err);
  };
  const allowedBy = (who: LinkPerson) => async (url: string) => {
    const { pathname } = new URL(url);
    const csrf = hiddenField(await (await who.link.get(pathname)).text(), 'csrf');
    const answered = await who.link.post(pathname, { csrf, decision: 'allow' });
    await (await fetch(answered.headers.get('location') ?? '')).text();
  };
  const open = opened.move();
  return {
    stage,
    person,
    get companyId() {
      return companyId;
    },
    at,
    on,
    done,
    linked: () => stage.link(person),
    allowedBy,
    async enrolled(home, inBrowser = allowedBy(person)) {
      const answering: Promise<void>[] = [];
      const { ran } = start(home, ['login'], (text) => {
        const url = /http\S+/.exec(text)?.[0];
        if (url !== undefined && !text.startsWith('{')) answering.push(inBrowser(url));
      });
      const said = await ran;
      await Promise.all(answering);
      assert.equal(said.code, 0, said.err);
    },
    async mounted(home) {
      const { out } = await on(home, 'places');
      companyId = JSON.parse(out)[0].id;
      const company = String(companyId);
      const places = JSON.parse((await on(home, 'places', '--company', company)).out);
      const project = String(places[0].projects[0].id);
      await done(home, 'mount', at(home), '--company', company, '--project', project, '--all');
    },
    watch(home) {
      const { said, ran, end } = start(home, ['watch', at(home)]);
      const stop = async () => {
        end();
        return (await ran).code;
      };
      return {
        said: () => said.out + said.err,
        end: stop,
        [Symbol.asyncDispose]: async () => void (await stop()),
      };
    },
    async until(holds) {
      for (let tries = 0; tries < 300; tries += 1) {
        if (await holds().catch(() => false)) return;
        await after(100);
      }
      assert.fail('it did not happen');
    },
    [Symbol.asyncDispose]: () => open.disposeAsync(),
  };
}
