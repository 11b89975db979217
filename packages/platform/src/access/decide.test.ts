import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { NOT_CONNECTED } from '@gatehouse/wire';
import { decide, type Reason } from './decide.ts';
import { explain } from './explain.ts';
import type {
  AppFacts,
  CompanyFacts,
  Facts,
  LinkFacts,
  Need,
  PrincipalFacts,
  ProjectFacts,
} from './facts.ts';
import { levels } from './levels.ts';
import { refusalOf } from './refusal.ts';

const app: AppFacts = {
  kind: 'app',
  tokenRevoked: false,
  client: { environment: 'production', disabled: false, epochCurrent: true, appSuspended: false },
  grant: { grantId: 'g', familyAlive: true, grantAlive: true, companyLeftOut: false },
  account: null,
};
const managed: AppFacts = { ...app, grant: null, account: { kind: 'developer_managed', state: 'alive' } };
const principal: PrincipalFacts = { personId: 5, kind: 'user', active: true };
const company: CompanyFacts = {
  environment: 'production',
  active: true,
  member: true,
  installation: 'connected',
  policy: null,
  approved: null,
};
const project: ProjectFacts = { permitted: false, member: true, toolDisabled: false, archived: false };

const permitted: ProjectFacts = { ...project, permitted: true };
const open: LinkFacts = { private: false, named: false, kept: false };

const policy = { mode: 'any', verifiedOnly: false, listing: null, publisherVerified: false } as const;
const all = { company: levels.Admin, project: levels.Admin };
const approvedForItself: CompanyFacts = { ...company, approved: { userLevel: false, account: all } };

/** A site engineer with Standard on the documents of a project they are in, through a connected app. */
const engineer: Facts = {
  asked: { companyId: 1, projectId: 2 },
  credential: app,
  principal,
  company,
  project,
  levels: { tool: 'documents', companyAdmin: 1, company: 1, project: 3, granted: [] },
};
const read: Need = {
  at: 'project',
  tool: 'documents',
  level: levels['Read Only'],
  on: 'collection',
  changes: false,
};

function reasonOf(facts: Facts, need: Need = read): Reason | 'allowed' {
  const decision = decide(facts, need);
  return decision.allowed ? 'allowed' : decision.reason;
}

