import type { CustomTag } from '@gatehouse/wire';
import { Pages } from '../rest/pages.ts';
import type { Transport } from '../rest/transport.ts';

/** A company's own documents have no tags. */
export type CustomTagsScope = { companyId: number; projectId: number };

/** Words that a project gives its documents. Which of them an item has is changed with the item: `custom_tag_ids`. */
export class CustomTagsResource {
  readonly #transport: Transport;

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  /** The tags of the project, or those that one of its documents has. */
  list(scope: CustomTagsScope, query: { document_id?: number; per_page?: number } = {}): Pages<CustomTag> {
    return new Pages(this.#transport, { ...callTo(scope), query });
  }

  create(scope: CustomTagsScope, name: string): Promise<CustomTag> {
    return this.#transport.json({
      ...callTo(scope),
      method: 'POST',
      body: { document_custom_tag: { name } },
    });
  }

  /** Takes it from whatever has it, too. */
  async remove(scope: CustomTagsScope, id: number): Promise<void> {
    await this.#transport.json({ ...callTo(scope, id), method: 'DELETE' });
  }
}

function callTo({ companyId, projectId }: CustomTagsScope, id?: number) {
  const path = `/rest/v1.0/projects/${projectId}/document_custom_tags`;
  return { path: id === undefined ? path : `${path}/${id}`, companyId };
}
