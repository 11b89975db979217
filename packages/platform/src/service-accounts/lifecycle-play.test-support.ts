import assert from 'node:assert/strict';
import type { Manifest } from '@gatehouse/wire';
import type { LevelName, tools } from '../access/levels.ts';
import type { Version } from '../apps/version-store.ts';
import { changeEmail } from '../directory/change-email.ts';
import { addProjectMember } from '../directory/members.ts';
import { setCompanyLevel, setProjectLevel } from '../directory/tool-levels.ts';
import { changePolicy } from '../installations/policy/change-policy.ts';
import { type AskedStep, installApp, takeStep } from '../installations/take-step.ts';
import type { TestPlatform } from '../testing/start-platform.ts';
import type { DrawnStep } from './lifecycle-steps.test-support.ts';
import {
  contactOf,
  type LifecycleWorld,
  makeWorld,
  publish,
  system,
  type WorldApp,
  type WorldCompany,
} from './lifecycle-world.test-support.ts';
import { findAccount } from './service-account-store.ts';
import { configure, regenerate } from './traditional-steps.ts';

/** What companies have said, kept beside the platform and apart from it. */
export interface Said {
  standing: 'not_installed' | 'connected' | 'disconnected' | 'uninstalled';
  approved: Version | null;
  permitted: readonly number[];
  blocked: boolean;
  ceased: boolean;
  /** Somebody changed the contact's levels by hand since the last approval. */
  touched: boolean;
}

export interface Play {
  readonly world: LifecycleWorld;
  /** Whether the platform took the step; what companies have said changes with it, and only then. */
  take(step: DrawnStep): Promise<boolean>;
  said(company: WorldCompany, app: WorldApp): Said;
  /** How often the traditional account's secret was regenerated. */
  epoch(): number;
}

