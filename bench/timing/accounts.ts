import { createPerson } from '../../packages/platform/src/directory/people.ts';
import { hashPassword } from '../../packages/platform/src/sign-in/passwords.ts';
import { hiddenField, openFormBrowser } from '../../packages/platform/src/testing/sign-in-by-form.ts';
import { startPlatform } from '../../packages/platform/src/testing/start-platform.ts';
import type { Case } from './compare.ts';

const near = 'the address has an account';
const far = 'it has none';

/** Of one that hashes a password fewer, for each takes some tens of milliseconds. */
const samples = { hashing: 400, mailing: 1_000 };

/** As many as are asked about in two runs: an address that is asked about again and again is slowed down. */
const many = 1_500;

/** Whether the time of an answer tells which addresses have an account, to somebody who gets the same answer either way. */
export async function accountCases(): Promise<{ readonly cases: readonly Case[]; close(): Promise<void> }> {
  const platform = await startPlatform({ trustedProxies: ['loopback'] });
  await makePeople(platform.house);
  const over = async (
    name: string,
    path: string,
    count: number,
    fields: Readonly<Record<string, string>>,
    status: number,
  ): Promise<Case> => {
    const browser = openFormBrowser(platform.url);
    const csrf = hiddenField(await (await browser.get(path)).text(), 'csrf');
    const asked = { near: 0, far: 0 };
    return {
      name,
      near,
      far,
      samples: count,
      prepare(kind) {
        asked[kind] += 1;
        const email = kind === 'near' ? known(asked[kind] % many) : `nobody-${asked[kind]}@unknown.example`;
        const request = {
          method: 'POST',
          redirect: 'manual',
          body: new URLSearchParams({ ...fields, csrf, return_to: '', email }),
          headers: {
            cookie: browser.cookies(),
            origin: platform.url,
            'sec-fetch-site': 'same-origin',
            // Whoever asks so much from one network is slowed down.
            'x-forwarded-for': networkOf(asked.near + asked.far),
          },
        } as const;
        return async () => {
          const response = await fetch(new URL(path, platform.url), request);
          await response.arrayBuffer();
          if (response.status !== status) throw new Error(`${path} was answered ${response.status}`);
        };
      },
    };
  };
  return {
    cases: [
      await over('signing in with a wrong password', '/sign-in', samples.hashing, { password: 'wrong' }, 422),
      await over('asking for a new password', '/new-password', samples.mailing, {}, 303),
      await over('signing up', '/sign-up', samples.mailing, {}, 303),
    ],
    close: () => platform.close(),
  };
}

const known = (at: number) => `person-${at}@known.example`;
const networkOf = (at: number) => `198.18.${Math.floor(at / 250) % 250}.${at % 250}`;

async function makePeople(house: Awaited<ReturnType<typeof startPlatform>>['house']): Promise<void> {
  const passwordHash = await hashPassword(house.random, 'right, and never typed');
  const origin = { requestId: 'bench', address: '', actor: { kind: 'system' }, clientId: null } as const;
  await house.database.write(async (tx) => {
    for (let at = 0; at < many; at += 1)
      await createPerson(house, tx, origin, {
        kind: 'user',
        firstName: 'Rosa',
        lastName: String(at),
        email: known(at),
        emailProven: true,
        passwordHash,
      });
  });
}
