import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parse } from '../parse.ts';
import { InstallBegin } from './install.ts';
import { LINK_ERRORS } from './link-error.ts';

const begin = (redirect_uri?: string) =>
  parse(InstallBegin, {
    name: 'office laptop',
    platform: 'linux x64',
    code_challenge: 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
    ...(redirect_uri === undefined ? {} : { redirect_uri }),
  }).ok;

test('an install enrols by loopback or by code; its browser is sent nowhere but to the machine itself', () => {
  assert.ok(begin());
  assert.ok(begin('http://127.0.0.1:49152/callback'));
  assert.ok(begin('http://[::1]:49152/'));
  for (const elsewhere of [
    'https://127.0.0.1:1/',
    'http://localhost:1/',
    'http://127.0.0.1.evil.example:1/',
    'http://127.0.0.1:1@evil.example/',
    'http://evil.example:80/',
    'http://127.0.0.1:1/a b',
  ])
    assert.equal(begin(elsewhere), false, elsewhere);
});

test('every refusal has a status that says whose turn it is', () => {
  for (const { status } of Object.values(LINK_ERRORS)) assert.ok(status >= 400 && status < 600);
});
