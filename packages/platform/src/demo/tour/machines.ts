import { ApiError } from '@gatehouse/client';
import { errorOf } from './authorization.ts';
import { statusOf } from './documents.ts';
import type { Guide } from './guide.ts';

/** Programs that act for themselves, and the walls between companies and environments. */
export async function machines(guide: Guide): Promise<void> {
  const { say, demo, ridgeline, cascade } = guide;
  say.chapter('Service accounts, and walls between companies');

  const account = demo.serviceAccounts.find(({ companyId }) => companyId === ridgeline.id);
  if (account === undefined) throw new Error('The demo of this server has no service account.');
  say.step(`${account.name}, a service account of ${ridgeline.name}`);
  const tokens = await guide.oauth(account).clientCredentials();
  say.check('S1', 'it gets no refresh token', 'refreshToken' in tokens, false);
  const api = guide.api(tokens.accessToken);
  const me = await api.me.show(ridgeline.id);
  say.check('S2', 'it is a contact with an address that receives no mail', me.login.endsWith('.invalid'));
  const companies = await api.companies.list().all();
  say.check(
    'S1',
    'it lives in one company',
    companies.map(({ id }) => id),
    [ridgeline.id],
  );

  say.step('Nobody has given it any permission yet');
  const folders = await statusOf(api.folders.root({ companyId: ridgeline.id }));
  say.check('S2', 'it begins with None, so the documents are closed', folders, 403);
  const elsewhere = await statusOf(api.folders.root({ companyId: cascade.id }));
  say.check('S1', 'and to it, no other company exists', elsewhere, 404);

  say.step(`${guide.nightly.name} calls ${cascade.name}, which has not connected it`);
  const own = await guide.oauth(guide.nightly).clientCredentials();
  const refusal = await refusalOf(guide.api(own.accessToken).folders.root({ companyId: cascade.id }));
  say.check('M3', 'it is told so, in the words that clients know', refusal, [
    403,
    'App is not connected to this company.',
  ]);

  say.step('The sandbox credentials of an app, in the hands of the same Jim');
  const sandbox = guide.oauth(guide.safetyInSandbox);
  const { accessToken } = await guide.allow(guide.jimsBrowser, guide.safetyInSandbox);
  const inSandbox = guide.api(accessToken);
  const visible = await inSandbox.companies.list().all();
  say.check(
    'P3',
    'none of his production companies shows',
    visible.map(({ name }) => name),
    [],
  );
  const crossing = await statusOf(inSandbox.projects.list(ridgeline.id).all());
  say.check('P3', 'and to it, none of them exists', crossing, 404);
  await sandbox.revoke(accessToken);
  say.check('A6', 'given back', await errorOf(sandbox.tokenInfo(accessToken)), 'invalid_token');
}

/** Status and first message of a refusal. */
async function refusalOf(asked: Promise<unknown>): Promise<readonly [number, string | undefined]> {
  return await asked.then(
    () => [200, undefined] as const,
    (error: unknown) => {
      if (error instanceof ApiError) return [error.status, error.errors[0]] as const;
      throw error;
    },
  );
}
