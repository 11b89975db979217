import type { TokenSource } from '@gatehouse/client';
import type { LinkToken } from '@gatehouse/wire';
import type { Surroundings } from '../ports/surroundings.ts';
import { callLink, type Speaker } from './link-client.ts';

/** Seconds a token must still live when it is handed out. */
const leastLife = 600;

/** Access tokens of one link, in memory alone. What the API refuses is reported to the service, once a token. */
export class LinkTokens implements TokenSource {
  readonly #speaker: Speaker;
  readonly #machine: Surroundings;
  readonly #linkId: string;
  #current: { token: string; generation: number; until: number } | undefined;
  #asking: Promise<string> | undefined;

  constructor(speaker: Speaker, machine: Surroundings, linkId: string) {
    this.#speaker = speaker;
    this.#machine = machine;
    this.#linkId = linkId;
  }

  async accessToken(): Promise<string> {
    const { now } = this.#machine;
    if (this.#current !== undefined && now() < this.#current.until) return this.#current.token;
    return await this.#ask();
  }

  async renew(refused: string): Promise<string> {
    if (this.#current !== undefined && this.#current.token !== refused) return this.#current.token;
    return await this.#ask(this.#current?.generation);
  }

  /** One question however many ask. */
  #ask(bad?: number): Promise<string> {
    this.#asking ??= this.#fetch(bad).finally(() => {
      this.#asking = undefined;
    });
    return this.#asking;
  }

  async #fetch(bad: number | undefined): Promise<string> {
    const body = { min_ttl: leastLife, ...(bad === undefined ? {} : { bad_generation: bad }) };
    const asked = this.#machine.now();
    const path = `/v1/links/${this.#linkId}/token`;
    const answer = await callLink<LinkToken>(this.#speaker, this.#machine, 'POST', path, body);
    const { access_token: token, generation, expires_in } = answer;
    const until = asked + Math.max(0, expires_in - leastLife / 2) * 1000;
    this.#current = { token, generation, until };
    return token;
  }
}
