import {
  answerConsent,
  type FormBrowser,
  hiddenField,
  openFormBrowser,
  signInByForm,
} from '@gatehouse/platform/testing';
import type { Clock } from '@gatehouse/service';
import { TestInstall } from './test-install.test-support.ts';

/** A person with a browser at Gatehouse and at Link. */
export interface LinkPerson {
  readonly email: string;
  readonly link: FormBrowser;
  readonly gatehouse: FormBrowser;
}

/** Signed in to Link by Gatehouse. */
export async function signInToLink(
  origin: string,
  gatehouseUrl: URL,
  known: { readonly email: string; readonly password: string },
): Promise<LinkPerson> {
  const gatehouse = await signInByForm(gatehouseUrl.origin, known);
  const link = openFormBrowser(origin);
  const away = (await link.get('/sign-in')).headers.get('location') ?? '';
  const arrived = await link.get(pathOf(await consent(gatehouse, away)));
  if (arrived.status !== 303) throw new Error(`Signing in was answered by ${arrived.status}.`);
  return { email: known.email, link, gatehouse };
}

/** Links the person's own account by a real consent; the link's id. */
export async function linkAccount(person: LinkPerson): Promise<string> {
  const { link } = person;
  const arrived = await link.get(await beginLink(person));
  if (arrived.status !== 303) throw new Error(`Linking was answered by ${arrived.status}.`);
  const page = await (await link.get('/')).text();
  const id = [...page.matchAll(/\/links\/([0-9a-z]{26})\/unlink/g)].at(-1)?.[1];
  if (id === undefined) throw new Error('The page shows no link.');
  return id;
}

/** Says yes at Gatehouse and does not come back yet; the path of the callback. */
export async function beginLink({ link, gatehouse }: LinkPerson): Promise<string> {
  const away = await link.post('/links', { csrf: await tokenOf(link, '/') });
  return pathOf(await consent(gatehouse, away.headers.get('location') ?? ''));
}

/** The same of signing in to Link by a browser. */
export async function beginSignIn({ link, gatehouse }: LinkPerson): Promise<string> {
  const away = await link.get('/sign-in');
  return pathOf(await consent(gatehouse, away.headers.get('location') ?? ''));
}

/** A machine of the person, enrolled by a browser. */
export async function enrol({ link }: LinkPerson, origin: string, clock: Clock): Promise<TestInstall> {
  const made = await TestInstall.make(clock);
  const { enrolment_id: id } = await made.begin(origin, 'http://127.0.0.1:49999/back');
  const csrf = await tokenOf(link, `/enrol/${id}`);
  const answered = await link.post(`/enrol/${id}`, { csrf, decision: 'allow' });
  const code = new URL(answered.headers.get('location') ?? '').searchParams.get('code') ?? '';
  const { status } = await made.finish(origin, id, code);
  if (status !== 201) throw new Error(`Enrolling was answered by ${status}.`);
  return made;
}

/** The token of a form on a page of Link. */
async function tokenOf(browser: FormBrowser, path: string): Promise<string> {
  return hiddenField(await (await browser.get(path)).text(), 'csrf');
}

/** Follows to the consent page and allows, or passes where it was allowed before. Returns the way back. */
async function consent(gatehouse: FormBrowser, away: string): Promise<string> {
  const path = pathOf(away);
  const shown = await gatehouse.get(path);
  const location = shown.headers.get('location');
  if (shown.status === 303 && location !== null) return location;
  return await answerConsent(gatehouse, path);
}

function pathOf(url: string): string {
  const { pathname, search } = new URL(url);
  return pathname + search;
}
