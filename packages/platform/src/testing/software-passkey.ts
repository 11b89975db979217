import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto';

/** What of an answer a test may get wrong. */
export interface Twist {
  readonly origin?: string;
  readonly type?: string;
  readonly challenge?: string;
  readonly rpId?: string;
  /** Whether the person unlocked it. */
  readonly verified?: boolean;
  readonly counter?: number;
  readonly signature?: string;
}

interface Options {
  readonly challenge: string;
}

/** An authenticator made of software (Web Authentication section 6), for one host. It keeps one key. */
export interface SoftwarePasskey {
  readonly id: string;
  /** What it answers to a question for a new passkey. */
  create(options: Options, twist?: Twist): string;
  /** What it answers to a question for this one. Counts up, unless told otherwise. */
  get(options: Options, twist?: Twist): string;
}

const userPresent = 0x01;
const userVerified = 0x04;
const holdsKey = 0x40;

export function softwarePasskey(platformUrl: string): SoftwarePasskey {
  const { hostname, origin } = new URL(platformUrl);
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const { x = '', y = '' } = publicKey.export({ format: 'jwk' });
  const rawId = randomBytes(16);
  const id = rawId.toString('base64url');
  let used = 0;

  function clientData(type: string, options: Options, twist: Twist): Buffer {
    const { origin: from = origin, challenge = options.challenge } = twist;
    return Buffer.from(
      JSON.stringify({ type: twist.type ?? type, challenge, origin: from, crossOrigin: false }),
    );
  }
  function authenticatorData(twist: Twist, flags: number): Buffer {
    const counter = Buffer.alloc(4);
    counter.writeUInt32BE(twist.counter ?? ++used);
    const hash = createHash('sha256')
      .update(twist.rpId ?? hostname)
      .digest();
    const shown = userPresent | (twist.verified === false ? 0 : userVerified) | flags;
    return Buffer.concat([hash, Buffer.from([shown]), counter]);
  }
  const answer = (response: Readonly<Record<string, unknown>>) =>
    JSON.stringify({ id, rawId: id, type: 'public-key', clientExtensionResults: {}, response });

  return {
    id,
    create(options, twist = {}) {
      // COSE_Key (RFC 9052): {1: 2, 3: -7, -1: 1, -2: x, -3: y}.
      const head = Buffer.from('a501020326200121', 'hex');
      const bytes = (text: string) =>
        Buffer.concat([Buffer.from('5820', 'hex'), Buffer.from(text, 'base64url')]);
      const key = Buffer.concat([head, bytes(x), Buffer.from('22', 'hex'), bytes(y)]);
      const attested = Buffer.concat([Buffer.alloc(16), Buffer.from([0, rawId.length]), rawId, key]);
      const data = Buffer.concat([authenticatorData(twist, holdsKey), attested]);
      // CBOR: {"fmt": "none", "attStmt": {}, "authData": data}.
      const words = 'a363666d74646e6f6e656761747453746d74a068617574684461746158';
      const object = Buffer.concat([Buffer.from(words, 'hex'), Buffer.from([data.length]), data]);
      return answer({
        clientDataJSON: clientData('webauthn.create', options, twist).toString('base64url'),
        attestationObject: object.toString('base64url'),
        transports: ['internal'],
      });
    },
    get(options, twist = {}) {
      const client = clientData('webauthn.get', options, twist);
      const data = authenticatorData(twist, 0);
      const signed = Buffer.concat([data, createHash('sha256').update(client).digest()]);
      return answer({
        clientDataJSON: client.toString('base64url'),
        authenticatorData: data.toString('base64url'),
        signature: twist.signature ?? sign('sha256', signed, privateKey).toString('base64url'),
      });
    },
  };
}

/** The question in a page's form, and what its answer has to bring along. */
export function questionOn(page: string, action: string) {
  const form = new RegExp(
    `<form method="post" action="${action}"[^>]*data-options="([^"]*)"[^>]*>([\\s\\S]*?)</form>`,
  );
  const [, options, fields] = form.exec(page) ?? [];
  if (options === undefined || fields === undefined)
    throw new Error(`The page asks for no passkey at ${action}.`);
  const field = (name: string) => new RegExp(`name="${name}" value="([^"]*)"`).exec(fields)?.[1] ?? '';
  return {
    options: JSON.parse(options.replaceAll('&quot;', '"')) as Options & Readonly<Record<string, unknown>>,
    fields: { csrf: field('csrf'), ceremony: field('ceremony') },
  };
}
