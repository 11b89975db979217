import type { House } from '../house.ts';
import { refusalBatch } from './refusal-batch.ts';

/** A refusal that the app's developers may read. */
export interface NotedRefusal {
  /** As the caller named it, proven or not; one that is not there is dropped. */
  readonly clientId: string;
  /** The company that the call asked for. */
  readonly companyId: number | null;
  /** Method and route, `GET /rest/v1.0/folders/:id`: never an address with what its sender put into it. */
  readonly endpoint: string;
  readonly status: number;
  /** A word; the reader's language explains it. */
  readonly reason: string;
  readonly received: string | null;
  readonly expected: string | null;
  readonly requestId: string;
}

/**
 * Remembers a refusal for the app's request log, to be written with the next batch. Of one kind of refusal only so
 * many a minute are kept: whoever knows a client id could otherwise write rows for as long as they like.
 */
export function noteRefusal(
  house: Pick<House, 'database' | 'clock' | 'random'>,
  refusal: NotedRefusal,
): void {
  refusalBatch(house).add(refusal);
}
