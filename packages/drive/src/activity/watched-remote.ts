import type {
  ItemName,
  NewItem,
  Place,
  Remote,
  RemoteItem,
  UploadContent,
  UploadJournal,
  UploadTarget,
} from '../ports/remote.ts';
import { RemoteProblem } from '../ports/remote-problem.ts';
import type { Activity } from './activity.ts';

interface Known {
  readonly name: string;
  readonly size: number;
}

/**
 * A Documents tool whose transfers are counted. It is reached only when it is asked for something: what a person wants
 * to know of a folder of this machine needs no network.
 */
export function watchedRemote(
  reach: () => Promise<Remote>,
  activity: Activity,
  now: () => number,
  known: (item: ItemName) => Known | undefined,
): Remote {
  async function told<Answer>(call: (remote: Remote) => Promise<Answer>): Promise<Answer> {
    try {
      return await call(await reach());
    } catch (error) {
      const wait = waitOf(error);
      if (wait !== undefined) activity.limitedUntil = now() + wait;
      throw error;
    }
  }
  return {
    abilities: () => told((remote) => remote.abilities()),
    root: () => told((remote) => remote.root()),
    list: (folderId) => told((remote) => remote.list(folderId)),
    get: (item) => told((remote) => remote.get(item)),
    changes: (cursor) => told((remote) => remote.changes(cursor)),
    createFolder: (at: NewItem, token) => told((remote) => remote.createFolder(at, token)),
    move: (item, to: Place, expected) => told((remote) => remote.move(item, to, expected)),
    remove: (item, expected) => told((remote) => remote.remove(item, expected)),
    async upload(to: UploadTarget, content: UploadContent, journal: UploadJournal): Promise<RemoteItem> {
      const name = 'fileId' in to ? (known({ kind: 'file', id: to.fileId })?.name ?? '') : to.name;
      const transfer = activity.begin('up', name, content.size);
      const counted: UploadContent = {
        ...content,
        async *open(from, end) {
          for await (const chunk of content.open(from, end)) {
            yield chunk;
            transfer.done += chunk.length;
          }
        },
      };
      let whole = false;
      try {
        const item = await told((remote) => remote.upload(to, counted, journal));
        whole = true;
        return item;
      } finally {
        activity.end(transfer, whole);
      }
    },
    async uploadEach(files) {
      const transfers = files.map(({ to, content }) => activity.begin('up', to.name, content.size));
      const whole = new Set<unknown>();
      try {
        const answers = await told((remote) => remote.uploadEach(files));
        for (const [index, transfer] of transfers.entries()) {
          if (answers[index] instanceof Error) continue;
          transfer.done = transfer.size;
          whole.add(transfer);
        }
        return answers;
      } finally {
        for (const transfer of transfers) activity.end(transfer, whole.has(transfer));
      }
    },
    expect(items) {
      if (items.length > 0)
        void reach().then(
          (remote) => remote.expect(items),
          () => undefined,
        );
    },
    async *download(item, from) {
      const { name, size } = known(item) ?? { name: '', size: 0 };
      const transfer = activity.begin('down', name, size, from);
      let whole = false;
      try {
        const remote = await reach();
        for await (const chunk of remote.download(item, from)) {
          yield chunk;
          transfer.done += chunk.length;
        }
        whole = true;
      } finally {
        activity.end(transfer, whole);
      }
    },
  };
}

/** What a server that asks to wait said of how long, in milliseconds. */
function waitOf(error: unknown): number | undefined {
  if (!(error instanceof RemoteProblem) || error.code !== 'busy') return undefined;
  const { cause } = error;
  if (typeof cause !== 'object' || cause === null || !('waitMs' in cause)) return undefined;
  return typeof cause.waitMs === 'number' ? cause.waitMs : undefined;
}
