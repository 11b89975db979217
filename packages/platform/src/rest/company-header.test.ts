import assert from 'node:assert/strict';
import { test } from 'node:test';
import { askedCompany, type CompanyQuestion, MISSING_HEADER } from './company-header.ts';
import type { Caller } from './rest-call.ts';

const person: Caller = {
  kind: 'app',
  claims: {
    tokenId: 't',
    clientId: 'c',
    epoch: 1,
    environment: 'production',
    familyId: 'f',
    issuedAt: 0,
    expiresAt: 1,
  },
};
const account: Caller = { ...person, claims: { ...person.claims, familyId: null } };

const ask = (changes: Partial<CompanyQuestion>) =>
  askedCompany({
    scope: 'company',
    caller: person,
    header: undefined,
    named: {},
    mode: 'tolerant',
    ...changes,
  });

const outcome = (changes: Partial<CompanyQuestion>) => {
  const result = ask(changes);
  return result.ok ? [result.at, result.asked.companyId, result.asked.projectId] : result.status;
};

test('the header names the company', () => {
  assert.deepEqual(outcome({ header: '7' }), ['company', 7, null]);
  assert.deepEqual(outcome({ header: '7', named: { companyId: 7, projectId: 3 } }), ['project', 7, 3]);
});

test('without the header, tolerant serves a call that names its company itself, strict refuses it', () => {
  assert.deepEqual(outcome({ named: { companyId: 7 } }), ['company', 7, null]);
  assert.deepEqual(outcome({ named: { companyId: 7 }, mode: 'strict' }), 400);
});

test('a call that names only a project is refused in both modes: no company is ever guessed', () => {
  for (const mode of ['tolerant', 'strict'] as const) {
    const result = ask({ named: { projectId: 3 }, mode });
    assert.ok(!result.ok);
    assert.equal(result.error, MISSING_HEADER);
  }
});

test('header and call that name different companies are refused, whichever of them would be allowed', () => {
  assert.deepEqual(outcome({ header: '7', named: { companyId: 8 } }), 403);
  assert.deepEqual(outcome({ header: '7', named: { companyId: 8 }, mode: 'strict' }), 403);
  assert.deepEqual(outcome({ scope: 'account', header: '7', named: { companyId: 8 } }), 403);
});

test('a header that is not one whole number is refused, a repeated one included', () => {
  for (const header of ['', 'x', '7, 8', '7, 7', '-1', '1.0', '0x7', '9'.repeat(16), ['7', '8']]) {
    assert.deepEqual(outcome({ header }), 400, JSON.stringify(header));
  }
});

test('GET /me and /companies need no company; for a person the header changes nothing there', () => {
  assert.deepEqual(outcome({ scope: 'account' }), ['account', null, null]);
  assert.deepEqual(outcome({ scope: 'account', header: '7', mode: 'strict' }), ['account', null, null]);
});

test("on exempt calls the header says which of a client's own accounts it is", () => {
  assert.deepEqual(outcome({ scope: 'account', caller: account, header: '7' }), ['account', 7, null]);
  assert.deepEqual(outcome({ scope: 'account', caller: account }), ['account', null, null]);
});

test('/me stops being exempt once it names a company or a project', () => {
  assert.deepEqual(outcome({ scope: 'account', named: { companyId: 7 } }), ['company', 7, null]);
  assert.deepEqual(outcome({ scope: 'account', named: { projectId: 3 } }), 400);
  assert.deepEqual(outcome({ scope: 'account', named: { companyId: 7 }, mode: 'strict' }), 400);
});
