import type { ItemKey } from '../trees/item-key.ts';

/** A folder that changed within the hour is looked at more often. */
const stirring = 3_600_000;
const soon = 10_000;
const later = 300_000;

/** When each open folder was listed, and when that last showed something new: which to list next. */
export class ListingTimes {
  /** Folders that are still to be listed although the feed says nothing of them. */
  readonly toAudit = new Set<ItemKey>();
  readonly #folders = new Map<ItemKey, { listed: number; changed: number }>();

  listed(key: ItemKey, now: number, hasChanged: boolean): void {
    this.toAudit.delete(key);
    const before = this.#folders.get(key);
    this.#folders.set(key, { listed: now, changed: hasChanged ? now : (before?.changed ?? 0) });
  }

  /** Those whose time has come, the longest unseen first. */
  due(folders: Iterable<ItemKey>, now: number): ItemKey[] {
    const found: { key: ItemKey; listed: number }[] = [];
    for (const key of folders) {
      const { listed, changed } = this.#folders.get(key) ?? { listed: 0, changed: 0 };
      const wait = now - changed < stirring ? soon : later;
      // A clock that was set back must not keep a folder unseen.
      if (now - listed >= wait || listed > now) found.push({ key, listed });
    }
    return found.sort((a, b) => a.listed - b.listed).map(({ key }) => key);
  }
}
