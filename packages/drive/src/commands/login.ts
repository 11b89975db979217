import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { secureUrl } from '@gatehouse/client';
import type { Links, Unlinked } from '@gatehouse/wire';
import { linkOf, signedIn } from '../installs/account.ts';
import { enrol, enrolByKey } from '../installs/enrol.ts';
import { forgetInstall, readInstall, writeInstall } from '../installs/install-file.ts';
import { callLink } from '../installs/link-client.ts';
import { languageOf } from '../messages/translate.ts';
import { RemoteProblem } from '../ports/remote-problem.ts';
import { printable, tell } from '../terminal/terminal.ts';
import { Failure } from './failure.ts';
import type { Verb } from './verb.ts';

export const login: Verb = {
  name: 'login',
  takes: '[LINK]',
  about: 'verb.login',
  options: ['code', 'key'],
  examples: [
    'login https://link.example',
    'login https://link.example --code',
    'login https://link.example --key < sign-in-key.txt',
  ],
  async run(call) {
    const { t, err, world, given } = call;
    if ((await readInstall(world.env)) !== undefined) throw new Failure(2, 'error.signed-in');
    const address = call.args[0] ?? world.env.DRIVE_LINK_URL ?? '';
    if (address === '') throw new Failure(2, 'error.link-none');
    const linkUrl = secureOrigin(address);
    if (given.key === true) err.write(`${t('login.key')}\n`);
    const entering =
      given.key === true
        ? enrolByKey(linkUrl, world, await lineOf(world.input))
        : enrol(linkUrl, world, given.code === true ? 'code' : 'browser', {
            back: backPage(languageOf(world.env), t('login.back')),
            openInBrowser: (url) => err.write(`${t('login.open', { url: printable(url) })}\n`),
            typeCode: (code, url) =>
              err.write(`${t('login.code', { code: printable(code), url: printable(url) })}\n`),
          });
    const { record, finished } = await entering.catch((error: unknown) => {
      const isAway = error instanceof RemoteProblem && error.code === 'busy';
      throw isAway ? new Failure(1, 'error.link-away', { url: linkUrl }) : error;
    });
    try {
      await writeInstall(world.env, record);
    } catch (error) {
      // Let in, and nothing here remembers it: then it shall not be let in there either.
      await callLink(record, world, 'DELETE', '/v1/installs/me').catch(() => undefined);
      throw error;
    }
    const { links, sign_in_url } = await callLink<Links>(record, world, 'GET', '/v1/links');
    const { name, email } = finished.install.person;
    // Where people sign in elsewhere, an address may not be told.
    const who = email === '' ? name : `${name} <${email}>`;
    const hint = links.length === 0 ? [t('login.link', { url: sign_in_url })] : [];
    const value = { person: { name, email }, links: links.map(({ account, state }) => ({ account, state })) };
    tell(call, value, [t('done.login', { who }), ...hint]);
  },
};

export const logout: Verb = {
  name: 'logout',
  takes: '',
  about: 'verb.logout',
  options: [],
  examples: ['logout'],
  async run(call) {
    const { world, t } = call;
    const install = await signedIn(world.env);
    // Signed out elsewhere already: then only what lies here is left to forget.
    await callLink(install, world, 'DELETE', '/v1/installs/me').catch((error: unknown) => {
      if (!(error instanceof Failure) || error.key !== 'error.signed-out') throw error;
    });
    await forgetInstall(world.env);
    tell(call, { signedOut: true }, [t('done.logout')]);
  },
};

export const unlink: Verb = {
  name: 'unlink',
  takes: '',
  about: 'verb.unlink',
  options: [],
  examples: ['unlink'],
  async run(call) {
    const { world, t } = call;
    const install = await signedIn(world.env);
    const link = await linkOf(install, world);
    const { upstream } = await callLink<Unlinked>(install, world, 'DELETE', `/v1/links/${link.id}`);
    tell(call, { account: link.account, upstream }, [t(said[upstream], { login: link.account.login })]);
  },
};

/** One sentence, readable by day and by night, on whatever screen the browser has. */
function backPage(language: string, said: string): string {
  return `<!doctype html><html lang="${language}"><meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark"><title>Drive</title>
<style>body { font: 1.1rem/1.5 system-ui, sans-serif; max-width: 34rem; margin: 4rem auto; padding: 0 1rem }</style>
<main><h1>Drive</h1><p>${said}</p></main></html>`;
}

/** Never an argument: what is one, others on the machine can read. */
async function lineOf(input: Readable | undefined): Promise<string> {
  if (input === undefined) return '';
  const lines = createInterface({ input });
  try {
    for await (const line of lines) return line.trim();
    return '';
  } finally {
    lines.close();
  }
}

const said = {
  revoked: 'done.unlink',
  pending: 'done.unlink-pending',
  not_revoked: 'done.unlink-not-revoked',
} as const;

/** Enrolling over plain http would show the credential to the network; the own machine is no network. */
function secureOrigin(text: string): string {
  try {
    return secureUrl(text).origin;
  } catch {
    throw new Failure(2, 'error.link-url', { url: text });
  }
}
