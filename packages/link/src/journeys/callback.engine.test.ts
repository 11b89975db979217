import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { openFormBrowser } from '@gatehouse/platform/testing';
import { beginLink, beginSignIn, type LinkPerson } from './link-person.test-support.ts';
import { type LinkStage, setLinkStage } from './link-stage.test-support.ts';

/** What the page says, in both languages. */
const words = {
  stale: [/open for too long, or was opened in another browser/, /demasiado tiempo|otro navegador/],
  foreign: [/no answer to what you began here/, /no responde a lo que usted empezó aquí/],
  refused: [/was not completed, so nothing has changed/, /no se completó, así que nada ha cambiado/],
} as const;

describe('what comes back to Link', () => {
  let stage: LinkStage;
  let victim: LinkPerson;
  let attacker: LinkPerson;
  before(async () => {
    stage = await setLinkStage();
    victim = await stage.person('jim');
    attacker = await stage.person('ana');
  });
  after(() => stage[Symbol.asyncDispose]());
  beforeEach(async () => assert.equal(await linksOf(victim), 0));

  async function linksOf({ link }: LinkPerson): Promise<number> {
    const page = await (await link.get('/')).text();
    return new Set([...page.matchAll(/\/links\/([0-9a-z]{26})\/unlink/g)].map(([, id]) => id)).size;
  }
  async function changed(path: string, change: (parameters: URLSearchParams) => void): Promise<string> {
    const url = new URL(path, stage.origin);
    change(url.searchParams);
    return url.pathname + url.search;
  }
  /** A browser brings it, and is told so in both languages; nothing is linked. */
  async function isRefused(make: () => Promise<string>, problem: keyof typeof words, by = victim) {
    for (const [place, locale] of (['en', 'es'] as const).entries()) {
      const path = await make();
      await by.link.post('/language', { csrf: await csrfOf(by), locale });
      const answer = await by.link.get(path);
      const text = await answer.text();
      assert.deepEqual([answer.status, answer.headers.get('location')], [400, null], text);
      assert.match(text, words[problem][place] ?? /^$/);
      assert.equal(await linksOf(by), 0);
    }
    await by.link.post('/language', { csrf: await csrfOf(by), locale: 'en' });
  }
  async function csrfOf({ link }: LinkPerson): Promise<string> {
    const page = await (await link.get('/')).text();
    return /name="csrf" value="([^"]+)"/.exec(page)?.[1] ?? assert.fail('no form');
  }
  const journeys = { linking: beginLink, 'signing in': beginSignIn } as const;

  for (const [name, begin] of Object.entries(journeys)) {
    it(`${name}: a state that is missing, foreign or there twice ends it, and so does a second try`, async () => {
      for (const change of [
        (parameters: URLSearchParams) => parameters.delete('state'),
        (parameters: URLSearchParams) => parameters.set('state', 'foreign'),
        (parameters: URLSearchParams) => parameters.append('state', 'foreign'),
      ])
        await isRefused(async () => await changed(await begin(victim), change), 'stale');
      const spoiled = await begin(victim);
      await victim.link.get(await changed(spoiled, (parameters) => parameters.set('state', 'foreign')));
      const late = await victim.link.get(spoiled);
      assert.equal(late.status, 400, 'whoever guesses has one guess');
    });

    it(`${name}: an answer of another issuer, of none, or of two is no answer, nor is an error of theirs`, async () => {
      const evil = 'https://evil.example';
      for (const change of [
        (parameters: URLSearchParams) => parameters.set('iss', evil),
        (parameters: URLSearchParams) => parameters.set('iss', `${parameters.get('iss')}/`),
        (parameters: URLSearchParams) => parameters.delete('iss'),
        (parameters: URLSearchParams) => parameters.append('iss', evil),
        (parameters: URLSearchParams) => {
          parameters.delete('code');
          parameters.set('error', 'access_denied');
          parameters.set('iss', evil);
        },
      ])
        await isRefused(async () => await changed(await begin(victim), change), 'foreign');
      const denied = (parameters: URLSearchParams) => {
        parameters.delete('code');
        parameters.set('error', 'access_denied');
      };
      await isRefused(async () => await changed(await begin(victim), denied), 'refused');
    });

    it(`${name}: a code of another session buys nothing, and no token is taken from the address`, async () => {
      const codeOf = async (person: LinkPerson) =>
        new URL(await begin(person), stage.origin).searchParams.get('code') ?? assert.fail('no code');
      const injected = await codeOf(attacker);
      for (const change of [
        (parameters: URLSearchParams) => parameters.set('code', injected),
        (parameters: URLSearchParams) => parameters.append('code', injected),
        (parameters: URLSearchParams) => {
          parameters.delete('code');
          parameters.set('access_token', 'gha_x');
          parameters.set('id_token', 'a.b.c');
        },
      ])
        await isRefused(async () => await changed(await begin(victim), change), 'foreign');
    });
  }

  it('nobody is made to link somebody else’s account, nor signed in as somebody else', async () => {
    for (const begin of Object.values(journeys)) {
      await isRefused(() => begin(attacker), 'stale');
      await isRefused(async () => {
        await begin(victim);
        return await begin(attacker);
      }, 'stale');
      const nobody = openFormBrowser(stage.origin);
      assert.equal((await nobody.get(await begin(attacker))).status, 400);
      assert.equal((await nobody.get('/')).headers.get('set-cookie'), null);
    }
  });

  it('an answer counts once: what it linked stays as it was', async () => {
    const path = await beginLink(attacker);
    assert.equal((await attacker.link.get(path)).status, 303);
    assert.equal((await attacker.link.get(path)).status, 400);
    assert.equal(await linksOf(attacker), 1);
  });
});
