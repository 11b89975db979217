import { DocumentSettings, DocumentSettingsBody } from '@gatehouse/wire';
import Type from 'typebox';
import { mayChange } from '../../access/actions.ts';
import { record } from '../../audit/audit.ts';
import type { House } from '../../house.ts';
import { type RestRoute, restRoute } from '../../rest/rest-route.ts';
import { CollectionParams, InProject, type Scope, scopes } from '../scopes.ts';
import { isPrivateByDefault, setPrivateByDefault } from './settings-store.ts';

/** How a Documents tool is set: read by whoever has it, said by its Admins. */
export function settingsRoutes(house: House): RestRoute[] {
  return scopes.flatMap((scope) => [showSettings(house, scope), changeSettings(house, scope)]);
}

function showSettings(house: House, { at, prefix, names }: Scope): RestRoute {
  return restRoute(house, {
    method: 'GET',
    path: `${prefix}/documents/settings`,
    summary: `How the documents of a ${at} are set.`,
    right: { kind: 'action', at, action: 'view' },
    audit: [],
    params: CollectionParams,
    query: Type.Object(InProject),
    reply: DocumentSettings,
    names,
    async handle({ tx, place, standing }) {
      return {
        status: 200,
        body: {
          private_by_default: await isPrivateByDefault(tx, place),
          can_update: mayChange(standing, 'configure', false),
        },
      };
    },
  });
}

function changeSettings(house: House, { at, prefix, names }: Scope): RestRoute {
  return restRoute(house, {
    method: 'PATCH',
    path: `${prefix}/documents/settings`,
    summary: `Sets whether new folders and files of a ${at} are private from their first moment.`,
    right: { kind: 'action', at, action: 'configure' },
    audit: ['documents.configured'],
    params: CollectionParams,
    query: Type.Object(InProject),
    body: DocumentSettingsBody,
    reply: DocumentSettings,
    names,
    async handle({ tx, place, origin, body }) {
      const wanted = body.settings.private_by_default;
      if (wanted !== (await isPrivateByDefault(tx, place))) {
        await setPrivateByDefault(tx, place, wanted ? house.clock.now() : null);
        await record(house, tx, origin, {
          event: 'documents.configured',
          companyId: place.companyId,
          subject: place.projectId === null ? `company:${place.companyId}` : `project:${place.projectId}`,
          details: { privateByDefault: wanted },
        });
      }
      return { status: 200, body: { private_by_default: wanted, can_update: true } };
    },
  });
}
