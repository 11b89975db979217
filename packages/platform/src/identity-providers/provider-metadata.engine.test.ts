import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, beforeEach, describe, it } from 'node:test';
import { openFormBrowser } from '../testing/sign-in-by-form.ts';
import { type CompanySignInStage, companySignInStage, domain } from './testing/company-sign-in-stage.ts';

/** A provider of whom a company admin has but the address: it says of itself what it likes. */
describe('what a company’s provider says of itself', () => {
  let stage: CompanySignInStage;
  let issuer: string;
  let says: Readonly<Record<string, unknown>> = {};
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    response.setHeader('content-type', 'application/json');
    response.end(
      JSON.stringify({
        issuer,
        authorization_endpoint: `${issuer}/authorize`,
        token_endpoint: `${issuer}/token`,
        jwks_uri: `${issuer}/keys`,
        response_types_supported: ['code'],
        subject_types_supported: ['public'],
        id_token_signing_alg_values_supported: ['RS256'],
        ...says,
      }),
    );
  });
  before(async () => {
    await new Promise<void>((resolve) => server.listen(0, '0.0.0.0', resolve));
    issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    stage = await companySignInStage();
    await stage.register({ issuer, admits: true });
  });
  after(async () => {
    server.closeAllConnections();
    server.close();
    await stage.close();
  });
  beforeEach(() => {
    asked.length = 0;
  });

  /** Somebody signs in there, and comes back with a code. */
  async function comesBack() {
    const browser = openFormBrowser(stage.here.url);
    const { location } = await stage.begin(browser, `nia@${domain}`);
    const sent = new URL(location).searchParams;
    const answer = new URLSearchParams({ code: 'any', state: sent.get('state') ?? '', iss: issuer });
    return await stage.comeBack(browser, `${sent.get('redirect_uri')}?${answer}`);
  }

  it('is taken for what it says at its own address', async () => {
    says = {};
    assert.equal((await comesBack()).status, 400);
    assert.ok(asked.includes('POST /token'), 'a code is redeemed there');
  });

  it('counts for nothing where it names another issuer: nobody is sent there', async () => {
    says = { issuer: 'https://other.example' };
    const { status, location } = await stage.begin(openFormBrowser(stage.here.url), `nia@${domain}`);
    assert.notEqual(status, 200);
    assert.equal(location, '');
    assert.deepEqual(asked, ['GET /.well-known/openid-configuration']);
  });

  it('leads to no address inside: a code is not redeemed at a token endpoint there', async () => {
    // It would arrive at this very server: only what judges addresses keeps it from there.
    says = { token_endpoint: issuer.replace('127.0.0.1', '0.0.0.0').concat('/inside') };
    assert.equal((await comesBack()).status, 400);
    assert.ok(asked.length > 0 && !asked.includes('POST /inside'), asked.join(' '));
  });
});
