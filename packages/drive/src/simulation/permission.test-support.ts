import assert from 'node:assert/strict';
import type { NewItem, Remote, Sent } from '../ports/remote.ts';
import { RemoteProblem } from '../ports/remote-problem.ts';
import { keyOf } from '../trees/item-key.ts';
import type { Install } from './world.test-support.ts';

const day = 86_400_000;

/** What is asked to be changed: the name of it, and the item whose rights say whether it may be. */
interface Asked {
  readonly what: string;
  readonly of: { readonly id: number; readonly kind: 'file' | 'folder' };
  readonly right: 'mayWrite' | 'mayDelete';
}

interface Refused {
  readonly at: number;
  readonly cycle: number;
}

/**
 * Whoever may not write somewhere and knows it does not try; who did not know it tries once a day. Told from the calls of
 * each engine, and from what it knows when it makes them.
 */
export class Permission {
  readonly #now: () => number;
  readonly #refused = new Map<Install, Map<string, Refused>>();
  #cycle = 0;
  #last = 0;

  constructor(now: () => number) {
    this.#now = now;
  }

  begins(): void {
    this.#cycle += 1;
    this.#seesClock();
  }

  /** Of a clock that was set back, also between two looks of one verb, nobody can say whether a day is over. */
  #seesClock(): void {
    if (this.#now() < this.#last) this.#refused.clear();
    this.#last = this.#now();
  }

  /** It was cut off, or has another database: what it was refused it may not know any more. */
  forgets(install: Install): void {
    this.#refused.delete(install);
  }

  watched(install: Install, remote: Remote): Remote {
    const tried = async <T>(asked: Asked, call: () => Promise<T>): Promise<T> => {
      this.#mayTry(install, asked);
      try {
        return await call();
      } catch (error) {
        if (error instanceof RemoteProblem && error.code === 'forbidden') this.#wasRefused(install, asked);
        throw error;
      }
    };
    return {
      ...remote,
      createFolder: (at, token) => tried(adding('folder', at), () => remote.createFolder(at, token)),
      move: (item, to, expected) => {
        const into = { id: to.parentId, kind: 'folder' } as const;
        const what = `move ${keyOf(item)} ${keyOf(into)}`;
        this.#mayTry(install, { what, of: into, right: 'mayWrite' });
        return tried({ what, of: item, right: 'mayWrite' }, () => remote.move(item, to, expected));
      },
      remove: (item, expected) =>
        tried({ what: `delete ${keyOf(item)}`, of: item, right: 'mayDelete' }, () =>
          remote.remove(item, expected),
        ),
      upload: (to, content, journal) =>
        tried('fileId' in to ? writing(to.fileId) : adding('file', to), () =>
          remote.upload(to, content, journal),
        ),
      uploadEach: async (files) => {
        for (const { to } of files) this.#mayTry(install, adding('file', to));
        const sent = await remote.uploadEach(files);
        for (const [at, { to }] of files.entries())
          if (isForbidden(sent[at])) this.#wasRefused(install, adding('file', to));
        return sent;
      },
    };
  }

  #mayTry(install: Install, { what, of, right }: Asked): void {
    this.#seesClock();
    const before = this.#refused.get(install)?.get(what);
    const isKnown = before !== undefined && before.cycle < this.#cycle && before.at + day > this.#now();
    assert.ok(!isKnown, `${install.name} tries "${what}" again, which was refused`);
    const known = install.engine?.parts.state.remote.get(keyOf(of));
    assert.ok(known?.[right] !== false, `${install.name} tries "${what}", and knows that it may not`);
  }

  #wasRefused(install: Install, { what }: Asked): void {
    const refused = this.#refused.getOrInsertComputed(install, () => new Map<string, Refused>());
    refused.set(what, { at: this.#now(), cycle: this.#cycle });
  }
}

const writing = (id: number): Asked => ({
  what: `write ${id}`,
  of: { id, kind: 'file' },
  right: 'mayWrite',
});

const adding = (kind: 'file' | 'folder', { parentId, isPrivate }: NewItem): Asked => ({
  what: `add ${parentId} ${isPrivate === true ? 'private ' : ''}${kind}`,
  of: { id: parentId, kind: 'folder' },
  right: 'mayWrite',
});

const isForbidden = (sent: Sent | undefined) => sent instanceof RemoteProblem && sent.code === 'forbidden';
