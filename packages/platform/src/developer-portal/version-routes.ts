import {
  AppIdPath,
  AppPath,
  AppVersion,
  AppVersionCreate,
  AppVersionPromote,
  AppVersionPromoted,
  PageQuery,
} from '@gatehouse/wire';
import Type from 'typebox';
import { readManifest } from '../apps/manifest.ts';
import { saveVersion } from '../apps/save-version.ts';
import { textFault } from '../apps/text-rules.ts';
import { promoteVersion, retireVersion } from '../apps/version-steps.ts';
import { findVersion, listVersions } from '../apps/version-store.ts';
import type { House } from '../house.ts';
import { illegalStep } from '../rest/illegal-step.ts';
import { pageRequest } from '../rest/pagination.ts';
import { fieldErrors } from '../rest/rest-call.ts';
import type { Route } from '../route.ts';
import { sessionOf } from '../sign-in/session.ts';
import { absent, appRoute } from './app-route.ts';
import { versionView } from './app-view.ts';
import { tellOfUpdate } from './tell-of-update.ts';

const path = '/manage/v1/apps/:app_id/versions';

/** What an app asks for, saved and promoted (rule P2). */
export function versionRoutes(house: House): Route[] {
  return [
    appRoute(house, {
      method: 'GET',
      path,
      summary: 'The versions of the app, newest first.',
      needs: 'developer',
      audit: [],
      params: AppPath,
      query: PageQuery,
      reply: Type.Array(AppVersion),
      async handle({ query, tx }, app) {
        const page = pageRequest(query);
        const { total, versions } = await listVersions(tx, app.id, page);
        return { status: 200, body: versions.map(versionView), page: { ...page, total } };
      },
    }),
    appRoute(house, {
      method: 'POST',
      path,
      summary: 'Saves a version: it never changes, and its sandbox key installs it in a sandbox company.',
      needs: 'developer',
      audit: ['app.version_saved'],
      params: AppPath,
      body: AppVersionCreate,
      reply: AppVersion,
      async handle({ caller, body, tx, origin }, app) {
        const read = readManifest(body.manifest);
        if (!read.ok) return fieldErrors(read.errors);
        const { personId } = sessionOf(caller);
        const version = { semver: body.semver, manifest: read.manifest, personId };
        const saved = await saveVersion(house, tx, origin, app.id, version);
        if (saved.kind === 'fault') return fieldErrors({ semver: [saved.message] });
        return { status: 201, body: versionView(saved.version) };
      },
    }),
    appRoute(house, {
      method: 'GET',
      path: `${path}/:id`,
      summary: 'One version of the app.',
      needs: 'developer',
      audit: [],
      params: AppIdPath,
      reply: AppVersion,
      async handle({ params, tx }, app) {
        const version = await findVersion(tx, app.id, params.id);
        return version === undefined ? absent : { status: 200, body: versionView(version) };
      },
    }),
    promoteRoute(house),
    appRoute(house, {
      method: 'POST',
      path: `${path}/:id/retire`,
      summary: 'Ends the version’s keys. Where it is installed, nothing changes.',
      needs: 'admin',
      audit: ['app.version_retired'],
      params: AppIdPath,
      reply: AppVersion,
      async handle({ params, tx, origin }, app) {
        const version = await findVersion(tx, app.id, params.id);
        if (version === undefined) return absent;
        const outcome = await retireVersion(house, tx, origin, version);
        if (outcome.kind === 'illegal') return illegalStep('The version', 'retire', outcome.illegal);
        return { status: 200, body: versionView(outcome.version) };
      },
    }),
  ];
}

function promoteRoute(house: House): Route {
  return appRoute(house, {
    method: 'POST',
    path: `${path}/:id/promote`,
    summary: 'Makes the version installable in production; the first one brings the production credentials.',
    needs: 'admin',
    audit: ['app.version_promoted', 'client.created'],
    needsProof: true,
    params: AppIdPath,
    body: AppVersionPromote,
    reply: AppVersionPromoted,
    async handle({ params, body, tx, origin }, app) {
      const version = await findVersion(tx, app.id, params.id);
      if (version === undefined) return absent;
      if (house.settings.promotion === 'verified_publishers' && app.publisher_verified_at === null)
        return { status: 403, body: { errors: [verifiedOnly] } };
      const notes = body.release_notes.trim();
      const fault = notes === '' ? 'is missing: say what is new' : textFault(notes, 'long');
      if (fault !== undefined) return fieldErrors({ release_notes: [fault] });
      const outcome = await promoteVersion(house, tx, origin, version, notes);
      if (outcome.kind === 'illegal') return illegalStep('The version', 'promote', outcome.illegal);
      if (outcome.kind === 'older') {
        const { state, allowed } = outcome.illegal;
        const errors = [`Version ${outcome.than} is in production already, and is newer: save a higher one.`];
        return { status: 409, body: { errors, state, allowed } };
      }
      await tellOfUpdate(house, tx, app, outcome.version);
      const reply: AppVersionPromoted = {
        version: versionView(outcome.version),
        credentials: outcome.credentials && {
          environment: 'production',
          client_id: outcome.credentials.clientId,
          client_secret: outcome.credentials.clientSecret ?? '',
        },
      };
      return { status: 200, body: reply };
    },
  });
}

const verifiedOnly = 'This deployment promotes apps of verified publishers only: ask for verification first.';
