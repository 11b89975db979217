import { createHash } from 'node:crypto';
import { type Clock, systemRandom } from '@gatehouse/service';
import type { InstallBegun, InstallFinished } from '@gatehouse/wire';
import { type CryptoKey, exportJWK, generateKeyPair, type JWK, SignJWT } from 'jose';

export interface Answered {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Readonly<Record<string, unknown>>;
}

export interface Heard extends AsyncDisposable {
  dirty(): { company_id: number; project_id: number | null; event: string }[];
  names(): string[];
  readonly ended: Promise<void>;
}

/** A machine with a key of its own, as the sync app will be. */
export class TestInstall {
  readonly #clock: Clock;
  readonly #key: CryptoKey;
  readonly #jwk: JWK;
  readonly verifier = Buffer.from(systemRandom.bytes(32)).toString('base64url');
  credential: string | undefined;

  private constructor(clock: Clock, key: CryptoKey, jwk: JWK) {
    this.#clock = clock;
    this.#key = key;
    this.#jwk = jwk;
  }

  static async make(clock: Clock): Promise<TestInstall> {
    const { privateKey, publicKey } = await generateKeyPair('ES256');
    return new TestInstall(clock, privateKey, await exportJWK(publicKey));
  }

  get challenge(): string {
    return createHash('sha256').update(this.verifier).digest('base64url');
  }

  async proof(
    method: string,
    url: string,
    credential?: string,
    issuedAt = Math.floor(this.#clock.now() / 1000),
  ): Promise<string> {
    const digest = createHash('sha256')
      .update(credential ?? '')
      .digest('base64url');
    return await new SignJWT({
      jti: Buffer.from(systemRandom.bytes(16)).toString('base64url'),
      htm: method,
      htu: url,
      ...(credential === undefined ? {} : { ath: digest }),
    })
      .setProtectedHeader({ typ: 'dpop+jwt', alg: 'ES256', jwk: this.#jwk })
      .setIssuedAt(issuedAt)
      .sign(this.#key);
  }

  async headers(method: string, url: string, issuedAt?: number): Promise<Record<string, string>> {
    const { credential } = this;
    return {
      dpop: await this.proof(method, url, credential, issuedAt),
      ...(credential === undefined ? {} : { authorization: `DPoP ${credential}` }),
    };
  }

  async call(origin: string, method: string, path: string, body?: object): Promise<Answered> {
    const url = `${origin}${path}`;
    const response = await fetch(url, {
      method,
      headers: {
        ...(await this.headers(method, url)),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    const read = text === '' ? {} : (JSON.parse(text) as Record<string, unknown>);
    return { status: response.status, headers: response.headers, body: read };
  }

  /** Hears what is told of a link until it is closed; `ended` once the service has ended it. */
  async listen(origin: string, linkId: string, places: string, lastId?: string): Promise<Heard> {
    const path = `/v1/links/${linkId}/events`;
    const closing = new AbortController();
    const response = await fetch(`${origin}${path}?places=${places}`, {
      headers: {
        ...(await this.headers('GET', origin + path)),
        ...(lastId === undefined ? {} : { 'last-event-id': lastId }),
      },
      signal: closing.signal,
    });
    if (response.status !== 200 || response.body === null)
      throw new Error(`listening was answered by ${response.status}`);
    const lines: string[] = [];
    const ended = (async () => {
      const text = response.body?.pipeThrough(new TextDecoderStream()) ?? [];
      for await (const part of text) lines.push(...part.split('\n'));
    })().catch(() => undefined);
    return {
      dirty: () =>
        lines.flatMap((line) => (line.startsWith('data: {"company_id"') ? [JSON.parse(line.slice(6))] : [])),
      names: () => lines.flatMap((line) => (line.startsWith('event: ') ? [line.slice(7)] : [])),
      ended,
      async [Symbol.asyncDispose]() {
        closing.abort();
        await ended;
      },
    };
  }

  async begin(origin: string, redirectUri?: string): Promise<InstallBegun> {
    const { status, body } = await this.call(origin, 'POST', '/v1/installs/begin', {
      name: 'office laptop',
      platform: 'linux x64',
      code_challenge: this.challenge,
      ...(redirectUri === undefined ? {} : { redirect_uri: redirectUri, state: 'a state of sixteen' }),
    });
    if (status !== 200) throw new Error(`begin was answered by ${status}: ${JSON.stringify(body)}`);
    return body as unknown as InstallBegun;
  }

  async finish(origin: string, enrolmentId: string, code?: string): Promise<Answered> {
    const answer = await this.call(origin, 'POST', '/v1/installs/finish', {
      enrolment_id: enrolmentId,
      code_verifier: this.verifier,
      ...(code === undefined ? {} : { code }),
    });
    if (answer.status === 201) this.credential = (answer.body as unknown as InstallFinished).credential;
    return answer;
  }
}
