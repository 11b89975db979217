import { mkdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { createTransport, type SendMailOptions } from 'nodemailer';
import type { House } from '../house.ts';
import type { Letter } from './letter.ts';

export interface Message extends Letter {
  /** Names the mail in the outbox: the same mail sent twice has the same Message-ID, and is shown once. */
  readonly id: string;
  readonly to: string;
  readonly sentAt: number;
}

export type Carried =
  | { readonly arrived: true }
  /** `final`: the receiver will not take it, however often it is tried. */
  | { readonly arrived: false; readonly final: boolean; readonly fault: string };

/** What takes mails away: an SMTP server, or a folder where there is none. */
export interface Carrier {
  /** Mails stay readable here after they arrived: nobody else has them. */
  readonly keeps: boolean;
  carry(message: Message): Promise<Carried>;
  close(): void;
}

type Means = Pick<House, 'settings' | 'issuer'>;

export function carrierOf(house: Means): Carrier {
  const { smtpUrl } = house.settings;
  return smtpUrl === undefined ? folderCarrier(house) : smtpCarrier(house, smtpUrl);
}

/** Where mails lie while no SMTP server is set. */
function mailFolder({ settings }: Pick<House, 'settings'>): string {
  return join(resolve(settings.dataDir), 'mail');
}

function smtpCarrier(house: Means, url: URL): Carrier {
  const transport = createTransport({
    pool: true,
    maxConnections: 2,
    host: bare(url.hostname),
    port: Number(url.port) || (url.protocol === 'smtps:' ? 465 : 587),
    secure: url.protocol === 'smtps:',
    // A link in a mail is a key: it crosses no network in the open. Only to this machine itself may it go plain.
    requireTLS: url.protocol === 'smtp:' && !isLoopback(bare(url.hostname)),
    ...(url.username === ''
      ? {}
      : { auth: { user: decodeURIComponent(url.username), pass: decodeURIComponent(url.password) } }),
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    socketTimeout: 30_000,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return {
    keeps: false,
    async carry(message) {
      try {
        await transport.sendMail(partsOf(house, message));
        return { arrived: true };
      } catch (error) {
        return { arrived: false, ...faultOf(error) };
      }
    },
    close: () => transport.close(),
  };
}

function folderCarrier(house: Means): Carrier {
  const folder = mailFolder(house);
  const transport = createTransport({ streamTransport: true, buffer: true });
  return {
    keeps: true,
    async carry(message) {
      const sent = await transport.sendMail(partsOf(house, message));
      await mkdir(folder, { recursive: true, mode: 0o700 });
      await writeFile(join(folder, `${message.id}.eml`), sent.message as Buffer, { mode: 0o600 });
      return { arrived: true };
    },
    close: () => undefined,
  };
}

function partsOf({ settings, issuer }: Means, message: Message): SendMailOptions {
  const { hostname } = new URL(issuer);
  return {
    messageId: `<${message.id}@${hostname}>`,
    date: new Date(message.sentAt),
    from: settings.mailFrom ?? `Gatehouse <no-reply@${hostname}>`,
    // As an object: an address is never read as a list of several.
    to: { name: '', address: message.to },
    subject: message.subject,
    text: message.text,
    html: message.html,
    // RFC 3834 section 5: no answering machine answers.
    headers: {
      'Auto-Submitted': 'auto-generated',
      // RFC 8058 section 3.1: programs that read mail end it by a POST, without asking anybody to sign in.
      ...(message.stop === undefined
        ? {}
        : {
            'List-Unsubscribe': `<${message.stop}>`,
            'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
          }),
    },
  };
}

/** RFC 5321 section 4.2.1: 5yz is final, but only where it is about this mail and not about who we are. */
function faultOf(error: unknown): { final: boolean; fault: string } {
  const { code, responseCode } = error as { code?: string; responseCode?: number };
  const about = code === 'EENVELOPE' || code === 'EMESSAGE';
  const final = about && responseCode !== undefined && responseCode >= 500;
  return {
    final,
    fault: responseCode === undefined ? (code ?? 'failed') : `${code ?? 'SMTP'} ${responseCode}`,
  };
}

function bare(hostname: string): string {
  return hostname.replace(/^\[|\]$/g, '');
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127\.\d+\.\d+\.\d+$/.test(host);
}
