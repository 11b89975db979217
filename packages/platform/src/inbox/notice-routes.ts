import { Notice, NoticePath, NoticesQuery } from '@gatehouse/wire';
import Type from 'typebox';
import { record } from '../audit/audit.ts';
import type { House } from '../house.ts';
import { pageRequest } from '../rest/pagination.ts';
import { refuse } from '../rest/rest-call.ts';
import { accountRoute } from '../rest/rest-route.ts';
import { timestamp } from '../rest/timestamp.ts';
import type { Route } from '../route.ts';
import type { NoticeRow } from '../schema/tables.ts';
import { sessionOf } from '../sign-in/session.ts';
import { listNotices, readNotice } from './notice-store.ts';

/** What the signed-in person was told. */
export function noticeRoutes(house: House): Route[] {
  return [
    accountRoute(house, {
      method: 'GET',
      path: '/manage/v1/notices',
      audience: 'manage',
      summary: 'What there is to tell whoever is signed in, newest first.',
      right: { kind: 'session' },
      audit: [],
      query: NoticesQuery,
      reply: Type.Array(Notice),
      names: () => ({}),
      async handle({ caller, query, tx }) {
        const { page, perPage, offset } = pageRequest(query);
        const asked = { unread: query.unread === true, offset, perPage };
        const { total, notices } = await listNotices(tx, sessionOf(caller).personId, asked);
        return { status: 200, body: notices.map(view), page: { page, perPage, total } };
      },
    }),
    accountRoute(house, {
      method: 'POST',
      path: '/manage/v1/notices/:id/read',
      audience: 'manage',
      summary: 'Marks a notice as read.',
      right: { kind: 'session' },
      audit: ['notice.read'],
      on: 'single',
      params: NoticePath,
      reply: Notice,
      names: () => ({}),
      async handle({ caller, params: { id }, tx, origin }) {
        const { personId } = sessionOf(caller);
        const read = await readNotice(tx, personId, id, house.clock.now());
        // What was told to somebody else is absent, not forbidden.
        if (read === undefined) return refuse('item_hidden');
        if (read.changed) await record(house, tx, origin, { event: 'notice.read', subject: `notice:${id}` });
        return { status: 200, body: view(read.notice) };
      },
    }),
  ];
}

function view({ id, kind, data, created_at, read_at }: NoticeRow): Notice {
  return {
    id,
    kind,
    data: JSON.parse(data),
    created_at: timestamp(created_at),
    read_at: read_at === null ? null : timestamp(read_at),
  };
}
