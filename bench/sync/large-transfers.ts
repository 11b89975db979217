import { createHash, type Hash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, readFile } from 'node:fs/promises';
import { type IncomingMessage, request } from 'node:http';
import { text } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { cpuTime } from '../load/cpu-time.ts';
import { type Child, startChild } from '../systems/child.ts';
import { startGatehouse } from '../systems/gatehouse.ts';
import type { System } from '../systems/system.ts';
import { haveMemoryAtHand } from './memory-at-hand.ts';

export interface Transfer {
  readonly step: string;
  readonly name: string;
  readonly seconds: number;
  readonly cpu: number | undefined;
  /** How much more memory the server had at most meanwhile, in bytes. */
  readonly growth: number | undefined;
}

/** Who takes and gives one large file; each way answers when the server has all of it, or the client has. */
interface Peer {
  readonly name: string;
  readonly pid: number;
  post(): Promise<void>;
  parts(): Promise<void>;
  download(): Promise<void>;
}

const steps = {
  post: 'POST in one form',
  parts: 'upload in parts',
  download: 'download',
} as const satisfies Partial<Record<keyof Peer, string>>;

const boundary = 'a-boundary-that-is-in-no-file';
const readSize = 512 * 1024;
const partSize = 64 * 1024 * 1024;

/**
 * One large file to Gatehouse and back, and in turn to two servers that do nothing but hash it: one keeps a copy, the
 * other nothing.
 * @param room a folder for what the first of them keeps
 */
export async function transferLarge(path: string, room: string, rounds: number): Promise<Transfer[]> {
  const file = await lookAt(path);
  const program = new URL('../peers/bare-transfers.ts', import.meta.url);
  const system = await startGatehouse(1);
  const keeping = startChild(program, [path, room]);
  const hashing = startChild(program, [path]);
  try {
    const peers = [
      await gatehouse(system, file),
      await bare('bare node:http, keeps a copy', keeping, file),
      await bare('bare node:http, keeps nothing', hashing, file),
    ];
    const all: Transfer[] = [];
    for (const way of ['post', 'parts', 'download'] as const)
      for (let round = 0; round < rounds; round += 1)
        for (const peer of [...peers.slice(round % peers.length), ...peers.slice(0, round % peers.length)]) {
          if (way !== 'download') await haveMemoryAtHand(room, file.size);
          all.push(await measured(steps[way], peer, () => peer[way]()));
        }
    return all;
  } finally {
    await Promise.all([keeping, hashing, system].map((each) => each.stop()));
  }
}

interface LargeFile {
  readonly path: string;
  readonly size: number;
  readonly sha256: string;
  readonly parts: readonly { readonly size: number; readonly sha256: string }[];
}

async function lookAt(path: string): Promise<LargeFile> {
  const whole = createHash('sha256');
  const parts: { size: number; sha256: string }[] = [];
  const file = await open(path);
  const { size } = await file.stat();
  for (let at = 0; at < size; at += partSize) {
    const hash = createHash('sha256');
    const { end } = rangeOf(size, at);
    for await (const chunk of createReadStream(path, { start: at, end, highWaterMark: readSize })) {
      hash.update(chunk);
      whole.update(chunk);
    }
    parts.push({ size: end - at + 1, sha256: hash.digest('hex') });
  }
  await file.close();
  return { path, size, parts, sha256: whole.digest('hex') };
}

async function gatehouse(system: System, file: LargeFile): Promise<Peer> {
  const listing = new URL(system.paths.listing, system.url);
  const project = listing.searchParams.get('project_id') ?? '';
  const company = system.listingHeaders['procore-company-id'] ?? '';
  const headers = { authorization: `Bearer ${system.accessToken}`, ...system.listingHeaders };
  const root = (await (await fetch(listing, { headers })).json()) as { id: number };
  const files = new URL(`/rest/v1.0/files?project_id=${project}`, system.url);
  const call = async (method: string, url: URL, body: unknown) => {
    const json = { ...headers, 'content-type': 'application/json' };
    const response = await fetch(url, { method, headers: json, body: JSON.stringify(body) });
    if (!response.ok) throw new Error(await response.text());
    return (await response.json()) as { readonly [field: string]: unknown };
  };
  let address = '';
  let made = 0;
  const nextName = () => {
    made += 1;
    return `Large ${made}.bin`;
  };
  return {
    name: 'Gatehouse',
    pid: system.pid,
    async post() {
      const fields = { 'file[parent_id]': String(root.id), 'file[name]': nextName() };
      const answer = await text(await sendForm(files, headers, fields, file));
      address = (JSON.parse(answer) as { url: string }).url;
    },
    async parts() {
      const uploads = new URL(`/rest/v2.1/companies/${company}/projects/${project}/uploads`, system.url);
      const { data } = (await call('POST', uploads, {
        file_name: 'Large.bin',
        file_size: file.size,
        content_type: 'application/octet-stream',
        segments: file.parts,
      })) as { data: { upload_id: string; segments: readonly { url: string }[] } };
      const etags: string[] = [];
      for (const [index, { url }] of data.segments.entries()) {
        const response = await sendPart(new URL(url), file, index);
        etags.push(response.headers.etag ?? '');
        response.resume();
      }
      await call('PATCH', new URL(`${uploads.href}/${data.upload_id}`), { part_etags: etags });
      const asked = { name: nextName(), parent_id: root.id, upload_uuid: data.upload_id };
      await call('POST', files, { file: asked });
    },
    download: async () => await fetchWhole(new URL(address), headers, file),
  };
}

