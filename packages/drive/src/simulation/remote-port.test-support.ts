import { DiskProblem } from '../ports/disk-problem.ts';
import type { Remote, Sent, SmallUpload, UploadContent } from '../ports/remote.ts';
import { RemoteProblem } from '../ports/remote-problem.ts';
import type { SimulatedServer } from './server.test-support.ts';
import type { Steps } from './steps.test-support.ts';

/**
 * The port of one engine to the server. `fault` may throw before an effect, or ask for the answer to be lost; `arrives`
 * tells what becomes of a content on its way.
 */
export function remotePort(
  server: SimulatedServer,
  steps: Steps,
  fault: () => 'none' | 'lost',
  wrote: () => void,
  called: () => void,
  arrives: (text: string) => string = (text) => text,
  comesTwice: () => boolean = () => false,
): Remote {
  const ask = async <T>(answer: () => T): Promise<T> => {
    steps.take();
    called();
    if (server.refuses !== undefined) throw new RemoteProblem(server.refuses);
    if (fault() === 'lost') throw new RemoteProblem('busy');
    return answer();
  };
  const write = async <T>(effect: () => T): Promise<T> => {
    steps.take();
    called();
    if (server.refuses !== undefined) throw new RemoteProblem(server.refuses);
    const fate = fault();
    const result = effect();
    if (server.abilities.idempotency && comesTwice()) again(effect);
    wrote();
    steps.take();
    if (fate === 'lost') throw new RemoteProblem('unknown');
    return result;
  };
  /** Its second answer is heard by nobody. */
  const again = (effect: () => unknown) => {
    try {
      effect();
    } catch (error) {
      if (!(error instanceof RemoteProblem)) throw error;
    }
  };
  const expect = (id: number, expected: string | undefined, isGoing = false) => {
    const item = server.needChangeable(id, isGoing);
    if (server.abilities.ifMatch && expected !== undefined && expected !== String(item.versions.length))
      throw new RemoteProblem('changed');
  };
  /** Each by itself: what is refused of one changes nothing for the others. */
  const made = ({ to, content, token }: SmallUpload, text: string | DiskProblem): Sent => {
    if (typeof text !== 'string') return text;
    try {
      server.needWritable(to.parentId, 'send to');
      if (text !== content.sha256) throw new RemoteProblem('changed');
      return server.view(server.once(token, () => server.create('file', to, text)));
    } catch (error) {
      if (error instanceof RemoteProblem) return error;
      throw error;
    }
  };
  return {
    abilities: async () => server.abilities,
    root: () => ask(() => server.view(server.needSeen(1))),
    list: (id) => ask(() => server.listed(id)),
    get: ({ id }) =>
      ask(() => {
        const item = server.seen(id);
        return item ? server.view(item) : 'missing';
      }),
    changes: (cursor) =>
      ask(() => {
        const told = server.changesSince(cursor);
        if (!comesTwice()) return told;
        const twice = <T>(list: T[]) => [...list.toReversed(), ...list];
        return { ...told, present: twice(told.present), gone: twice(told.gone) };
      }),
    createFolder: (at, token) =>
      write(() => {
        server.needWritable(at.parentId, 'make in');
        return server.view(server.once(token, () => server.create('folder', at)));
      }),
    move: ({ id }, to, expected) =>
      write(() => {
        expect(id, expected);
        server.needWritable(to.parentId, 'move into');
        server.moved.push(id);
        return server.view(server.move(id, to.parentId, to.name));
      }),
    remove: ({ id }, expected) =>
      write(() => {
        expect(id, expected, true);
        server.log.push({ id, verb: 'delete', content: server.need(id).versions.at(-1) });
        server.remove(id);
      }),
    upload: async (to, content, { token }) => {
      const text = await whole(content);
      return write(() => {
        server.needWritable('fileId' in to ? to.fileId : to.parentId, 'send to');
        if (text !== content.sha256) throw new RemoteProblem('changed');
        const item = server.once(token, () => {
          if ('fileId' in to) expect(to.fileId, to.expected);
          return 'fileId' in to ? server.write(to.fileId, text) : server.create('file', to, text);
        });
        return server.view(item);
      });
    },
    async uploadEach(files) {
      const texts: (string | DiskProblem)[] = [];
      for (const { content } of files)
        texts.push(
          await whole(content).catch((error: unknown) => {
            if (error instanceof DiskProblem) return error;
            throw error;
          }),
        );
      return write(() => files.map((file, index) => made(file, texts[index] ?? '')));
    },
    expect: () => {},
    async *download({ id, version }, from) {
      const text = await ask(() => {
        const item = server.needSeen(id);
        if (version !== String(item.versions.length)) throw new RemoteProblem('changed');
        return arrives(item.versions.at(-1) ?? '');
      });
      const middle = Math.floor((from + text.length) / 2);
      yield Buffer.from(text.slice(from, middle), 'latin1');
      steps.take();
      yield Buffer.from(text.slice(middle), 'latin1');
    },
  };
}

async function whole(content: UploadContent): Promise<string> {
  let text = '';
  for await (const chunk of content.open(0, content.size)) text += Buffer.from(chunk).toString('latin1');
  return text;
}
