import assert from 'node:assert/strict';
import { test } from 'node:test';
import { GatehouseApi } from '../gatehouse-api.ts';
import { type Answer, localPeer, type Received } from '../local-peer.test-support.ts';
import { bearer } from './authorizer.ts';

const authorizer = bearer({ accessToken: async () => 'token', renew: async () => 'token' });
const companies = [1, 2, 3, 4, 5].map((id) => ({ id, name: `Company ${id}` }));

/** A list in pages, with the Link forms of the wire, all of them absolute and under `host`. */
function paged({ query, path }: Received, host: string): Answer {
  const page = Number(query.get('page') ?? '1');
  const size = Number(query.get('per_page') ?? '100');
  const last = Math.ceil(companies.length / size);
  const link = (rel: string, to: number) => {
    const target = new URLSearchParams(query);
    target.set('page', String(to));
    return `<${host}${path}?${target}>; rel="${rel}"`;
  };
  const back = page > 1 ? [link('first', 1), link('prev', page - 1)] : [];
  const on = page < last ? [link('next', page + 1), link('last', last)] : [];
  return {
    body: companies.slice((page - 1) * size, page * size),
    headers: { total: String(companies.length), 'per-page': String(size), link: [...back, ...on].join(', ') },
  };
}

test('a list walks first, middle and last page by rel="next", keeping its other parameters', async (context) => {
  const peer = await localPeer(context, (request, { url }) => paged(request, url));
  const api = new GatehouseApi({ baseUrl: peer.url, authorizer });
  const got = await api.companies.list({ per_page: 2, include_free_companies: true }).all();
  assert.deepEqual(
    got.map((company) => company.id),
    [1, 2, 3, 4, 5],
  );
  const sent = peer.requests.map(({ query }) => [
    query.get('page'),
    query.get('per_page'),
    query.get('include_free_companies'),
  ]);
  assert.deepEqual(sent, [
    [null, '2', 'true'],
    ['2', '2', 'true'],
    ['3', '2', 'true'],
  ]);
});

test('pages tell Total and Per-Page, and none is fetched before it is reached', async (context) => {
  const peer = await localPeer(context, (request, { url }) => paged(request, url));
  const api = new GatehouseApi({ baseUrl: peer.url, authorizer });
  for await (const page of api.projects.list(7, { per_page: 3 }).pages()) {
    assert.deepEqual([page.total, page.perPage, page.items.length], [5, 3, 3]);
    break;
  }
  assert.equal(peer.requests.length, 1);
  assert.equal(peer.requests[0]?.headers['procore-company-id'], '7');
  assert.equal(peer.requests[0]?.query.get('company_id'), '7');
});

test('a next link to another host is followed at home: the token goes nowhere else', async (context) => {
  const stranger = await localPeer(context, () => ({ body: [] }));
  const peer = await localPeer(context, (request) => paged(request, stranger.url));
  const got = await new GatehouseApi({ baseUrl: peer.url, authorizer }).companies.list({ per_page: 2 }).all();
  assert.equal(got.length, 5);
  assert.equal(stranger.requests.length, 0);
});

test('a list that names itself as its next page, or goes on empty, still ends', async (context) => {
  const self = await localPeer(context, ({ path, query }, { url }) => ({
    body: companies,
    headers: { link: `<${url}${path}?${query}>; rel="next"` },
  }));
  const list = new GatehouseApi({ baseUrl: self.url, authorizer }).companies.list({ per_page: 5 });
  assert.equal((await list.all()).length, 5);
  let page = 1;
  const empty = await localPeer(context, ({ path }, { url }) => {
    page += 1;
    return { body: [], headers: { link: `<${url}${path}?page=${page}>; rel="next"` } };
  });
  assert.deepEqual(await new GatehouseApi({ baseUrl: empty.url, authorizer }).companies.list().all(), []);
  assert.equal(empty.requests.length, 1);
});
