import type { DocumentsQuery } from '@gatehouse/wire';
import { type SortKey, sortKeys } from '../../rest/sort.ts';
import { type TimeRange, timeRange } from './time-range.ts';
import { soughtWords } from './words.ts';

/** What of the items of a place is asked for. */
export interface ItemFilter {
  readonly kind?: 'folder' | 'file' | undefined;
  readonly madeBy?: readonly number[] | undefined;
  readonly madeIn?: TimeRange | undefined;
  readonly changedIn?: TimeRange | undefined;
  /** Endings of names, without the dot. */
  readonly endings?: readonly string[] | undefined;
  readonly inBin: boolean;
  readonly words?: readonly string[] | undefined;
  readonly private?: boolean | undefined;
  /** Custom tags, of which an item has one at least. */
  readonly tags?: readonly number[] | undefined;
}

export type ItemOrder = 'name' | 'updated_at' | 'created_at' | 'kind';

export function itemFilter(filters: DocumentsQuery['filters']): ItemFilter {
  const { document_type: kind } = filters ?? {};
  return {
    kind: kind === 'folder' || kind === 'file' ? kind : undefined,
    madeBy: filters?.created_by_id,
    madeIn: timeRange(filters?.created_at),
    changedIn: timeRange(filters?.updated_at),
    endings: filters?.file_type?.flatMap((ending) => ending.split(',')),
    inBin: filters?.is_in_recycle_bin ?? false,
    // A search for nothing, as of a field just emptied, is no search.
    words:
      filters?.search === undefined || filters.search.trim() === '' ? undefined : soughtWords(filters.search),
    private: filters?.private,
    tags: filters?.custom_tag_ids,
  };
}

const orders: Readonly<Record<string, ItemOrder>> = {
  name: 'name',
  updated_at: 'updated_at',
  _updated_at: 'updated_at',
  _created_at: 'created_at',
  document_type: 'kind',
  document_type_then_name: 'kind',
};

export function itemOrder(sort: string | undefined): readonly SortKey<ItemOrder>[] {
  return sortKeys(sort, orders, 'name');
}