async function bare(name: string, child: Child, file: LargeFile): Promise<Peer> {
  const message = (await child.message()) as { url: string };
  const url = new URL(message.url);
  return {
    name,
    pid: child.pid,
    async post() {
      await text(await sendForm(url, {}, {}, file));
    },
    async parts() {
      for (const index of file.parts.keys()) await text(await sendPart(url, file, index));
    },
    download: async () => await fetchWhole(url, {}, file),
  };
}

type Headers = Readonly<Record<string, string | number>>;

async function sendForm(
  url: URL,
  headers: Headers,
  fields: Readonly<Record<string, string>>,
  file: LargeFile,
) {
  const parts = Object.entries(fields).map(
    ([field, value]) =>
      `--${boundary}\r\ncontent-disposition: form-data; name="${field}"\r\n\r\n${value}\r\n`,
  );
  const head = `${parts.join('')}--${boundary}\r\ncontent-disposition: form-data; name="file[data]"; filename="large.bin"\r\ncontent-type: application/octet-stream\r\n\r\n`;
  const tail = `\r\n--${boundary}--\r\n`;
  const all = {
    ...headers,
    'content-type': `multipart/form-data; boundary=${boundary}`,
    'content-length': Buffer.byteLength(head) + file.size + Buffer.byteLength(tail),
  };
  return await send('POST', url, all, async function* () {
    yield head;
    yield* createReadStream(file.path, { highWaterMark: readSize });
    yield tail;
  });
}

async function sendPart(url: URL, { path, size }: LargeFile, index: number): Promise<IncomingMessage> {
  const { start, end } = rangeOf(size, index * partSize);
  const headers = { 'content-type': 'application/octet-stream', 'content-length': end - start + 1 };
  return await send('PUT', url, headers, () =>
    createReadStream(path, { start, end, highWaterMark: readSize }),
  );
}

function rangeOf(size: number, start: number) {
  return { start, end: Math.min(size, start + partSize) - 1 };
}

async function send(
  method: string,
  url: URL,
  headers: Headers,
  body: () => AsyncIterable<string | Uint8Array>,
): Promise<IncomingMessage> {
  const sent = request(url, { method, headers });
  const answer = new Promise<IncomingMessage>((resolve, reject) => {
    sent.once('error', reject).once('response', resolve);
  });
  await pipeline(body, sent);
  const response = await answer;
  if ((response.statusCode ?? 500) < 300) return response;
  throw new Error(await text(response));
}

async function fetchWhole(url: URL, headers: Headers, file: LargeFile): Promise<void> {
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    request(url, { headers }, resolve).once('error', reject).end();
  });
  const hash: Hash = createHash('sha256');
  for await (const chunk of response) hash.update(chunk as Uint8Array);
  if (hash.digest('hex') !== file.sha256) throw new Error('what was downloaded is another file');
}

async function measured(step: string, { name, pid }: Peer, work: () => Promise<void>): Promise<Transfer> {
  const [before, cpu] = [await residentOf(pid), cpuTime(pid)];
  let highest = before;
  const poll = setInterval(async () => {
    const now = await residentOf(pid);
    if (now !== undefined && now > (highest ?? 0)) highest = now;
  }, 20);
  const began = performance.now();
  try {
    await work();
  } finally {
    clearInterval(poll);
  }
  const seconds = (performance.now() - began) / 1000;
  const spent = cpu === undefined ? undefined : ((cpuTime(pid) ?? 0) - cpu) / 1e6;
  const growth = highest === undefined || before === undefined ? undefined : highest - before;
  return { step, name, seconds, cpu: spent, growth };
}

async function residentOf(pid: number): Promise<number | undefined> {
  const status = await readFile(`/proc/${pid}/status`, 'latin1').catch(() => '');
  const [, kibibytes] = /^VmRSS:\s+(\d+) kB/m.exec(status) ?? [];
  return kibibytes === undefined ? undefined : Number(kibibytes) * 1024;
}
