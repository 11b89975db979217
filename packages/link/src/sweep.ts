import type { House } from './house.ts';

const day = 86_400_000;
/** A used proof is remembered past its end, because another node's clock may still be before it. */
const proofsKept = 600_000;
const newsKept = 600_000;
const journalKept = 400 * day;

/** Removes what is over. */
export async function sweep({ database, clock }: House): Promise<void> {
  const now = clock.now();
  await database.write(async (tx) => {
    await tx
      .deleteFrom('used_proofs')
      .where('expires_at', '<', now - proofsKept)
      .execute();
    await tx
      .deleteFrom('enrolments')
      .where('expires_at', '<', now - day)
      .execute();
    await tx.deleteFrom('sign_in_keys').where('expires_at', '<', now).execute();
    await tx.deleteFrom('sessions').where('expires_at', '<', now).execute();
    await tx
      .deleteFrom('news')
      .where('at', '<', now - newsKept)
      .execute();
    await tx
      .deleteFrom('hints')
      .where('at', '<', now - newsKept)
      .execute();
    await tx
      .deleteFrom('journal')
      .where('at', '<', now - journalKept)
      .execute();
  });
}
