import assert from 'node:assert/strict';
import { expectError } from '../expect.ts';
import { probed, provenWithin, type Requirement } from '../requirement.ts';
import type { Answer, Client, Fields, Target } from '../target.ts';

const wire = 'packages/platform/src/authorization/device/device-grant.engine.test.ts';
const grant = 'urn:ietf:params:oauth:grant-type:device_code';

async function ask(t: Target, client: Client = t.clients.web, more: Fields = {}): Promise<Answer> {
  return await t.post(String(t.metadata.device_authorization_endpoint), { ...client, ...more });
}

const poll = (t: Target, device: Answer, client: Client = t.clients.web): Promise<Answer> =>
  t.post('/oauth/token', { grant_type: grant, ...client, device_code: String(device.body.device_code) });

/** Goes to the page as the device says, types the code where one is asked for, and answers. */
async function decide(t: Target, device: Answer, answer: RegExp): Promise<void> {
  // A server may count the codes that somebody types in a minute.
  await t.pass(61);
  const entry = await t.browser.get(String(device.body.verification_uri));
  const asks = entry.forms.find(({ inputs }) =>
    inputs.some(({ name, type }) => name !== '' && type === 'text'),
  );
  assert.ok(asks, 'no field for the code');
  const field = asks.inputs.find(({ type }) => type === 'text')?.name ?? '';
  const page = await t.browser.submit(asks, { [field]: String(device.body.user_code) }, entry);
  for (const form of page.forms) {
    const button = form.buttons.find(({ name, value, text }) => answer.test(`${name} ${value} ${text}`));
    if (button === undefined) continue;
    await t.browser.submit(form, { [button.name]: button.value }, page);
    return;
  }
  assert.fail(`${page.url} (${page.status}) asks for no decision.`);
}

export const deviceGrant: readonly Requirement[] = [
  probed(
    'DV-01',
    ['MUST', 'RFC 8628 3.2', 'A device is given a code that cannot be guessed, and one that can be typed.'],
    async (t) => {
      const { status, body } = await ask(t);
      assert.equal(status, 200);
      assert.ok(String(body.device_code).length >= 22);
      assert.match(String(body.user_code), /^[B-DF-HJ-NP-TV-XZ-]{8,}$/);
      assert.ok(Number(body.expires_in) > 0 && Number(body.interval ?? 5) >= 5);
      assert.ok(String(body.verification_uri).startsWith(t.issuer));
    },
  ),
  probed(
    'DV-02',
    ['MUST', 'RFC 8628 3.5', 'A device waits, and waits longer where it asked too soon.'],
    async (t) => {
      const device = await ask(t);
      expectError(await poll(t, device), 400, 'authorization_pending');
      expectError(await poll(t, device), 400, 'slow_down');
      await t.pass(Number(device.body.interval ?? 5) + 1);
      expectError(await poll(t, device), 400, 'slow_down');
    },
  ),
  probed(
    'DV-03',
    ['MUST', 'RFC 8628 3.5', 'A refusal and the end of a code are told by their names.'],
    async (t) => {
      const denied = await ask(t);
      await decide(t, denied, /deny|cancel|reject/i);
      expectError(await poll(t, denied), 400, 'access_denied');
      const late = await ask(t);
      await t.pass(Number(late.body.expires_in) + 1);
      expectError(await poll(t, late), 400, 'expired_token');
    },
  ),
  probed(
    'DV-04',
    ['MUST', 'RFC 8628 3.4', 'A device code is worth nothing to another client.'],
    async (t) => {
      const device = await ask(t);
      await decide(t, device, /allow|accept|approve/i);
      expectError(await poll(t, device, t.clients.other), 400, 'invalid_grant');
      assert.equal((await poll(t, device)).status, 200);
    },
  ),
  probed('DV-05', ['MUST', 'RFC 8628 3.5', 'A device code buys tokens once, also in a race.'], async (t) => {
    const device = await ask(t);
    await decide(t, device, /allow|accept|approve/i);
    const answers = await Promise.all([1, 2, 3, 4, 5].map(() => poll(t, device)));
    assert.equal(answers.filter(({ status }) => status === 200).length, 1);
  }),
  provenWithin(
    'DV-06',
    ['MUST', 'RFC 8628 5.1', 'Nobody guesses the code of somebody else’s device.'],
    wire,
    'the fifth wrong code in a minute',
  ),
  provenWithin(
    'DV-07',
    [
      'MUST',
      'RFC 8628 3.3.1',
      'A link that brings the code still shows it, the app and the device, and asks.',
    ],
    wire,
    'the page asks for the code even where the link brings it',
  ),
  probed(
    'DV-08',
    ['MUST', 'RFC 8628 3.1', 'What is there twice is refused, what is unknown ignored.'],
    async (t) => {
      expectError(await ask(t, t.clients.web, { scope: ['openid', 'profile'] }), 400, 'invalid_request');
      assert.equal((await ask(t, t.clients.web, { foo: 'bar' })).status, 200);
    },
  ),
  provenWithin(
    'DV-09',
    ['MUST', 'RFC 8628 5.5', 'A decision counts from the person who typed the code, by our page alone.'],
    wire,
    'a decision counts from the session',
  ),
];
