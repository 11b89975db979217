import { setTimeout as pause } from 'node:timers/promises';
import { SMTPServer } from 'smtp-server';

export interface ReceivedMail {
  readonly from: string;
  readonly to: readonly string[];
  readonly message: string;
}

/** A real SMTP server on loopback that keeps what it is given. */
export interface MailServer extends AsyncDisposable {
  readonly url: URL;
  readonly received: readonly ReceivedMail[];
  /** What it says to the next recipients: 250 takes them. */
  answer(status: 250 | 451 | 550): void;
  /** The next mail that it takes or refuses. */
  next(): Promise<ReceivedMail>;
  forget(): void;
  /** The bodies of a message, decoded. */
  decoded(message: string): string;
  until<T>(find: () => Promise<T | undefined>): Promise<T>;
}

export async function openMailServer(): Promise<MailServer> {
  const received: ReceivedMail[] = [];
  let seen = 0;
  let status: 250 | 451 | 550 = 250;
  let handed = 0;
  const queue: ReceivedMail[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onRcptTo({ address }, session, done) {
      if (status === 250) return done();
      const from = session.envelope.mailFrom;
      queue.push({ from: from === false ? '' : from.address, to: [address], message: '' });
      seen += 1;
      return done(Object.assign(new Error('not now'), { responseCode: status }));
    },
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const from = session.envelope.mailFrom;
        const mail = {
          from: from === false ? '' : from.address,
          to: session.envelope.rcptTo.map(({ address }) => address),
          message: Buffer.concat(chunks).toString('utf8'),
        };
        received.push(mail);
        queue.push(mail);
        seen += 1;
        done();
      });
    },
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;

  async function until<T>(find: () => Promise<T | undefined>): Promise<T> {
    for (let turn = 0; turn < 3000; turn += 1) {
      const found = await find();
      if (found !== undefined) return found;
      await pause(10);
    }
    throw new Error('It did not happen in half a minute.');
  }
  return {
    url: new URL(`smtp://127.0.0.1:${port}`),
    received,
    answer(code) {
      status = code;
    },
    async next() {
      const mail = await until(async () => queue[handed]);
      handed += 1;
      return mail;
    },
    forget() {
      received.length = 0;
      handed = seen;
    },
    decoded: (message) =>
      message
        .split(/\r\n--[^\r\n]+\r\n/)
        .map((part) => {
          const [head = '', ...rest] = part.split('\r\n\r\n');
          const body = rest.join('\r\n\r\n');
          if (/base64/i.test(head)) return Buffer.from(body, 'base64').toString('utf8');
          return Buffer.from(
            body
              .replace(/=\r\n/g, '')
              .replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
            'latin1',
          ).toString('utf8');
        })
        .join('\n'),
    until,
    async [Symbol.asyncDispose]() {
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
