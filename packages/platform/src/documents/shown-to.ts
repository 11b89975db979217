import { type DocumentAction, mayChange } from '../access/actions.ts';
import type { House } from '../house.ts';
import { versionUrls } from './download-url.ts';
import type { UrlOf } from './file-view.ts';
import type { Viewer } from './viewer.ts';

/** To whom an item is told, and when: what they may do to it is part of what is told. */
export interface ShownTo {
  readonly viewer: Viewer;
  readonly urlOf: UrlOf;
  /** In milliseconds. */
  readonly now: number;
}

export function shownTo(house: Pick<House, 'clock' | 'keys' | 'issuer'>, viewer: Viewer): ShownTo {
  return { viewer, urlOf: versionUrls(house, viewer.place), now: house.clock.now() };
}

interface Known {
  /** Null for the root folder, which stays what it is and where it is. */
  readonly parentId: number | null;
  readonly createdBy: number;
}

/** What the wire tells beside every item of what may be done to it. */
export function allowedTo({ viewer }: ShownTo, item: Known) {
  const may = (action: DocumentAction) =>
    item.parentId !== null && mayChange(viewer.standing, action, item.createdBy === viewer.place.personId);
  return {
    can_update: may('rename'),
    can_delete: may('delete'),
    can_move: may('move'),
    can_set_private: may('set_private'),
  };
}
