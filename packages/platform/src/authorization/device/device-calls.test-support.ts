import { DEVICE_CODE_GRANT } from '@gatehouse/wire';
import type { Answer, OAuthStage, TestClient } from '../../testing/oauth-clients.ts';
import { consentFields, type FormBrowser, hiddenField } from '../../testing/sign-in-by-form.ts';

/** What a device does, and what its person does in a browser. */
export function deviceCalls(stage: OAuthStage) {
  const credentials = ({ clientId, clientSecret }: TestClient) => ({
    client_id: clientId,
    client_secret: clientSecret,
  });
  const calls = {
    ask: (client: TestClient, more: Readonly<Record<string, string>> = {}): Promise<Answer> =>
      stage.post('/oauth/device_authorization', { ...credentials(client), ...more }),
    poll: (client: TestClient, deviceCode: unknown): Promise<Answer> =>
      stage.post('/oauth/token', {
        grant_type: DEVICE_CODE_GRANT,
        ...credentials(client),
        device_code: String(deviceCode),
      }),
    /** Types a code; the page that follows. */
    async type(userCode: unknown, browser: FormBrowser = stage.browser): Promise<Response> {
      const page = await (await browser.get('/device')).text();
      return await browser.post('/device', { csrf: hiddenField(page, 'csrf'), user_code: String(userCode) });
    },
    async decide(
      userCode: unknown,
      decision: 'allow' | 'deny',
      browser: FormBrowser = stage.browser,
    ): Promise<Response> {
      const page = await (await calls.type(userCode, browser)).text();
      return await browser.post('/device/decision', {
        ...consentFields(page),
        decision,
      });
    },
  };
  return calls;
}
