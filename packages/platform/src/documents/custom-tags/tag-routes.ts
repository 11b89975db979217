import { CustomTag, CustomTagBody, CustomTagsQuery, IdInput } from '@gatehouse/wire';
import Type from 'typebox';
import { loadItem } from '../../access/item-store.ts';
import { record } from '../../audit/audit.ts';
import type { House } from '../../house.ts';
import { pageRequest } from '../../rest/pagination.ts';
import { fieldErrors, refuse } from '../../rest/rest-call.ts';
import { type RestRoute, restRoute } from '../../rest/rest-route.ts';
import { findTag, insertTag, listTags, removeTag } from './tag-store.ts';

const path = '/rest/v1.0/projects/:project_id/document_custom_tags';
const Params = Type.Object({ project_id: IdInput });
const IdParams = Type.Object({ ...Params.properties, id: IdInput });
const names = ({ params }: { readonly params: { readonly project_id: number } }) => ({
  projectId: params.project_id,
});
const reads = { kind: 'tool', tool: 'documents', at: 'project', level: 'Read Only' } as const;
/** As everything that describes documents (wire reference D.2). */
const keeps = { kind: 'tool', tool: 'documents', at: 'project', level: 'Admin' } as const;

/** Words that a project gives its documents (wire reference C.5); a change of a folder or file says which it has. */
export function customTagRoutes(house: House): RestRoute[] {
  return [
    restRoute(house, {
      method: 'GET',
      path,
      summary: 'The custom tags of a project’s documents, or of one of them.',
      right: reads,
      audit: [],
      params: Params,
      query: CustomTagsQuery,
      reply: Type.Array(CustomTag),
      names,
      async handle(call) {
        const { tx, place, params, query } = call;
        const documentId = query.document_id ?? null;
        if (documentId !== null) {
          const decision = call.decideItem(await loadItem(tx, place, documentId));
          if (!decision.allowed) return refuse(decision.reason);
        }
        const page = pageRequest(query);
        const { total, tags } = await listTags(tx, place.companyId, params.project_id, documentId, page);
        return { status: 200, body: tags, page: { ...page, total } };
      },
    }),
    restRoute(house, {
      method: 'GET',
      path: `${path}/:id`,
      summary: 'One custom tag of a project’s documents.',
      right: reads,
      audit: [],
      on: 'single',
      params: IdParams,
      reply: CustomTag,
      names,
      async handle({ tx, place, params }) {
        const tag = await findTag(tx, place.companyId, params.project_id, params.id);
        return tag === undefined ? refuse('item_hidden') : { status: 200, body: tag };
      },
    }),
    restRoute(house, {
      method: 'POST',
      path,
      summary: 'Adds a custom tag to a project’s documents.',
      right: keeps,
      audit: ['custom_tag.created'],
      params: Params,
      body: CustomTagBody,
      reply: CustomTag,
      names,
      async handle({ tx, place, params, body, origin }) {
        const name = (body.document_custom_tag?.name ?? body.name ?? '').trim();
        if (name === '') return fieldErrors({ name: ['is missing: send text'] }, 400);
        const { companyId, personId } = place;
        const made = { name, by: personId, at: house.clock.now() };
        const tag = await insertTag(tx, companyId, params.project_id, made);
        if (tag === undefined) return fieldErrors({ name: ['has already been taken'] });
        await record(house, tx, origin, {
          event: 'custom_tag.created',
          companyId,
          subject: `custom_tag:${tag.id}`,
          details: { projectId: params.project_id, name },
        });
        return { status: 201, body: tag };
      },
    }),
    restRoute(house, {
      method: 'DELETE',
      path: `${path}/:id`,
      summary: 'Removes a custom tag, from whatever has it too.',
      right: keeps,
      audit: ['custom_tag.removed'],
      on: 'single',
      params: IdParams,
      reply: Type.Object({}),
      names,
      async handle({ tx, place: { companyId }, params, origin }) {
        const tag = await removeTag(tx, companyId, params.project_id, params.id);
        if (tag === undefined) return refuse('item_hidden');
        await record(house, tx, origin, {
          event: 'custom_tag.removed',
          companyId,
          subject: `custom_tag:${tag.id}`,
          details: { projectId: params.project_id, name: tag.name },
        });
        return { status: 200, body: {} };
      },
    }),
  ];
}
