import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Visitor } from '../../developer-portal/portal-stage.test-support.ts';
import { type CompanyStage, setCompanyStage } from '../../installations/company-stage.test-support.ts';
import { companiesAndProjects } from './companies-and-projects.test-support.ts';
import { companyDirectory } from './company-directory.test-support.ts';
import { documents } from './documents.test-support.ts';
import { type Fields, filledPaths, optionalPaths } from './endpoint.test-support.ts';
import { everyStep } from './every-step.test-support.ts';
import { faultsOf, filled, type Known, keptOf, type Sent, type Step } from './step.test-support.ts';

/** What a job has done is not told before it is done: its own tests hold that to its schema. */
const toldLater = /^(success|failed)[?]/;

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
    known = { company: stage.companyId, person: people.reader.personId, wantedApp: await wantedApp() };
  });
  after(() => stage[Symbol.asyncDispose]());

  const filledAt = new Set<string>();
  for (const [of, steps] of Object.entries(everyStep))
    it(`of ${of}, step by step`, async () => {
      if (of === 'permissions') await join();
      const faults: string[] = [];
      for (const step of steps) {
        // What follows may need what this was to make.
        if (faults.length > 0) break;
        const answer = await send(step);
        for (const fault of faultsOf(step, answer))
          faults.push(`${step.call} ${JSON.stringify(step.body)}: ${fault}`);
        if (faults.length === 0) known = { ...known, ...keptOf(step, answer) };
        for (const path of filledPaths(step.fields ?? {}, answer.body)) filledAt.add(innermost(path));
      }
      assert.deepEqual(faults, []);
    });

  it('and so is what may be missing, for each of it was there in one of these answers, or of those to reads', () => {
    const all = (fields: readonly Fields[]) => new Set(fields.flatMap(optionalPaths).map(innermost));
    const inSteps = all(Object.values(everyStep).flatMap((steps) => steps.map(({ fields = {} }) => fields)));
    const inReads = all(
      [...companiesAndProjects, ...companyDirectory, ...documents].map(({ fields }) => fields),
    );
    const unseen = [...inSteps.difference(filledAt).difference(inReads)];
    assert.deepEqual(
      unseen.filter((path) => !toldLater.test(path)),
      [],
    );
  });

  /** The client id of an app that somebody of the company asked for, so that the company knows it. */
  async function wantedApp(): Promise<string> {
    const app = await stage.publish('Wanted');
    const policy = (user_installs: boolean) =>
      stage.admin.call('PATCH', `${stage.base}/app_policy`, { user_installs });
    await policy(false);
    await stage.allow(app, 'Ana Torres');
    await policy(true);
    return app.clientId;
  }

  /** Jim, without any level, into the project that was made. */
  async function join(): Promise<void> {
    const step = { call: 'POST /rest/v1.0/projects/{project}/users/{person}/actions/add', status: 201 };
    assert.deepEqual(
      faultsOf(step, await send({ ...step, body: { user: { permission_template_id: null } } })),
      [],
    );
  }

  async function send({ call, body, form, bytes, given, as, text }: Step): Promise<Sent> {
    const [method = '', path = ''] = filled(call, known).split(' ');
    const url = new URL(path, stage.platform.url);
    if (bytes !== undefined) return await sendBytes(method, url, bytes, given);
    const who = as === undefined ? stage.admin : people[as];
    const company = { 'procore-company-id': String(stage.companyId) };
    if (text !== undefined) {
      const answer = await fetch(url, { method, headers: { ...who.headers(), ...company } });
      return { status: answer.status, headers: answer.headers, body: await answer.text() };
    }
    if (form === undefined)
      return await who.call(method, path, body === undefined ? undefined : filled(body, known), company);
    const sent = new FormData();
    for (const [name, value] of Object.entries(filled(form, known))) sent.set(`file[${name}]`, String(value));
    sent.set('file[data]', new Blob(['%PDF-'], { type: 'application/pdf' }), 'sent.pdf');
    const answer = await fetch(url, { method, headers: { ...who.headers(), ...company }, body: sent });
    return { status: answer.status, headers: answer.headers, body: await answer.json() };
  }

  /** To where an upload's bytes go: the bytes alone, or the fields that were given and the file last. */
  async function sendBytes(method: string, url: URL, bytes: string, given?: string): Promise<Sent> {
    const sent = new FormData();
    if (given !== undefined)
      for (const [name, value] of Object.entries(filled(given, known))) sent.set(name, String(value));
    sent.set('file', new Blob([bytes]), 'sent');
    const answer = await fetch(url, { method, body: given === undefined ? bytes : sent });
    await answer.text();
    return { status: answer.status, headers: answer.headers, body: null };
  }
});

/** A field from the last on that may be missing: what a thing holds is the same wherever the thing stands. */
function innermost(path: string): string {
  return /[^.]*[?][.][^?]*$/.exec(path)?.[0] ?? path;
}
