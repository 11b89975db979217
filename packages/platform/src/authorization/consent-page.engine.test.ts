import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Writer } from '@gatehouse/database';
import type { InstallationState } from '../installations/installation.ts';
import { catalogues } from '../pages/messages/messages.ts';
import type { Tables } from '../schema/tables.ts';
import { authorizePath, type OAuthStage, setOAuthStage } from '../testing/oauth-clients.ts';
import { newFor } from './authorize-endpoint.ts';

const states: readonly InstallationState[] = [
  'connected',
  'will_install',
  'not_installed',
  'asked',
  'blocked',
  'disconnected',
];
const nameOf = (state: InstallationState) => `Company of ${state}`;

describe('the page that asks for consent', () => {
  let stage: OAuthStage;
  let appId: number;
  before(async () => {
    stage = await setOAuthStage();
    await stage.platform.house.database.write(async (tx) => {
      const { app_id } = await tx
        .selectFrom('clients')
        .select('app_id')
        .where('client_id', '=', stage.web.clientId)
        .executeTakeFirstOrThrow();
      appId = Number(app_id);
      for (const state of states) await companyIn(tx, state);
    });
  });
  after(() => stage[Symbol.asyncDispose]());

  /** A company of Jim's in which the app stands so. */
  async function companyIn(tx: Writer<Tables>, state: InstallationState): Promise<void> {
    const mayInstall = state === 'will_install' || state === 'blocked';
    const person = stage.personId;
    const { id: company_id } = await tx
      .insertInto('companies')
      .values({
        name: nameOf(state),
        environment: 'production',
        user_installs_blocked_at: mayInstall ? null : 1,
        deactivated_at: null,
        created_at: 1,
        second_factor_required_at: null,
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    const member = { employee_since: null, job_title: null, created_at: 1, removed_at: null };
    await tx
      .insertInto('company_members')
      .values({ company_id, person_id: person, ...member })
      .execute();
    if (state === 'connected' || state === 'disconnected')
      await tx
        .insertInto('installations')
        .values({
          company_id,
          app_id: appId,
          installed_by: person,
          installed_at: 1,
          origin: 'admin',
          app_version_id: null,
          uninstalled_by: null,
          disconnected_at: state === 'disconnected' ? 2 : null,
          uninstalled_at: null,
        })
        .execute();
    if (state === 'asked')
      await tx
        .insertInto('installation_requests')
        .values({
          company_id,
          app_id: appId,
          person_id: person,
          status: 'pending',
          implicit_since: null,
          reason: '',
          created_at: 1,
          decided_at: null,
          decided_by: null,
          answer: null,
        })
        .execute();
    if (state === 'blocked')
      await tx
        .insertInto('app_policy_entries')
        .values({ company_id, app_id: appId, listing: 'blocked', created_by: person, created_at: 1 })
        .execute();
  }

  async function page(locale: 'en' | 'es'): Promise<string> {
    const parameters = { prompt: 'consent', ui_locales: locale };
    const response = await stage.browser.get(authorizePath(stage.web, parameters));
    assert.equal(response.status, 200);
    return wordsOf(await response.text());
  }

  for (const locale of ['en', 'es'] as const) {
    const say = catalogues[locale];

    it(`says of every company how the app stands there, and what an Allow would do: ${locale}`, async () => {
      const words = await page(locale);
      for (const state of states) {
        const told = `${nameOf(state)} ${wordsOf(say[`consent.company.${state}`])}`;
        assert.ok(words.includes(told), `${told}\n${words}`);
      }
    });

    it(`says in plain words what it will be able to do, for how long, and where the browser goes: ${locale}`, async () => {
      const words = await page(locale);
      for (const key of [
        'consent.ability.act_as_you',
        'consent.ability.read_profile',
        'consent.ability.list_companies',
        'consent.ability.use_documents',
        'consent.ability.stay_connected',
        'consent.never',
        'consent.until_revoked',
      ] as const)
        assert.ok(words.includes(wordsOf(say[key])), `${key}\n${words}`);
      assert.match(words, /Web/);
      assert.match(words, /web\.example/);
      assert.ok(words.includes('Tests'));
    });

    it(`warns of an app that is new, of one that is not verified, and of no other: ${locale}`, async () => {
      const isNew = wordsOf(say['consent.warning.new']);
      const unverified = wordsOf(say['consent.warning.unverified']).split('{')[0] ?? '';
      const warnings = async () => {
        const words = await page(locale);
        return [
          words.includes(wordsOf(say['consent.warning.title'])),
          words.includes(isNew),
          unverified !== '' && words.includes(unverified),
          words.includes(wordsOf(say['consent.verified'])),
        ];
      };
      const now = stage.platform.clock.now();
      const set = (made: number, verified: number | null) =>
        stage.platform.house.database.write((tx) =>
          tx
            .updateTable('apps')
            .set({ created_at: made, publisher_verified_at: verified })
            .where('id', '=', appId)
            .execute(),
        );
      await set(now - newFor + 60_000, null);
      assert.deepEqual(await warnings(), [true, true, true, false]);
      await set(now - newFor, null);
      assert.deepEqual(await warnings(), [true, false, true, false]);
      await set(now - newFor + 60_000, now);
      assert.deepEqual(await warnings(), [true, true, false, true]);
      await set(now - newFor, now);
      assert.deepEqual(await warnings(), [false, false, false, true]);
    });
  }
});

/** What a person reads of a page or a message: no tags, entities as characters, one space between words. */
function wordsOf(text: string): string {
  return text
    .replace(/<[^>]*>/g, ' ')
    .replaceAll('&#39;', "'")
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&')
    .replace(/\s+/g, ' ')
    .trim();
}
