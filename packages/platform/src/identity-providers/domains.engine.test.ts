import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { IdentityDomain, IdentityProvider, WaitingDomain } from '@gatehouse/wire';
import { openFormBrowser } from '../testing/sign-in-by-form.ts';
import { type CompanySignInStage, companySignInStage } from './testing/company-sign-in-stage.ts';
import { type DnsServer, startDnsServer } from './testing/dns-server.ts';

const operatorPath = '/manage/v1/operator/identity_domains';

describe('a mail domain of a company’s provider', () => {
  let dns: DnsServer;
  let stage: CompanySignInStage;
  let path: string;
  before(async () => {
    dns = await startDnsServer();
    stage = await companySignInStage({ dnsServers: [dns.address] });
    const provider = await stage.register();
    path = `${stage.base}/${provider.id}/domains`;
  });
  after(async () => {
    await stage.close();
    await dns.close();
  });

  async function add(domain: string): Promise<IdentityDomain> {
    const added = await stage.manage<IdentityDomain>('Ana Torres', 'POST', path, { domain });
    assert.equal(added.status, 201, JSON.stringify(added.body));
    return added.body;
  }
  const prove = (id: number, who = 'Ana Torres') =>
    stage.manage<IdentityDomain & { errors: { domain: string[] } }>(who, 'POST', `${path}/${id}/prove`, {});
  const begin = async (domain: string) =>
    (await stage.begin(openFormBrowser(stage.here.url), `any@${domain}`)).status;

  it('is proven by its own record in the DNS, and by nothing else', async () => {
    const { id, state, dns_record: record } = await add('Proven.Example');
    assert.deepEqual([state, record?.name], ['waiting', '_gatehouse.proven.example']);
    const { name, value } = record ?? assert.fail();
    for (const texts of [undefined, ['v=spf1 -all'], [`${value}x`], [value.slice(0, -1)], [`x ${value}`]]) {
      dns.publish(name, texts);
      const { status, body } = await prove(id);
      assert.equal(status, 422, String(texts));
      assert.match(body.errors.domain[0] ?? '', /has no such record yet/);
    }
    dns.publish('proven.example', [value]);
    assert.equal((await prove(id)).status, 422, 'under another name');
    for (const how of ['silence', 'refusal'] as const) {
      dns.fail(how);
      const { status, body } = await prove(id);
      assert.equal(status, 422, how);
      assert.match(body.errors.domain[0] ?? '', /could not be looked up/);
    }
    dns.fail(undefined);
    assert.equal(await begin('proven.example'), 422);
    dns.publish(name, ['v=spf1 -all', value]);
    assert.equal((await prove(id, 'Jim Carter')).status, 404, 'for company admins alone');
    const { status, body } = await prove(id);
    assert.deepEqual([status, body.state, body.proven_by], [200, 'approved', 'dns']);
    assert.equal(await begin('proven.example'), 200);
    assert.equal((await prove(id)).status, 200, 'again changes nothing');
    assert.equal((await prove(id + 1)).status, 404, 'what is not there yet is not proven in advance');
  });

  it('is not another company’s by the record of this one', async () => {
    const { dns_record: record } = await add('ours.example');
    dns.publish(record?.name ?? '', [record?.value ?? '']);
    const admin = stage.here.demo.people.find(({ name }) => name === 'Devon Park') ?? assert.fail();
    const sandbox = await stage.here.house.database.read((tx) =>
      tx
        .selectFrom('company_members')
        .innerJoin('people', 'people.id', 'company_members.person_id')
        .select('company_members.company_id')
        .where('people.email', '=', admin.email)
        .where('company_members.company_id', '!=', stage.companyId)
        .executeTakeFirstOrThrow(),
    );
    const theirs = `/manage/v1/companies/${sandbox.company_id}/identity_providers`;
    const body = {
      issuer: stage.there.issuer,
      client_id: 'x',
      client_secret: 'x',
      domains: ['ours.example'],
    };
    const made = await stage.manage<IdentityProvider>('Devon Park', 'POST', theirs, body);
    assert.equal(made.status, 201, JSON.stringify(made.body));
    const [domain] = made.body.domains;
    assert.notEqual(domain?.dns_record?.value, record?.value);
    const proof = `${theirs}/${made.body.id}/domains/${domain?.id}/prove`;
    assert.equal((await stage.manage('Devon Park', 'POST', proof, {})).status, 422);
  });

  it('is rejected by an operator with a reason, which ends the waiting and the proof by DNS', async () => {
    const { id, dns_record: record } = await add('rejected.example');
    const reject = `${operatorPath}/${id}/reject`;
    assert.equal((await stage.manage('Ana Torres', 'POST', reject, { reason: 'No.' })).status, 403);
    assert.equal((await stage.manage('Olivia Reed', 'POST', reject, { reason: ' ' })).status, 422);
    assert.equal((await stage.manage('Olivia Reed', 'POST', reject, { reason: 'Not yours.' })).status, 204);
    assert.equal((await stage.manage('Olivia Reed', 'POST', reject, { reason: 'Twice.' })).status, 404);
    assert.equal(
      (await stage.manage('Olivia Reed', 'POST', `${operatorPath}/${id}/approve`, {})).status,
      404,
    );
    const waiting = await stage.manage<WaitingDomain[]>('Olivia Reed', 'GET', operatorPath);
    assert.ok(waiting.body.every(({ domain }) => domain !== 'rejected.example'));
    dns.publish(record?.name ?? '', [record?.value ?? '']);
    assert.match((await prove(id)).body.errors.domain[0] ?? '', /rejected by an operator/);
    const [provider] = (await stage.manage<IdentityProvider[]>('Ana Torres', 'GET', stage.base)).body;
    const shown = provider?.domains.find(({ domain }) => domain === 'rejected.example');
    assert.deepEqual([shown?.state, shown?.rejection], ['rejected', 'Not yours.']);
    // It is not taken away and added anew, nor proven for another provider of the company.
    assert.equal((await stage.manage('Ana Torres', 'DELETE', `${path}/${id}`)).status, 422);
    const other = await stage.manage<IdentityProvider>('Ana Torres', 'POST', stage.base, {
      issuer: stage.there.issuer,
      client_id: 'x',
      client_secret: 'x',
      domains: ['rejected.example'],
    });
    assert.equal(other.status, 201, JSON.stringify(other.body));
    const again = `${stage.base}/${other.body.id}/domains/${other.body.domains[0]?.id}/prove`;
    assert.equal((await stage.manage('Ana Torres', 'POST', again, {})).status, 422);
  });

  it('is added once, taken away for good, and refused where it is none', async () => {
    const { id } = await add('added.example');
    const twice = await stage.manage('Ana Torres', 'POST', path, { domain: 'added.example' });
    assert.equal(twice.status, 422);
    assert.equal((await stage.manage('Ana Torres', 'POST', path, { domain: 'no domain' })).status, 422);
    await stage.manage('Olivia Reed', 'POST', `${operatorPath}/${id}/approve`, {});
    assert.equal(await begin('added.example'), 200);
    assert.equal((await stage.manage('Ana Torres', 'DELETE', `${path}/${id}`)).status, 204);
    assert.equal((await stage.manage('Ana Torres', 'DELETE', `${path}/${id}`)).status, 404);
    assert.equal(await begin('added.example'), 422);
  });

  it('waits with all others in pages, however many they are', async () => {
    for (const name of ['one', 'two', 'three']) await add(`${name}.page.example`);
    const all = await stage.manage<WaitingDomain[]>('Olivia Reed', 'GET', operatorPath);
    const names: string[] = [];
    for (let page = 1; page <= all.body.length; page += 1) {
      const shown = await stage.manage<WaitingDomain[]>(
        'Olivia Reed',
        'GET',
        `${operatorPath}?per_page=1&page=${page}`,
      );
      names.push(...shown.body.map(({ domain }) => domain));
    }
    assert.ok(all.body.length >= 3);
    assert.deepEqual(
      names,
      all.body.map(({ domain }) => domain),
    );
  });
});

describe('where an operator alone approves', () => {
  it('there is no record to publish, and none is looked for', async (t) => {
    const stage = await companySignInStage({ domainProof: 'operator' });
    t.after(() => stage.close());
    const { id, domains } = await stage.register({ domains: ['ridgeline.example', 'other.example'] });
    const other = domains.find(({ domain }) => domain === 'other.example');
    assert.equal(other?.dns_record, null);
    const path = `${stage.base}/${id}/domains/${other?.id}/prove`;
    assert.equal((await stage.manage('Ana Torres', 'POST', path, {})).status, 422);
  });
});
