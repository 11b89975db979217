import assert from 'node:assert/strict';
import { join } from 'node:path';
import { setTimeout as after } from 'node:timers/promises';
import type { LinkPerson } from '@gatehouse/link/testing';
import { hiddenField } from '@gatehouse/platform/testing';
import { machine } from '../machine.ts';
import { runDrive } from './run.ts';

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

/** Machines of one person, each with a home of its own. */
export interface Machines<Home extends string> {
  readonly companyId: number;
  at(home: Home, ...path: string[]): string;
  env(home: Home): Record<string, string>;
  /** What somebody does in a browser who is asked whether the machine is theirs. */
  allowedBy(who: LinkPerson): (url: string) => Promise<void>;
  /** `login`, allowed in a browser. */
  enrolled(home: Home, inBrowser?: (url: string) => Promise<void>): Promise<void>;
  /** The first project of the person, in a folder of this machine. */
  mounted(home: Home): Promise<void>;
  on(home: Home, ...args: string[]): Promise<Ran>;
  /** The JSON of what has to end with 0. */
  // biome-ignore lint/suspicious/noExplicitAny: whatever the verb says; the claims are about its fields
  done(home: Home, ...args: string[]): Promise<any>;
  watch(home: Home): Watching;
  until(holds: () => Promise<boolean>): Promise<void>;
}

/** What the machines stand on: a link service, one of its people, and a folder for all homes. */
export interface Ground {
  readonly linkUrl: string;
  readonly person: LinkPerson;
  readonly folder: string;
  readonly more: Readonly<Record<string, string>>;
  now(): number;
}

export function machinesOn<Home extends string>(ground: Ground): Machines<Home> {
  const { linkUrl, person, folder, more, now } = ground;
  const at = (home: Home, ...path: string[]) => join(folder, `documents of ${home}`, ...path);
  const env = (home: Home) => ({ DRIVE_HOME: join(folder, home), DRIVE_LINK_URL: linkUrl, ...more });
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
      now,
      env: env(home),
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
    return JSON.parse(said.out || 'null');
  };
  const allowedBy = (who: LinkPerson) => async (url: string) => {
    const { pathname } = new URL(url);
    const csrf = hiddenField(await (await who.link.get(pathname)).text(), 'csrf');
    const answered = await who.link.post(pathname, { csrf, decision: 'allow' });
    await (await fetch(answered.headers.get('location') ?? '')).text();
  };
  return {
    get companyId() {
      return companyId;
    },
    at,
    env,
    on,
    done,
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
      companyId = (await done(home, 'places'))[0].id;
      const company = String(companyId);
      const places = await done(home, 'places', '--company', company);
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
  };
}
