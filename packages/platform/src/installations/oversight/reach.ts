import type { Reader } from '@gatehouse/database';
import type { PrincipalReach } from '@gatehouse/wire';
import { type Decision, decide, type Reason } from '../../access/decide.ts';
import type { Facts, Need } from '../../access/facts.ts';
import { type Level, levelFrom, levelName, levels, type Tool, tools } from '../../access/levels.ts';
import type { Moment } from '../../access/moment.ts';
import { loadFacts } from '../../access/snapshot-store.ts';
import type { Tables } from '../../schema/tables.ts';
import type { AppCredential } from '../credential-store.ts';
import { bearerOf, type ProjectFactsOf, type Reacher } from './reach-store.ts';

type ReachedTool = PrincipalReach['company'][number];

/** Who reaches, with which credential, where. */
export interface ReachQuestion {
  readonly companyId: number;
  readonly credential: AppCredential;
  readonly reacher: Reacher;
  readonly projects: ProjectFactsOf;
  readonly moment: Moment;
}

/**
 * What an app reaches as one principal, by `decide` itself: every tool of the company and of every project is asked
 * as a call would ask it. The company's facts come from the loader of the calls; those of the projects are filled in
 * from `loadProjects`, for a query per project and tool would cost the more the larger the company is.
 */
export async function reachOf(tx: Reader<Tables>, question: ReachQuestion): Promise<PrincipalReach> {
  const { companyId, credential, reacher, projects, moment } = question;
  const bearer = bearerOf(credential, reacher.familyId);
  const facts = new Map<Tool, Facts>();
  for (const tool of tools)
    facts.set(tool, await loadFacts(tx, { bearer, companyId, projectId: null, tool, ...moment }));
  return reachFrom(reacher, facts, projects);
}

/** Pure: from the facts of the company, by tool, and of its projects. */
function reachFrom(
  { personId, name }: Reacher,
  facts: ReadonlyMap<Tool, Facts>,
  { projects, ...known }: ProjectFactsOf,
): PrincipalReach {
  const reach: PrincipalReach = {
    person: { id: personId, name },
    refused: null,
    company: [],
    projects: [],
    refused_projects: [],
  };
  const refusals = new Map<Reason, number>();
  const [any] = facts.values();
  if (any !== undefined) reach.refused = reasonOf(decide(any, { at: 'company', changes: false }));
  for (const [tool, ofTool] of facts) {
    const decision = decide(ofTool, readOf('company', tool));
    if (decision.allowed) reach.company.push(reached(tool, decision.level));
  }
  for (const project of projects) {
    const reachedTools: ReachedTool[] = [];
    let refusal: Reason | null = null;
    for (const [tool, ofTool] of facts) {
      const decision = decide(inProject(ofTool, project.id, personId, tool, known), readOf('project', tool));
      if (decision.allowed) reachedTools.push(reached(tool, decision.level));
      else refusal ??= decision.reason;
    }
    if (reachedTools.length > 0) reach.projects.push({ project, tools: reachedTools });
    else if (refusal !== null) refusals.set(refusal, (refusals.get(refusal) ?? 0) + 1);
  }
  reach.refused_projects = [...refusals].map(([reason, count]) => ({ reason, projects: count }));
  return reach;
}

/** The facts of the same principal and tool, in one project. */
function inProject(
  facts: Facts,
  projectId: number,
  personId: number,
  tool: Tool,
  { permitted, disabled, archived, members, levels: held }: Omit<ProjectFactsOf, 'projects'>,
): Facts {
  return {
    ...facts,
    asked: { ...facts.asked, projectId },
    project: {
      permitted: permitted.has(projectId),
      member: members.has(`${personId}:${projectId}`),
      toolDisabled: disabled.has(`${projectId}:${tool}`),
      archived: archived.has(projectId),
    },
    levels: { ...facts.levels, project: levelFrom(held.get(`${personId}:${projectId}:${tool}`)) },
  };
}

/** The least that a tool lets anyone do; what is allowed beyond it is the level that the decision names. */
function readOf(at: 'company' | 'project', tool: Tool): Need {
  return { at, tool, level: levels['Read Only'], on: 'collection', changes: false };
}

function reasonOf(decision: Decision): Reason | null {
  return decision.allowed ? null : decision.reason;
}

function reached(tool: Tool, level: Level): ReachedTool {
  return { tool, level: levelName(level) };
}