describe('the formula', () => {
  it('allows what every term allows', () => {
    assert.deepEqual(decide(engineer, read), { allowed: true, level: 3 });
  });

  it('names the term that fails, one by one', () => {
    const client = app.client ?? assert.fail();
    const grant = app.grant ?? assert.fail();
    const cases: [Reason, Partial<Facts>][] = [
      ['session_ended', { credential: { kind: 'session', alive: false } }],
      ['token_revoked', { credential: { ...app, tokenRevoked: true } }],
      ['client_unknown', { credential: { ...app, client: null } }],
      ['client_disabled', { credential: { ...app, client: { ...client, disabled: true } } }],
      ['secret_regenerated', { credential: { ...app, client: { ...client, epochCurrent: false } } }],
      ['app_suspended', { credential: { ...app, client: { ...client, appSuspended: true } } }],
      ['family_dead', { credential: { ...app, grant: { ...grant, familyAlive: false } } }],
      ['grant_revoked', { credential: { ...app, grant: { ...grant, grantAlive: false } } }],
      ['grant_revoked', { credential: { ...app, grant: null } }],
      ['principal_inactive', { principal: { ...principal, active: false } }],
      ['principal_inactive', { principal: null }],
      [
        'account_ceased',
        { credential: { ...managed, account: { kind: 'developer_managed', state: 'ceased' } } },
      ],
      [
        'account_absent',
        { credential: { ...managed, account: { kind: 'developer_managed', state: 'absent' } } },
      ],
      ['company_unknown', { credential: { ...managed, account: { kind: 'traditional', state: 'absent' } } }],
      ['company_unknown', { company: null }],
      ['not_in_company', { company: { ...company, member: false } }],
      ['company_left_out', { credential: { ...app, grant: { ...grant, companyLeftOut: true } } }],
      ['company_inactive', { company: { ...company, active: false } }],
      ['environment_mismatch', { company: { ...company, environment: 'sandbox' } }],
      ['app_not_installed', { company: { ...company, installation: 'none' } }],
      ['app_disconnected', { company: { ...company, installation: 'disconnected' } }],
      ['app_uninstalled', { company: { ...company, installation: 'uninstalled' } }],
      ['account_expired', { credential: { ...managed, account: { kind: 'traditional', state: 'expired' } } }],
      ['app_blocked', { company: { ...company, policy: { ...policy, listing: 'blocked' } } }],
      ['app_not_allowed', { company: { ...company, policy: { ...policy, mode: 'allow_list' } } }],
      ['publisher_not_verified', { company: { ...company, policy: { ...policy, verifiedOnly: true } } }],
      ['component_not_approved', { company: { ...company, approved: { userLevel: false, account: all } } }],
      ['component_not_approved', { credential: managed }],
      ['project_unknown', { project: null }],
      ['project_not_permitted', { credential: managed, company: approvedForItself }],
      ['not_in_project', { project: { ...project, member: false } }],
      ['tool_disabled', { project: { ...project, toolDisabled: true } }],
      ['tool_none', { levels: { ...engineer.levels, project: 1 } }],
    ];
    for (const [reason, changed] of cases)
      assert.equal(reasonOf({ ...engineer, ...changed }), reason, reason);
  });

  it('leaves an archived project to be read, and changes nothing in it', () => {
    const archived = { ...engineer, project: { ...project, archived: true } };
    assert.deepEqual(
      [reasonOf(archived), reasonOf(archived, { ...read, changes: true })],
      ['allowed', 'project_archived'],
    );
    const inCompany = { ...archived, levels: { ...archived.levels, company: levels.Standard } };
    assert.equal(reasonOf(inCompany, { ...read, at: 'company', changes: true }), 'allowed');
  });

  it('asks whose call it is before it tells anything about companies and projects', () => {
    const revoked = { ...engineer, credential: { ...app, tokenRevoked: true }, company: null, project: null };
    assert.equal(reasonOf(revoked), 'token_revoked');
    const stranger = { ...engineer, company: { ...company, member: false, installation: 'none' as const } };
    assert.equal(reasonOf(stranger), 'not_in_company');
  });

  it('a level too low is known before any item is looked at', () => {
    const admin: Need = { ...read, level: levels.Admin, on: 'single', item: null };
    assert.equal(reasonOf(engineer, admin), 'level_too_low');
  });

  it('hides an item below a private folder from all but those named on every private link, and tool Admins', () => {
    const under = (named: boolean) => ({
      own: false,
      chain: [open, { ...open, private: true, named }, open],
    });
    assert.equal(reasonOf(engineer, { ...read, item: under(true) }), 'allowed');
    assert.equal(reasonOf(engineer, { ...read, item: under(false) }), 'item_hidden');
    assert.equal(reasonOf(engineer, { ...read, item: null }), 'item_hidden');
    assert.equal(reasonOf(engineer, { ...read, item: { own: false, chain: [] } }), 'item_hidden');
    const toolAdmin = { ...engineer, levels: { ...engineer.levels, project: levels.Admin } };
    assert.equal(reasonOf(toolAdmin, { ...read, item: under(false) }), 'allowed');
    assert.equal(reasonOf(toolAdmin, { ...read, item: null }), 'item_hidden');
  });

  it('lets whoever made a private item keep it, as long as they may make', () => {
    const kept = { own: true, chain: [{ private: true, named: false, kept: true }] };
    const reader = { ...engineer, levels: { ...engineer.levels, project: levels['Read Only'] } };
    assert.equal(reasonOf(engineer, { ...read, item: kept }), 'allowed');
    assert.equal(reasonOf(reader, { ...read, item: kept }), 'item_hidden');
  });

  it('shows what is private to those who may access it, at their own level', () => {
    const granted = ['access_private_files_and_folders'] as const;
    const trusted = { ...engineer, levels: { ...engineer.levels, granted } };
    const item = { own: false, chain: [{ ...open, private: true }] };
    assert.equal(reasonOf(trusted, { ...read, item }), 'allowed');
    assert.equal(reasonOf(trusted, { ...read, level: levels.Admin, item }), 'level_too_low');
    const nobody = { ...engineer, levels: { ...engineer.levels, project: levels.None, granted } };
    assert.equal(reasonOf(nobody, { ...read, item }), 'tool_none');
    // Granular permissions exist in projects only, and no manifest can ask for one.
    const inCompany = { ...trusted, levels: { ...trusted.levels, company: levels.Standard } };
    assert.equal(reasonOf(inCompany, { ...read, at: 'company', item }), 'item_hidden');
    const itself = { ...trusted, credential: managed, company: approvedForItself, project: permitted };
    assert.equal(reasonOf(itself, { ...read, item }), 'item_hidden');
  });

  it('looks at who made an item only once it is seen', () => {
    const rename: Need = { at: 'project', tool: 'documents', action: 'rename', on: 'single', changes: true };
    const made = (own: boolean, link = open) => ({ ...rename, item: { own, chain: [link] } });
    assert.equal(reasonOf(engineer, rename), 'allowed');
    assert.equal(reasonOf(engineer, made(true)), 'allowed');
    assert.equal(reasonOf(engineer, made(false)), 'not_own_item');
    assert.equal(reasonOf(engineer, made(false, { ...open, private: true })), 'item_hidden');
    assert.equal(reasonOf(engineer, { ...rename, item: null }), 'item_hidden');
  });

  it('makes a company admin Admin in every project, and never a service account', () => {
    const outside = {
      ...engineer,
      project: { ...project, member: false, permitted: true },
      levels: { ...engineer.levels, companyAdmin: levels.Admin, project: levels.None },
    };
    assert.deepEqual(decide(outside, { ...read, level: levels.Admin }), {
      allowed: true,
      level: levels.Admin,
    });
    const machine: Facts = {
      ...outside,
      credential: managed,
      company: approvedForItself,
      principal: { ...principal, kind: 'service_account' },
    };
    assert.equal(reasonOf(machine), 'not_in_project');
    assert.equal(reasonOf({ ...machine, project: { ...project, permitted: true } }), 'tool_none');
  });

  it('gives the own account of an app no more than its contact has, and no more than was approved', () => {
    const machine = (held: 1 | 2 | 3 | 4, most: 1 | 2 | 3 | 4): Facts => ({
      ...engineer,
      credential: managed,
      principal: { ...principal, kind: 'service_account' },
      company: { ...company, approved: { userLevel: true, account: { company: 1, project: most } } },
      project: { ...project, permitted: true },
      levels: { ...engineer.levels, project: held },
    });
    assert.deepEqual(decide(machine(4, 3), read), { allowed: true, level: 3 });
    assert.deepEqual(decide(machine(2, 3), read), { allowed: true, level: 2 });
    assert.equal(reasonOf(machine(4, 1)), 'tool_none');
    assert.equal(reasonOf(machine(1, 4)), 'tool_none');
  });

  it('lets an app that came without a version act for people, and never for itself', () => {
    assert.equal(reasonOf({ ...engineer, company: { ...company, approved: null } }), 'allowed');
    assert.equal(reasonOf({ ...engineer, credential: managed }), 'component_not_approved');
  });

  it('takes facts about one tool for no other', () => {
    assert.equal(reasonOf(engineer, { ...read, tool: 'directory' }), 'tool_none');
  });

  it('asks a session nothing about apps', () => {
    const console_: Facts = {
      ...engineer,
      credential: { kind: 'session', alive: true },
      company: { ...company, environment: 'sandbox', installation: 'not_needed' },
    };
    assert.equal(reasonOf(console_), 'allowed');
  });

  it('needs no company at account level, and still a live principal', () => {
    const nowhere: Facts = {
      ...engineer,
      asked: { companyId: null, projectId: null },
      company: null,
      project: null,
    };
    assert.equal(reasonOf(nowhere, { at: 'account', changes: false }), 'allowed');
    const gone = { ...nowhere, principal: { ...principal, active: false } };
    assert.equal(reasonOf(gone, { at: 'account', changes: false }), 'principal_inactive');
  });
});

