import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { companiesAndProjects } from './companies-and-projects.test-support.ts';
import { companyDirectory } from './company-directory.test-support.ts';
import { deliveries } from './deliveries.test-support.ts';
import { documents } from './documents.test-support.ts';
import type { Fields } from './endpoint.test-support.ts';
import { everyStep } from './every-step.test-support.ts';
import { reference } from './reference.test-support.ts';
import type { Step } from './step.test-support.ts';

/** `GET /rest/v1.0/files/{}`: the endpoint that a call is of. */
function endpointOf(call: string): string {
  const [path = ''] = call.split('?');
  return path.replace(/\{\w*\}|(?<=\/)\d+(?=\/|$)/g, '{}');
}

/** Whether a step holds an answer that was a success to its fields, or to having nothing to show. */
function holdsFields({ status, fields, text }: Step): boolean {
  if (status >= 300) return false;
  return status === 204 || status === 202 || fields !== undefined || text !== undefined;
}

/** Of what is in these nothing can be said. */
const unsaid = {
  'their keys are whoever wrote them': [
    'custom_fields',
    'user_access_levels',
    'permissions',
    'instance_configuration',
    'manifest',
    'event',
    'response_headers',
    'destination_headers',
    'errors',
  ],
  'no project has one': [
    'project_stage',
    'project_template',
    'parent_job',
    'persistent_message',
    'office',
    'project_type',
    'program',
    'departments',
    'open_items',
  ],
  'nobody belongs to a vendor': ['vendor'],
  'no app has any': [
    'helpful_links',
    'feature_bullets',
    'requirements',
    'pictures',
    'videos',
    'post_installation_instruction.page',
  ],
  'nothing is left out': ['except'],
  'timecards are no tool here': [
    'timesheet_enabled_cost_type',
    'timesheet_type',
    'rounding_configuration',
    'timecard_should_track_location',
    'projects_timecard_in_out_enabled',
    'projects_timecard_default_lunch_time',
    'projects_timecard_default_start_time',
    'projects_timecard_default_stop_time',
    'projects_timecard_lunch_time_tracking',
    'timecard_employees_can_select_non_budgeted_items',
  ],
} as const;

/** Objects and lists of which it is not looked at what they hold. */
function unopened(fields: Fields): string[] {
  const open: readonly string[] = Object.values(unsaid).flat();
  return Object.entries(fields).flatMap(([name, type]) => {
    const holds = /object|array/.test(type);
    const within = Object.keys(fields).some(
      (other) => /^\??[.]/.test(other.slice(name.length)) && other.startsWith(name),
    );
    const known = open.some((each) => name === each || name.endsWith(`.${each}`));
    return holds && !within && !known ? [name] : [];
  });
}

describe('the contract suite', () => {
  const reads = [...companiesAndProjects, ...companyDirectory, ...documents, ...deliveries];
  const held = new Set([
    ...reads.map(({ path }) => endpointOf(`GET ${path}`)),
    ...Object.values(everyStep)
      .flat()
      .filter(holdsFields)
      .map(({ call }) => endpointOf(call)),
  ]);

  for (const [section, rows] of Object.entries(reference))
    it(`holds every endpoint of ${section} of the wire reference to fields and types`, () => {
      assert.deepEqual(
        rows.filter((row) => !held.has(row)),
        [],
      );
    });

  it('opens every object and every list of an answer', () => {
    const answers = [
      ...reads.map(({ path, fields }) => ({ of: path, fields })),
      ...Object.values(everyStep)
        .flat()
        .map(({ call, fields = {} }) => ({ of: call, fields })),
    ];
    assert.deepEqual(
      answers.flatMap(({ of, fields }) => unopened(fields).map((name) => `${of}: ${name}`)),
      [],
    );
  });

  it('does not take a call that is refused, or of which nothing is looked at, for one that is held', () => {
    const call = 'GET /rest/v1.0/me';
    assert.equal(holdsFields({ call, status: 200 }), false);
    assert.equal(holdsFields({ call, status: 403, fields: {} }), false);
    assert.equal(
      endpointOf('GET /rest/v2.1/companies/{company}/uploads/{u}/parts/1/url?a=1'),
      'GET /rest/v2.1/companies/{}/uploads/{}/parts/{}/url',
    );
  });
});