/** A fresh world in which steps are taken, and what the platform agreed to is written down. */
export async function begin({ house }: Pick<TestPlatform, 'house'>, mark: string): Promise<Play> {
  const world = await makeWorld(house, mark);
  const said = new Map<string, Said>();
  const latest = new Map<WorldApp, Version>();
  let epoch = 0;
  let semver = 0;
  const fresh = (): Said => ({
    standing: 'not_installed',
    approved: null,
    permitted: [],
    blocked: false,
    ceased: false,
    touched: false,
  });
  const of = (company: WorldCompany, app: WorldApp): Said => {
    const key = `${company.id} ${app.id}`;
    const known = said.get(key) ?? fresh();
    said.set(key, known);
    return known;
  };
  const pick = ({ company, app }: { company: number; app: number }) => {
    const pair = { company: world.companies[company], app: world.apps[app] };
    assert.ok(pair.company && pair.app);
    return { company: pair.company, app: pair.app };
  };

  async function take(drawn: DrawnStep): Promise<boolean> {
    switch (drawn.step) {
      case 'publish': {
        const app = world.apps[drawn.app] ?? assert.fail();
        semver += 1;
        const wanted = drawn.components as Manifest['components'];
        latest.set(app, await publish(house, app, `1.0.${semver}`, wanted, world.adminId));
        return true;
      }
      case 'configure':
      case 'regenerate':
        return await changeAccount(drawn);
      case 'set_level':
      case 'change_email':
        return await meddle(drawn);
      case 'block':
      case 'unblock':
        return await changeMind(drawn);
      default:
        return await administer(drawn);
    }
  }

  async function administer(drawn: Extract<DrawnStep, { company: number }>): Promise<boolean> {
    const { company, app } = pick(drawn);
    const word = of(company, app);
    const ids = 'projects' in drawn ? drawn.projects.map((index) => company.projects[index] ?? 0) : [];
    const version = latest.get(app) ?? null;
    const personId = world.adminId;
    const outcome = await house.database.write(async (tx) => {
      const installation = await tx
        .selectFrom('installations')
        .select('id')
        .where('company_id', '=', company.id)
        .where('app_id', '=', app.id)
        .executeTakeFirst();
      if (drawn.step === 'install') {
        const approval = { appId: app.id, version, permittedProjectIds: ids, personId };
        return await installApp(house, tx, system, company.id, approval);
      }
      const asked = { personId, step: drawn.step, projectIds: ids, versionId: version?.id ?? 0 };
      const step = drawn.step === 'reinstall' ? { ...asked, versionId: version?.id ?? null } : asked;
      return await takeStep(house, tx, system, company.id, installation?.id ?? 0, step as AskedStep);
    });
    if (outcome.kind !== 'done') return false;
    switch (drawn.step) {
      case 'install':
      case 'reinstall':
      case 'update':
        if (drawn.step !== 'update') word.standing = 'connected';
        word.approved = version;
        word.permitted = ids;
        word.ceased = false;
        word.touched = false;
        break;
      case 'permit_projects':
        word.permitted = ids;
        word.touched = false;
        break;
      case 'disconnect':
        word.standing = 'disconnected';
        break;
      case 'reconnect':
        word.standing = 'connected';
        break;
      default:
        word.standing = 'uninstalled';
        word.permitted = [];
    }
    return true;
  }

  async function changeMind(drawn: Extract<DrawnStep, { company: number }>): Promise<boolean> {
    const { company, app } = pick(drawn);
    const word = of(company, app);
    word.blocked = drawn.step === 'block';
    const blocked = world.apps.filter((each) => of(company, each).blocked).map(({ id }) => id);
    const { kind } = await house.database.write((tx) =>
      changePolicy(house, tx, system, company.id, { personId: world.adminId, update: { blocked } }),
    );
    // An app of which the company never heard cannot be put on its list.
    if (kind !== 'changed') word.blocked = false;
    return kind === 'changed';
  }

  /** What an admin of the directory may do to an account's contact behind its back. */
  async function meddle(drawn: Extract<DrawnStep, { step: 'set_level' | 'change_email' }>): Promise<boolean> {
    const { company, app } = pick(drawn as { company: number; app: number });
    const personId = await house.database.read((tx) => contactOf(tx, company, app));
    if (personId === undefined) return false;
    const word = of(company, app);
    await house.database.write(async (tx) => {
      if (!('tool' in drawn)) {
        const email = `${personId}-${house.clock.now()}-${Math.abs(semver)}@worlds.example`;
        return await changeEmail(house, tx, system, company.id, personId, email);
      }
      const change = { personId, tool: drawn.tool, level: drawn.level };
      if (drawn.project === null) return await setCompanyLevel(house, tx, system, company.id, change);
      const projectId = company.projects[drawn.project] ?? 0;
      const members = await tx
        .selectFrom('company_members')
        .select('person_id')
        .where('company_id', '=', company.id)
        .where('person_id', '=', personId)
        .where('removed_at', 'is', null)
        .execute();
      if (members.length > 0) await addProjectMember(house, tx, system, company.id, { projectId, personId });
      await setProjectLevel(house, tx, system, company.id, { ...change, projectId });
    });
    if ('tool' in drawn) word.touched = true;
    else word.ceased = true;
    return true;
  }

  async function changeAccount(
    drawn: Extract<DrawnStep, { step: 'configure' | 'regenerate' }>,
  ): Promise<boolean> {
    const [company] = world.companies;
    assert.ok(company);
    await house.database.write(async (tx) => {
      const account = (await findAccount(tx, company.id, world.account.id)) ?? assert.fail();
      if (!('asked' in drawn)) return await regenerate(house, tx, system, account);
      const held = (of: object) =>
        (Object.entries(of) as [(typeof tools)[number], LevelName][]).filter(([, each]) => each !== 'None');
      await configure(house, tx, system, account, {
        company: held(drawn.asked),
        projects: drawn.projects.map((index) => ({
          projectId: company.projects[index] ?? 0,
          tools: held(drawn.inProjects),
        })),
      });
    });
    if (!('asked' in drawn)) epoch += 1;
    return true;
  }

  return { world, take, said: of, epoch: () => epoch };
}