describe('what the wire says', () => {
  it('does not tell an absent thing from a hidden one', () => {
    const [unknown, ...others] = (
      [
        'company_unknown',
        'not_in_company',
        'company_left_out',
        'environment_mismatch',
        'project_unknown',
        'tool_none_on_single',
        'item_hidden',
      ] as const
    ).map(refusalOf);
    for (const other of others) assert.deepEqual(other, unknown);
    assert.equal(unknown?.status, 404);
  });

  it('says "not connected" with the text that clients compare', () => {
    for (const reason of ['app_disconnected', 'app_not_installed', 'account_absent'] as const) {
      assert.deepEqual(refusalOf(reason), { status: 403, errors: [NOT_CONNECTED] });
    }
  });

  it('challenges every dead credential with invalid_token, and never names what died', () => {
    const dead = [
      'token_revoked',
      'client_disabled',
      'grant_revoked',
      'family_dead',
      'account_ceased',
    ] as const;
    for (const reason of dead) {
      const { status, errors, headers } = refusalOf(reason);
      assert.deepEqual([status, errors], [401, ['The access token is invalid']]);
      assert.match(headers?.['www-authenticate'] ?? '', /^Bearer realm="[^"]+", error="invalid_token"/);
    }
  });
});

describe('explain', () => {
  it('tells every term that is in the way, where decide tells the first', () => {
    const facts = {
      ...engineer,
      company: { ...company, installation: 'disconnected' as const },
      project: null,
    };
    const failing = explain(facts, read).filter(({ holds }) => !holds);
    assert.deepEqual(
      failing.map(({ term, reason }) => [term, reason]),
      [
        ['app_in_company', 'app_disconnected'],
        ['project', 'project_unknown'],
      ],
    );
    assert.deepEqual(
      explain(engineer, read).map(({ term }) => term),
      ['token', 'grant', 'principal', 'consent', 'app_in_company', 'project', 'level', 'item'],
    );
  });
});
