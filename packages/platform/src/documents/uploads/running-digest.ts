import { startHashing } from '@gatehouse/service/hashing';
import type { Joining, Located } from '../blobs/blob-store.ts';

/** The digest of parts one after the other. Each is read as soon as all before it are there. */
class RunningDigest {
  readonly #blobs: Joining;
  readonly #hashing = startHashing();
  readonly #arrived = new Map<number, Located>();
  readonly #read: string[] = [];
  #size = 0;
  #work = Promise.resolve();
  #isBroken = false;

  constructor(blobs: Joining) {
    this.#blobs = blobs;
  }

  /** What goes wrong shows when the digest is asked for. */
  arrived(number: number, part: Located): void {
    this.#arrived.set(number, part);
    this.#work = this.#work
      .then(() => this.#readOn())
      .catch(() => {
        this.#isBroken = true;
      });
  }

  /** Of exactly these parts; undefined where it has read others, or could not read them. */
  async of(parts: readonly Located[]): Promise<{ sha256: string; size: number } | undefined> {
    await this.#work;
    if (this.#isBroken || this.#read.some((location, place) => parts[place]?.location !== location)) {
      this.drop();
      return undefined;
    }
    for (const [place, part] of parts.entries()) this.#arrived.set(place + 1, part);
    await this.#readOn();
    return { sha256: await this.#hashing.digest(), size: this.#size };
  }

  /** Nobody asks any more. */
  drop(): void {
    this.#isBroken = true;
    this.#hashing.drop();
  }

  async #readOn(): Promise<void> {
    for (;;) {
      const part = this.#arrived.get(this.#read.length + 1);
      if (part === undefined) return;
      this.#read.push(part.location);
      await this.#blobs.look(part, (bytes) => {
        this.#size += bytes.length;
        return this.#hashing.update([bytes]);
      });
    }
  }
}

/** Uploads that are hashed while they arrive; of one too many the oldest is hashed at its end. */
const most = 200;
const running = new WeakMap<Joining, Map<string, RunningDigest>>();

/** Takes note of a part that is stored, and that its upload names. */
export function hashAhead(blobs: Joining, uploadId: string, number: number, part: Located): void {
  const all = running.get(blobs) ?? new Map<string, RunningDigest>();
  running.set(blobs, all);
  const [oldest] = all;
  if (oldest !== undefined && !all.has(uploadId) && all.size >= most) {
    all.delete(oldest[0]);
    oldest[1].drop();
  }
  const digest = all.get(uploadId) ?? new RunningDigest(blobs);
  all.set(uploadId, digest);
  digest.arrived(number, part);
}

/** The digest and the size of all parts together; what has been hashed of them already is not read again. */
export async function digestOf(blobs: Joining, uploadId: string, parts: readonly Located[]) {
  const ahead = running.get(blobs)?.get(uploadId);
  running.get(blobs)?.delete(uploadId);
  const whole = (await ahead?.of(parts)) ?? (await new RunningDigest(blobs).of(parts));
  if (whole === undefined) throw new Error('parts differ from themselves');
  return whole;
}
