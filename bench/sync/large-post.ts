import { createReadStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { request } from 'node:http';
import { text } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { cpuTime } from '../load/cpu-time.ts';
import { startChild } from '../systems/child.ts';
import { startGatehouse } from '../systems/gatehouse.ts';

export interface Posted {
  readonly name: string;
  readonly seconds: number;
  readonly cpu: number | undefined;
  /** How much more memory the server had at most while it took the bytes, in bytes. */
  readonly growth: number | undefined;
}

interface Target {
  readonly name: string;
  readonly url: URL;
  readonly pid: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly fields: Readonly<Record<string, string>>;
}

const boundary = 'a-boundary-that-is-in-no-file';

/** Posts one large file to Gatehouse and to a server that hashes it and does nothing else, in turn. */
export async function postLarge(path: string, rounds: number): Promise<Posted[][]> {
  const system = await startGatehouse(1);
  const bare = startChild(new URL('../peers/bare-upload.ts', import.meta.url));
  try {
    const { url } = (await bare.message()) as { url: string };
    const listing = new URL(system.paths.listing, system.url);
    const project = listing.searchParams.get('project_id') ?? '';
    const headers = { authorization: `Bearer ${system.accessToken}`, ...system.listingHeaders };
    const root = (await (await fetch(listing, { headers })).json()) as { id: number };
    const all: Posted[][] = [];
    for (let round = 0; round < rounds; round += 1) {
      const gatehouse = {
        name: 'Gatehouse',
        url: new URL(`/rest/v1.0/files?project_id=${project}`, system.url),
        pid: system.pid,
        headers,
        fields: { 'file[parent_id]': String(root.id), 'file[name]': `Large ${round}.bin` },
      };
      const peer = { name: 'bare node:http', url: new URL(url), pid: bare.pid, headers: {}, fields: {} };
      const order = round % 2 === 0 ? [gatehouse, peer] : [peer, gatehouse];
      const posted: Posted[] = [];
      for (const target of order) posted.push(await post(target, path));
      all.push(posted);
    }
    return all;
  } finally {
    await bare.stop();
    await system.stop();
  }
}

async function post({ name, url, pid, headers, fields }: Target, path: string): Promise<Posted> {
  const { size } = await stat(path);
  const parts = Object.entries(fields).map(
    ([field, value]) =>
      `--${boundary}\r\ncontent-disposition: form-data; name="${field}"\r\n\r\n${value}\r\n`,
  );
  const head = `${parts.join('')}--${boundary}\r\ncontent-disposition: form-data; name="file[data]"; filename="large.bin"\r\ncontent-type: application/octet-stream\r\n\r\n`;
  const tail = `\r\n--${boundary}--\r\n`;
  const [before, cpu] = [await residentOf(pid), cpuTime(pid)];
  let highest = before;
  const poll = setInterval(async () => {
    const now = await residentOf(pid);
    if (now !== undefined && now > (highest ?? 0)) highest = now;
  }, 20);
  const began = performance.now();
  try {
    const sent = request(url, {
      method: 'POST',
      headers: {
        ...headers,
        'content-type': `multipart/form-data; boundary=${boundary}`,
        'content-length': Buffer.byteLength(head) + size + Buffer.byteLength(tail),
      },
    });
    const answer = new Promise<string>((resolve, reject) => {
      sent.once('error', reject).once('response', (response) => {
        const isMade = response.statusCode === 201;
        text(response).then((body) => (isMade ? resolve(body) : reject(new Error(body))), reject);
      });
    });
    await pipeline(async function* () {
      yield head;
      yield* createReadStream(path, { highWaterMark: 2 ** 20 });
      yield tail;
    }, sent);
    await answer;
  } finally {
    clearInterval(poll);
  }
  const seconds = (performance.now() - began) / 1000;
  const spent = cpu === undefined ? undefined : ((cpuTime(pid) ?? 0) - cpu) / 1e6;
  const growth = highest === undefined || before === undefined ? undefined : highest - before;
  return { name, seconds, cpu: spent, growth };
}

async function residentOf(pid: number): Promise<number | undefined> {
  const status = await readFile(`/proc/${pid}/status`, 'latin1').catch(() => '');
  const [, kibibytes] = /^VmRSS:\s+(\d+) kB/m.exec(status) ?? [];
  return kibibytes === undefined ? undefined : Number(kibibytes) * 1024;
}
