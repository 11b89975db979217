import assert from 'node:assert/strict';
import { type DocumentChange, DocumentChanges, type DocumentItem } from '@gatehouse/wire';
import { Compile } from 'typebox/compile';
import type { Character, Site } from '../testing/site.ts';

const isPage = Compile(DocumentChanges);

export interface Known {
  readonly parent: number | null;
  readonly name: string;
  readonly private: boolean;
}

/** What somebody who follows the feed knows, kept as the guide to the feed says. */
export class Copy {
  readonly items = new Map<number, Known>();
  /** What left their sight, and whether the feed said last that it was deleted. */
  readonly ended = new Map<number, boolean>();
  readonly site: Site;
  readonly who: Character;
  cursor: string | undefined;
  told = 0;
  #root = 0;

  constructor(site: Site, who: Character) {
    this.site = site;
    this.who = who;
  }

  async list(): Promise<Map<number, Known>> {
    const path = `/rest/v1.0/projects/${this.site.projectId}/documents?per_page=2000`;
    const items = (await (await this.site.as[this.who].call(path)).json()) as DocumentItem[];
    return new Map(items.map((item) => [item.id, knownOf(item)]));
  }

  /** `url` is that of another node. */
  async page(perPage: number, url = this.site.platform.url): Promise<DocumentChanges> {
    const query = { per_page: perPage, ...(this.cursor === undefined ? {} : { cursor: this.cursor }) };
    const api = this.site.as[this.who];
    const response = await api.call(new URL(api.path('project', 'documents/changes', query), url).href);
    const body = await response.json();
    assert(isPage.Check(body), JSON.stringify(body).slice(0, 300));
    return body;
  }

  /** One page alone, and the cursor after it. */
  async followPage(perPage: number): Promise<void> {
    const { changes, cursor } = await this.page(perPage);
    this.cursor = cursor;
    for (const change of changes) this.take(change);
  }

  async follow(perPage: number, url?: string): Promise<void> {
    for (;;) {
      const { changes, cursor, more, reset } = await this.page(perPage, url);
      this.cursor = cursor;
      this.told += changes.length;
      if (reset) await this.relist();
      for (const change of changes) this.take(change);
      if (!more) return;
    }
  }

  /** What happened before is not told any more. */
  async relist(): Promise<void> {
    const listed = await this.list();
    this.#root = (await this.site.as[this.who].root('project')).body.id;
    this.items.clear();
    this.ended.clear();
    for (const [id, item] of listed) this.items.set(id, item);
  }

  take(change: DocumentChange): void {
    this.ended.delete(change.id);
    if (change.kind === 'gone') {
      this.drop(change.id);
      this.ended.set(change.id, change.deleted);
      return;
    }
    const item = knownOf(change.item);
    if (item.parent === this.#root || this.items.has(item.parent ?? 0)) this.items.set(change.id, item);
    else this.drop(change.id);
  }

  /** With all that is in it. */
  drop(id: number): void {
    this.items.delete(id);
    for (const [child, { parent }] of [...this.items]) if (parent === id) this.drop(child);
  }
}

function knownOf(item: DocumentItem): Known {
  return { parent: item.parent_id, name: item.name, private: item.private };
}
