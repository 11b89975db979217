import {
  CompanyUserUpdateBody,
  IdInput,
  Person,
  PersonCreateBody,
  ProjectUser,
  ProjectUserCreateBody,
} from '@gatehouse/wire';
import Type from 'typebox';
import type { House } from '../house.ts';
import { fieldErrors, refuse } from '../rest/rest-call.ts';
import { type RestRoute, restRoute } from '../rest/rest-route.ts';
import { findMember } from './member-store.ts';
import { companyUser, person, withoutNulls } from './member-view.ts';
import { givesTemplates, joinProject, templateErrors } from './project-team.ts';
import { faultReply, personInput, userInput, writingOf } from './user-input.ts';
import { isUser, memberEvents, portrait } from './user-routes.ts';
import { createMember, updateMember } from './write-member.ts';

const ProjectPath = Type.Object({ project_id: IdInput });
const ProjectIdPath = Type.Object({ project_id: IdInput, id: IdInput });
const project = '/rest/v1.0/projects/:project_id';

const mustBeActive = 'must be true for somebody who is to be in a project';

const runs = { kind: 'tool', tool: 'directory', at: 'project', level: 'Admin' } as const;
const names = ({ params }: { params: { project_id: number } }) => ({ projectId: params.project_id });

/**
 * People of a project whose company record is written on the way. Address, activity and company templates stay with
 * Admins of the company's Directory: who runs one project's does not reach beyond it.
 */
export function projectPeopleRoutes(house: House): RestRoute[] {
  return [...takenIn(house), ...changed(house)];
}

function takenIn(house: House): RestRoute[] {
  return [
    restRoute(house, {
      method: 'POST',
      path: `${project}/users`,
      summary: 'Takes a user into the company, and puts them into the project.',
      right: runs,
      audit: memberEvents,
      params: ProjectPath,
      body: ProjectUserCreateBody,
      upload: portrait,
      reply: Type.Partial(ProjectUser),
      names,
      async handle({ body, facts, origin, params, place, tx }) {
        const { permission_template_id: templateId, ...user } = body.user;
        const { companyId } = place;
        const projectId = params.project_id;
        if (templateId !== undefined && !givesTemplates(facts)) return refuse('level_too_low');
        // Before anything is written: a refusal must not leave somebody in the company who is not in the project.
        const unfit = await templateErrors(tx, companyId, projectId, templateId);
        if (unfit !== undefined) return fieldErrors(unfit);
        if (user.is_active === false) return fieldErrors({ is_active: [mustBeActive] });
        const writing = await writingOf(tx, facts, place.personId);
        const input = { ...userInput(user), kind: 'user' } as const;
        const outcome = await createMember(house, tx, origin, companyId, writing, input);
        if (outcome.kind === 'faults') return faultReply(outcome.faults);
        const personId = outcome.member.person_id;
        await mustJoin(joinProject(house, tx, origin, companyId, { projectId, personId, templateId }));
        const member = await findMember(tx, companyId, projectId, personId);
        return member === undefined
          ? refuse('item_hidden')
          : { status: 201, body: withoutNulls(companyUser(member)) };
      },
    }),
    restRoute(house, {
      method: 'POST',
      path: `${project}/people`,
      summary: 'Adds a contact to the project, who cannot sign in until an invitation is accepted.',
      right: runs,
      audit: memberEvents,
      params: ProjectPath,
      body: PersonCreateBody,
      reply: Person,
      names,
      async handle({ body, facts, origin, params, place, tx }) {
        const { companyId } = place;
        if (body.person.active === false) return fieldErrors({ active: [mustBeActive] });
        const writing = await writingOf(tx, facts, place.personId);
        const input = { ...personInput(body.person), kind: 'contact' } as const;
        const outcome = await createMember(house, tx, origin, companyId, writing, input);
        if (outcome.kind === 'faults') return faultReply(outcome.faults);
        const where = { projectId: params.project_id, personId: outcome.member.person_id };
        await mustJoin(joinProject(house, tx, origin, companyId, where));
        return { status: 201, body: person(outcome.member) };
      },
    }),
  ];
}

function changed(house: House): RestRoute[] {
  return [
    restRoute(house, {
      method: 'PATCH',
      path: `${project}/users/:id`,
      summary: 'Changes a user of the project; what is said holds in the whole company.',
      right: runs,
      on: 'single',
      audit: memberEvents,
      params: ProjectIdPath,
      body: CompanyUserUpdateBody,
      upload: portrait,
      reply: Type.Partial(ProjectUser),
      names,
      async handle({ body, facts, origin, params, place, tx }) {
        const known = await findMember(tx, place.companyId, params.project_id, params.id);
        if (!isUser(known)) return refuse('item_hidden');
        const writing = await writingOf(tx, facts, place.personId);
        const input = userInput(body.user);
        const outcome = await updateMember(house, tx, origin, place.companyId, writing, known, input);
        if (outcome.kind === 'faults') return faultReply(outcome.faults);
        const member = await findMember(tx, place.companyId, params.project_id, params.id);
        return isUser(member)
          ? { status: 200, body: withoutNulls(companyUser(member)) }
          : refuse('item_hidden');
      },
    }),
    restRoute(house, {
      method: 'PATCH',
      path: `${project}/users/inactive/:id`,
      summary: 'Switches a user of the project on again; only for Admins of the company’s Directory.',
      right: runs,
      on: 'single',
      audit: memberEvents,
      params: ProjectIdPath,
      reply: Type.Partial(ProjectUser),
      names,
      async handle({ facts, origin, params, place, tx }) {
        const known = await findMember(tx, place.companyId, params.project_id, params.id);
        if (!isUser(known) || known.removed_at === null) return refuse('item_hidden');
        const writing = await writingOf(tx, facts, place.personId);
        const input = { is_active: true, details: {} };
        const outcome = await updateMember(house, tx, origin, place.companyId, writing, known, input);
        if (outcome.kind === 'faults') return faultReply(outcome.faults);
        const member = await findMember(tx, place.companyId, params.project_id, params.id);
        return member === undefined
          ? refuse('item_hidden')
          : { status: 200, body: withoutNulls(companyUser(member)) };
      },
    }),
  ];
}

/** What was checked before cannot fail; if it does, the unit must not be kept. */
async function mustJoin(joining: ReturnType<typeof joinProject>): Promise<void> {
  const errors = await joining;
  if (errors !== undefined) throw new Error(`could not join the project: ${JSON.stringify(errors)}`);
}
