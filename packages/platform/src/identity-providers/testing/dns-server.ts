import { createSocket, type RemoteInfo } from 'node:dgram';

export interface DnsServer {
  /** As a resolver's address. */
  readonly address: string;
  /** What it answers to who asks for the text of a name; `undefined` has it say that there is no such name. */
  publish(name: string, texts: readonly string[] | undefined): void;
  /** Says nothing any more, or that it failed. */
  fail(how: 'silence' | 'refusal' | undefined): void;
  close(): Promise<void>;
}

const TXT = 16;
const IN = 1;
const SERVER_FAILURE = 2;
const NO_SUCH_NAME = 3;

/** A DNS server of one kind of record (RFC 1035 section 4), on an address of this machine. */
export async function startDnsServer(): Promise<DnsServer> {
  const texts = new Map<string, readonly string[]>();
  let failing: 'silence' | 'refusal' | undefined;
  const socket = createSocket('udp4', (message: Buffer, { port, address }: RemoteInfo) => {
    if (failing === 'silence') return;
    const { name, question } = questionOf(message);
    const found = texts.get(name) ?? [];
    const code = failing === 'refusal' ? SERVER_FAILURE : found.length === 0 ? NO_SUCH_NAME : 0;
    const answers = code === 0 ? found.map(answer) : [];
    const head = Buffer.alloc(12);
    message.copy(head, 0, 0, 2);
    head.writeUInt16BE(0x8180 | code, 2);
    head.writeUInt16BE(1, 4);
    head.writeUInt16BE(answers.length, 6);
    socket.send(Buffer.concat([head, question, ...answers]), port, address);
  });
  await new Promise<void>((bound) => {
    socket.bind(0, '127.0.0.1', bound);
  });
  return {
    address: `127.0.0.1:${socket.address().port}`,
    publish(name, published) {
      if (published === undefined) texts.delete(name);
      else texts.set(name, published);
    },
    fail(how) {
      failing = how;
    },
    close: () => new Promise((closed) => socket.close(() => closed())),
  };
}

/** The name that is asked for, and the bytes in which it is. */
function questionOf(message: Buffer): { readonly name: string; readonly question: Buffer } {
  const labels: string[] = [];
  let at = 12;
  for (let length = message[at] ?? 0; length > 0; length = message[at] ?? 0) {
    labels.push(message.toString('latin1', at + 1, at + 1 + length));
    at += length + 1;
  }
  return { name: labels.join('.').toLowerCase(), question: message.subarray(12, at + 5) };
}

/** The record, under the name of the question; a text is cut into strings of 255 bytes at most. */
function answer(text: string): Buffer {
  const strings = (text.match(/.{1,255}/gs) ?? ['']).map((part) =>
    Buffer.concat([Buffer.from([part.length]), Buffer.from(part, 'latin1')]),
  );
  const data = Buffer.concat(strings);
  const head = Buffer.alloc(12);
  head.writeUInt16BE(0xc00c, 0);
  head.writeUInt16BE(TXT, 2);
  head.writeUInt16BE(IN, 4);
  head.writeUInt16BE(data.length, 10);
  return Buffer.concat([head, data]);
}
