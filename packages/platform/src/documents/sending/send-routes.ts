import { SendEmailBody } from '@gatehouse/wire';
import Type from 'typebox';
import type { House } from '../../house.ts';
import { refuse } from '../../rest/rest-call.ts';
import { type RestRoute, restRoute } from '../../rest/rest-route.ts';
import { findTarget } from '../changing/target.ts';
import { InProject, ItemParams, scopes } from '../scopes.ts';
import { sendFile } from './send-file.ts';

/** A link to a file by mail. The wire has it for a company's files; a project's are sent in the same way. */
export function sendRoutes(house: House): RestRoute[] {
  return scopes.map(({ at, prefix, names }) =>
    restRoute(house, {
      method: 'POST',
      path: `${prefix}/files/:id/send_email`,
      summary: `Mails users of the company where a file of a ${at} lies; who may not see it finds nothing there.`,
      right: { kind: 'action', at, action: 'send' },
      audit: ['file.sent'],
      on: 'single',
      params: ItemParams,
      query: Type.Object(InProject),
      body: SendEmailBody,
      reply: null,
      names,
      async handle(call) {
        const target = await findTarget(call.tx, call, call.params.id, 'file');
        if (target === null) return refuse('item_hidden');
        return (await sendFile(house, call, target, call.body)) ?? { status: 204 };
      },
    }),
  );
}
