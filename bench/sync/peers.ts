import { spawn, spawnSync } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { taken } from './command.ts';
import type { Contestant, Course } from './contestant.ts';

/**
 * rclone to its own server over a network protocol, each with its defaults but for the transfers at a time. Neither
 * makes anything durable: `durable` has the disk of both ends do so before the time is taken, all at once, which is the
 * least that it can cost.
 */
export function rclone(protocol: 'webdav' | 'sftp', transfers: number, durable = false): Contestant {
  return {
    name: `rclone, ${protocol}, ${transfers} at a time${durable ? ', then synced to the disk' : ''}`,
    missing: () => missing('rclone', 'version'),
    async open(source, room) {
      const [served, got, config] = [join(room, 'served'), join(room, 'got'), join(room, 'rclone.conf')];
      await mkdir(served);
      const port = await freePort();
      const auth = protocol === 'sftp' ? ['--no-auth'] : [];
      const serve = () =>
        spawn(
          'rclone',
          ['serve', protocol, served, '--addr', `127.0.0.1:${port}`, '--config', config, ...auth],
          {
            stdio: 'ignore',
          },
        );
      let server = serve();
      await accepting(port);
      const { stdout: pass } = spawnSync('rclone', ['obscure', 'none'], { encoding: 'utf8' });
      const remote =
        protocol === 'webdav'
          ? `:webdav,url="http://127.0.0.1:${port}":`
          : `:sftp,host=127.0.0.1,port=${port},user=any,pass=${pass.trim()}:`;
      const sync = async (from: string, to: string) => {
        const command = ['rclone', 'sync', from, to, '--transfers', String(transfers), '--config', config];
        const sent = await taken(command, {}, [server.pid ?? 0]);
        if (!durable) return sent;
        const { seconds } = await taken(['sync', '--file-system', room]);
        return { ...sent, seconds: sent.seconds + seconds };
      };
      return {
        up: () => sync(source, remote),
        again: () => sync(source, remote),
        async down() {
          // It remembers for five minutes what its folders held.
          server.kill();
          server = serve();
          await accepting(port);
          return { ...(await sync(remote, got)), folder: got };
        },
        async close() {
          server.kill();
        },
      } satisfies Course;
    },
  };
}

/** unison between two folders of this machine: what the disk and a good scan allow, with no network between. */
export const unison: Contestant = {
  name: 'unison, no network',
  missing: () => missing('unison', '-version'),
  async open(source, room) {
    const target = join(room, 'target');
    await mkdir(target);
    const sync = () =>
      taken(['unison', source, target, '-batch', '-auto', '-silent', '-confirmbigdel=false'], {
        UNISON: join(room, 'unison'),
      });
    return { up: sync, again: sync, down: undefined, close: async () => undefined };
  },
};

function missing(program: string, ask: string): string | undefined {
  const { error } = spawnSync(program, [ask], { stdio: 'ignore' });
  return error === undefined ? undefined : `${program} is not installed: apt-get install ${program}`;
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' && address !== null ? address.port : 0;
}

async function accepting(port: number): Promise<void> {
  for (let attempt = 0; attempt < 200; attempt += 1) {
    const socket = connect(port, '127.0.0.1');
    const open = await new Promise<boolean>((resolve) => {
      socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
    });
    socket.destroy();
    if (open) return;
    await pause(50);
  }
  throw new Error(`Nobody answers at port ${port}.`);
}
