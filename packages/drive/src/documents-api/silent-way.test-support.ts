import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** A line to a server, over which so many bytes still come, and then nothing: no end, no reset. */
export interface SilentWay extends AsyncDisposable {
  readonly url: string;
  /** From now on, until `heal`: bytes of answers, and bytes of requests. */
  silentAfter(left: { readonly down?: number; readonly up?: number }): void;
  /** New connections work; what went silent stays so. */
  heal(): void;
  /** Bytes that went over it since it was last asked. */
  counted(): { readonly down: number; readonly up: number };
}

export async function openSilentWay(targetPort: number): Promise<SilentWay> {
  const sockets = new Set<Socket>();
  let left = { down: Number.POSITIVE_INFINITY, up: Number.POSITIVE_INFINITY };
  let sum = { down: 0, up: 0 };
  function carry(from: Socket, to: Socket, way: 'down' | 'up'): void {
    from.on('data', (chunk: Buffer) => {
      left[way] -= chunk.length;
      if (left[way] < 0) return void from.pause();
      sum[way] += chunk.length;
      if (!to.write(chunk)) {
        from.pause();
        to.once('drain', () => from.resume());
      }
    });
  }
  const server = createServer((near) => {
    const far = connect(targetPort, '127.0.0.1');
    for (const [socket, other] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(socket);
      socket.on('error', () => undefined);
      socket.once('close', () => {
        sockets.delete(socket);
        other.destroy();
      });
    }
    carry(near, far, 'up');
    carry(far, near, 'down');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    silentAfter({ down = Number.POSITIVE_INFINITY, up = Number.POSITIVE_INFINITY }) {
      left = { down, up };
    },
    heal() {
      left = { down: Number.POSITIVE_INFINITY, up: Number.POSITIVE_INFINITY };
    },
    counted() {
      const now = sum;
      sum = { down: 0, up: 0 };
      return now;
    },
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}
