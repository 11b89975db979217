import { type Migration, sql, wordsOf } from '@gatehouse/database';
import { emailKey } from '../../naming/email-key.ts';

interface Spelled {
  readonly id: number;
  readonly email: string;
}

/**
 * Brings addresses of other scripts into the form that they are compared in. Where two people have one mailbox, the
 * spelling that was there first in that form keeps it: the other one is looked at by whoever runs the deployment.
 */
export const oneSpellingOfAnAddress: Migration = {
  name: '0177-one-spelling-of-an-address',
  async up({ rows, execute }) {
    const spelled = await rows(sql<Spelled>`select id, email from people
      where octet_length(email) <> length(email) or email like '%.' order by id`);
    for (const { id, email } of spelled) {
      const key = emailKey(email);
      if (key === email) continue;
      const taken = await rows(sql<Spelled>`select id, email from people where email = ${key}`);
      if (taken.length > 0) continue;
      await execute(sql`update people set email = ${key} where id = ${id}`);
      await execute(sql`delete from member_words where person_id = ${id} and part = 'address'`);
      for (const word of new Set([key, ...wordsOf(key)]))
        await execute(sql`insert into member_words (company_id, part, word, person_id)
          select company_id, 'address', ${word}, person_id from company_members where person_id = ${id}`);
    }
  },
};
