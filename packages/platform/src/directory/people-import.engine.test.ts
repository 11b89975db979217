import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { recordStatements, testEngine } from '@gatehouse/database/testing';
import { PeopleImport } from '@gatehouse/wire';
import { Check } from 'typebox/value';
import { type CompanyStage, setCompanyStage } from '../installations/company-stage.test-support.ts';

describe('people from a spreadsheet', () => {
  let stage: CompanyStage;
  before(async () => {
    stage = await setCompanyStage();
  });
  after(() => stage[Symbol.asyncDispose]());

  async function send(csv: string, dryRun: boolean, invite?: boolean) {
    const { status, body } = await stage.admin.call<PeopleImport>('POST', `${stage.base}/people/import`, {
      import: { csv, dry_run: dryRun, invite },
    });
    assert.equal(status, 200, JSON.stringify(body));
    assert.ok(Check(PeopleImport, body), JSON.stringify(body));
    return body;
  }
  const found = async (search: string) => {
    const path = `/rest/v1.0/companies/${stage.companyId}/people?view=extended&filters[search]=${search}`;
    return (await stage.admin.call<{ name: string; user_id: number | null }[]>('GET', path)).body;
  };

  const csv = [
    '\uFEFFLast Name;First name;Email;City;Shoe size',
    'Sheet;Ada;ada@sheet.example;"Boise; ID";38',
    'Sheet;;;Ely;',
    ';Nameless;nameless@sheet.example;;',
    'Sheet;Twice;ADA@sheet.example;;',
    '"Two\nLines";Bo;not an address;;',
  ].join('\r\n');

  it('are previewed row by row, with every fault in its field, and nothing is written', async () => {
    const preview = await send(csv, true);
    assert.deepEqual(
      preview.rows.map(({ line, action, errors }) => [line, action, Object.keys(errors)]),
      [
        [2, 'create', []],
        [3, 'create', []],
        [4, 'none', ['last_name']],
        [5, 'none', ['email_address']],
        [7, 'none', ['email_address']],
      ],
    );
    assert.deepEqual([preview.created, preview.updated, preview.failed], [2, 0, 3]);
    assert.deepEqual(await found('sheet'), []);
  });

  it('are taken in as the preview said, and a second time are the same people', async () => {
    const preview = await send(csv, true);
    const done = await send(csv, false);
    assert.deepEqual(done, preview);
    const people = await found('sheet');
    assert.deepEqual(
      people.map(({ name, user_id }) => [name, user_id !== null]),
      [
        ['Ada Sheet', true],
        ['Sheet', false],
      ],
    );
    const again = await send('last_name,email,job_title\nSheet,ada@sheet.example,Engineer\n', false);
    assert.deepEqual([again.created, again.updated, again.failed], [0, 1, 0]);
  });

  it('are asked to join by mail where that is wished: those who are new and have an address, once', async () => {
    const invitations = `${stage.base}/invitations?per_page=100`;
    const asked = async () =>
      (await stage.admin.call<{ person: { login: string } }[]>('GET', invitations)).body
        .map(({ person }) => person.login)
        .filter((login) => login.endsWith('@asked.example'));
    const list = 'last_name,email\nAsked,one@asked.example\nAsked,\nAsked,two@asked.example\nAsked,wrong';
    assert.equal((await send('last_name,email\nAsked,not@asked.example', false)).invited, 0);
    assert.deepEqual([(await send(list, true, true)).invited, await asked()], [2, []]);
    assert.equal((await send(list, false, true)).invited, 2);
    assert.deepEqual((await asked()).sort(), ['one@asked.example', 'two@asked.example']);
    const mails = await stage.platform.house.database.read((tx) =>
      tx.selectFrom('mails').select('address').where('address', 'like', '%@asked.example').execute(),
    );
    assert.deepEqual(mails.map(({ address }) => address).sort(), ['one@asked.example', 'two@asked.example']);
    assert.equal(
      (await send(list, false, true)).invited,
      0,
      'who is there already is changed, and not asked',
    );
  });

  it('are known by the headings of either language, whatever the marks', async () => {
    const { rows } = await send(
      'Nombre;Apellidos;Correo electrónico;Código postal\nInés;Peña;ines@pena.example;28001',
      true,
    );
    assert.deepEqual(rows[0]?.person, {
      first_name: 'Inés',
      last_name: 'Peña',
      email_address: 'ines@pena.example',
      zip: '28001',
    });
  });

  it('that cannot be read at all, or come from a member, are refused', async () => {
    const path = `${stage.base}/people/import`;
    for (const text of ['name,email\nX,x@x.example', 'last_name\n"open'])
      assert.equal((await stage.admin.call('POST', path, { import: { csv: text } })).status, 422, text);
    const jim = await stage.visitor('Jim Carter');
    assert.equal((await jim.call('POST', path, { import: { csv } })).status, 403);
  });

  it('are read once, before anything is written, however many lines there are', async () => {
    const empty = `last_name${'\n'.repeat(50_000)}`;
    const statements = await recordStatements(testEngine, async () => {
      assert.deepEqual((await send(empty, true)).rows, []);
    });
    assert.ok(statements.length < 100, `${statements.length} statements`);
    const many = `last_name\n${'Sheet\n'.repeat(5_001)}`;
    const answer = await stage.admin.call('POST', `${stage.base}/people/import`, { import: { csv: many } });
    assert.deepEqual([answer.status, Object.keys(answer.body.errors as object)], [422, ['csv']]);
  });
});
