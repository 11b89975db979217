import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Visitor } from '../../developer-portal/portal-stage.test-support.ts';
import { type CompanyStage, setCompanyStage } from '../../installations/company-stage.test-support.ts';
import { faultsOf, filled, type Known, type Step } from './step.test-support.ts';
import {
  companyDocumentWrites,
  directoryWrites,
  documentWrites,
  permissionWrites,
  projectWrites,
} from './writes.test-support.ts';

describe('writes answer as the wire reference says, in status, fields and errors', () => {
  let stage: CompanyStage;
  let known: Known;
  let people: Readonly<Record<NonNullable<Step['as']>, Visitor>>;
  before(async () => {
    stage = await setCompanyStage();
    people = {
      reader: await stage.visitor('Jim Carter'),
      nobody: await stage.visitor('Sam Okafor'),
      stranger: await stage.newcomer('Stranger'),
    };
    known = { company: stage.companyId, person: people.reader.personId };
  });
  after(() => stage[Symbol.asyncDispose]());

  for (const [of, steps] of Object.entries({
    projects: projectWrites,
    directory: directoryWrites,
    permissions: permissionWrites,
    documents: documentWrites,
    'company documents': companyDocumentWrites,
  }))
    it(`of ${of}, step by step`, async () => {
      if (of === 'permissions') await join();
      const faults: string[] = [];
      for (const step of steps) {
        // What follows may need what this was to make.
        if (faults.length > 0) break;
        const answer = await send(step);
        for (const fault of faultsOf(step, answer))
          faults.push(`${step.call} ${JSON.stringify(step.body)}: ${fault}`);
        const { id } = (answer.body ?? {}) as { id?: number };
        if (step.makes !== undefined && id !== undefined) known = { ...known, [step.makes]: id };
      }
      assert.deepEqual(faults, []);
    });

  /** Jim, without any level, into the project that was made. */
  async function join(): Promise<void> {
    const step = { call: 'POST /rest/v1.0/projects/{project}/users/{person}/actions/add', status: 201 };
    assert.deepEqual(
      faultsOf(step, await send({ ...step, body: { user: { permission_template_id: null } } })),
      [],
    );
  }

  async function send({ call, body, form, as }: Step): Promise<{ status: number; body: unknown }> {
    const [method = '', path = ''] = filled(call, known).split(' ');
    const who = as === undefined ? stage.admin : people[as];
    const company = { 'procore-company-id': String(stage.companyId) };
    if (form === undefined)
      return await who.call(method, path, body === undefined ? undefined : filled(body, known), company);
    const sent = new FormData();
    for (const [name, value] of Object.entries(filled(form, known))) sent.set(`file[${name}]`, String(value));
    sent.set('file[data]', new Blob(['%PDF-'], { type: 'application/pdf' }), 'sent.pdf');
    const headers = { ...who.headers(), ...company };
    const answer = await fetch(new URL(path, stage.platform.url), { method, headers, body: sent });
    return { status: answer.status, body: await answer.json() };
  }
});
