import { OAuthFailure } from '@gatehouse/client';
import { errorOf } from './authorization.ts';
import { statusOf } from './documents.ts';
import { type Guide, pairOf } from './guide.ts';

/** Refresh tokens: used once, forgiving to whoever lost an answer, deadly to thieves. */
export async function refreshing(guide: Guide): Promise<void> {
  const { say } = guide;
  const client = guide.oauth(guide.safety);
  say.chapter('Tokens are refreshed');

  say.step('A refresh token buys the next pair');
  const first = await guide.allow(guide.jimsBrowser);
  const second = pairOf(await client.refresh(first.refreshToken));
  say.check(
    'A3',
    'both tokens are new',
    [second.accessToken !== first.accessToken, second.refreshToken !== first.refreshToken],
    [true, true],
  );

  say.step('The answer was lost on its way, so the app asks again');
  const repeated = await client.refresh(first.refreshToken).catch((error: unknown) => {
    if (error instanceof OAuthFailure) return undefined;
    throw error;
  });
  const isSame =
    repeated?.accessToken === second.accessToken && repeated.refreshToken === second.refreshToken;
  say.check('A4', 'it gets the very same pair, not a second chain', isSame);
  // A server that takes the repeat for a theft has ended the family: there is nothing left to tell.
  if (repeated === undefined) return;

  say.step('Later somebody shows a refresh token that was used long ago');
  const third = pairOf(await client.refresh(second.refreshToken));
  say.check('A4', 'it is refused', await errorOf(client.refresh(first.refreshToken)), 'invalid_grant');
  const current = await errorOf(client.refresh(third.refreshToken));
  say.check('A4', 'and the whole family is dead: the newest refresh token', current, 'invalid_grant');
  const access = await statusOf(guide.api(third.accessToken).me.show());
  say.check('D2', 'and the newest access token, on the next call', access, 401);
}
