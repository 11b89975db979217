import { App, AppCreate, AppCreated, AppPath, AppUpdate, PageQuery } from '@gatehouse/wire';
import Type from 'typebox';
import { findApp, listApps } from '../apps/app-store.ts';
import { changeApp } from '../apps/change-app.ts';
import { listingMachine } from '../apps/listing-machine.ts';
import { textFault } from '../apps/text-rules.ts';
import type { House } from '../house.ts';
import { illegalStep } from '../rest/illegal-step.ts';
import { pageRequest } from '../rest/pagination.ts';
import { fieldErrors, type RestReply } from '../rest/rest-call.ts';
import { accountRoute } from '../rest/rest-route.ts';
import type { Route } from '../route.ts';
import { sessionOf } from '../sign-in/session.ts';
import { quotaRefusal } from './app-quota.ts';
import { appRoute, sessionLine } from './app-route.ts';
import { appView } from './app-view.ts';
import { registerApp } from './register-app.ts';
import { keepSampleTexts } from './sample-documents.ts';

/** Apps as those who build them see them (rule P1). */
export function appRoutes(house: House): Route[] {
  return [
    createRoute(house),
    accountRoute(house, {
      ...sessionLine,
      method: 'GET',
      path: '/manage/v1/apps',
      summary: 'The apps that whoever is signed in works on, newest first.',
      audit: [],
      query: PageQuery,
      reply: Type.Array(App),
      async handle({ caller, query, tx }) {
        const page = pageRequest(query);
        const { total, apps } = await listApps(tx, sessionOf(caller).personId, page);
        return { status: 200, body: apps.map(appView), page: { ...page, total } };
      },
    }),
    appRoute(house, {
      method: 'GET',
      path: '/manage/v1/apps/:app_id',
      summary: 'One app.',
      needs: 'developer',
      audit: [],
      params: AppPath,
      reply: App,
      handle: async (_call, app) => ({ status: 200, body: appView(app) }),
    }),
    appRoute(house, {
      method: 'PATCH',
      path: '/manage/v1/apps/:app_id',
      summary: 'Changes name, description or publisher. Another publisher has yet to be verified.',
      needs: 'admin',
      audit: ['app.changed'],
      params: AppPath,
      body: AppUpdate,
      reply: App,
      async handle({ caller, body, tx, origin }, app) {
        const wish = {
          name: body.name?.trim() ?? app.name,
          description: body.description ?? app.description,
          publisher: body.publisher?.trim() ?? app.publisher,
        };
        const faults = faultsIn(wish);
        if (faults !== undefined) return faults;
        // What an operator reviewed is what the marketplace shows.
        const editable = listingMachine.step(app.listing_status ?? 'draft', 'edit');
        if (!editable.ok) return illegalStep('The listing of this app', 'edit', editable);
        await changeApp(house, tx, origin, app, wish);
        const changed = await findApp(tx, sessionOf(caller).personId, app.id);
        return { status: 200, body: changed && appView(changed) };
      },
    }),
  ];
}

function createRoute(house: House): Route {
  const route = accountRoute(house, {
    ...sessionLine,
    method: 'POST',
    path: '/manage/v1/apps',
    summary: 'Registers an app: a sandbox company with sample data, and credentials for it, shown once.',
    audit: [
      'app.created',
      'client.created',
      'company.created',
      'project.created',
      'member.added',
      'level.changed',
      'folder.created',
      'file.created',
    ],
    body: AppCreate,
    reply: AppCreated,
    async handle({ caller, body, tx, origin }) {
      const { personId } = sessionOf(caller);
      const app = {
        name: body.name.trim(),
        description: body.description ?? '',
        publisher: body.publisher.trim(),
      };
      const faults = faultsIn(app);
      if (faults !== undefined) return faults;
      const refusal = await quotaRefusal(house, tx, personId);
      if (refusal !== undefined) return refusal;
      const texts = await keepSampleTexts(house);
      const { appId, credentials } = await registerApp(house, tx, origin, personId, { app, texts });
      const found = await findApp(tx, personId, appId);
      if (found === undefined) throw new Error('A registered app is not there.');
      return { status: 201, body: { app: appView(found), credentials } satisfies AppCreated };
    },
  });
  return {
    ...route,
    async handler(request, reply) {
      // Now and then, and before the unit, which need not wait for them then.
      if (house.blobs.direct === undefined) await keepSampleTexts(house);
      return await route.handler(request, reply);
    },
  };
}

function faultsIn(app: {
  readonly name: string;
  readonly description: string;
  readonly publisher: string;
}): RestReply | undefined {
  const faults = Object.entries({
    name: textFault(app.name, 'line'),
    description: textFault(app.description, 'paragraph'),
    publisher: textFault(app.publisher, 'line'),
  }).flatMap(([field, fault]) => (fault === undefined ? [] : [[field, [fault]] as const]));
  return faults.length === 0 ? undefined : fieldErrors(Object.fromEntries(faults));
}
