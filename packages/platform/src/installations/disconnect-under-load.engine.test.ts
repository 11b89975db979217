import assert from 'node:assert/strict';
import { it } from 'node:test';
import { NOT_CONNECTED } from '@gatehouse/wire';
import { forPeople, setCompanyStage } from './company-stage.test-support.ts';

it('under load from two nodes, a disconnect binds on the first call after it is acknowledged, in that company alone', async () => {
  await using stage = await setCompanyStage();
  const nodes = [stage.platform.url, (await stage.platform.startNode()).house.issuer];
  const app = await stage.publish('Under load', forPeople);
  const { id } = await stage.install(app);
  // Jim is in both companies; where members may install, his Allow has brought the app to the other one.
  const jim = await stage.allow(app, 'Jim Carter');
  const companies = [stage.companyId, stage.otherCompanyId];
  let ended = false;
  let acknowledgements = 0;
  let disconnected = false;
  let connected = true;
  const seen = { allowed: 0, refused: 0, elsewhere: 0 };

  /** Calls without a pause, and holds every answer against what was acknowledged before the call was sent. */
  async function lane(node: string, companyId: number): Promise<void> {
    while (!ended) {
      const before = { acknowledgements, disconnected, connected };
      const { status, body } = await stage.rest(
        jim.accessToken,
        `/rest/v1.0/projects?company_id=${companyId}`,
        node,
      );
      if (companyId !== stage.companyId) {
        assert.equal(status, 200, 'another company noticed');
        seen.elsewhere += 1;
        continue;
      }
      const undisturbed = acknowledgements === before.acknowledgements;
      if (status === 403) assert.deepEqual(body, { errors: [NOT_CONNECTED] });
      if (before.disconnected && undisturbed) assert.equal(status, 403, 'a call passed after the disconnect');
      if (before.connected && undisturbed) assert.equal(status, 200, 'a call was refused while connected');
      if (status === 200) seen.allowed += 1;
      else seen.refused += 1;
    }
  }
  const lanes = nodes.flatMap((node) =>
    companies.flatMap((company) => [0, 1].map(() => lane(node, company))),
  );

  const step = async (name: 'disconnect' | 'reconnect') => {
    // From here to the answer either is right: the change is under way.
    connected = false;
    disconnected = false;
    acknowledgements += 1;
    const { status } = await stage.admin.call('POST', `${stage.base}/installations/${id}/${name}`, {});
    assert.equal(status, 200);
    disconnected = name === 'disconnect';
    connected = name === 'reconnect';
    acknowledgements += 1;
    // The first call after the acknowledgement, on each node.
    const path = `/rest/v1.0/projects?company_id=${stage.companyId}`;
    const answers = await Promise.all(nodes.map((node) => stage.rest(jim.accessToken, path, node)));
    for (const answer of answers) assert.equal(answer.status, name === 'disconnect' ? 403 : 200);
  };
  const played = (async () => {
    for (let turn = 0; turn < 5; turn += 1) {
      await step('disconnect');
      await step('reconnect');
    }
    await step('disconnect');
  })().finally(() => {
    ended = true;
  });
  await Promise.all([played, ...lanes]);
  assert.ok(seen.allowed > 0 && seen.refused > 0 && seen.elsewhere > 0, JSON.stringify(seen));

  const refreshed = await stage.token({
    grant_type: 'refresh_token',
    refresh_token: jim.refreshToken,
    client_id: app.clientId,
    client_secret: app.clientSecret,
  });
  assert.equal(refreshed.status, 200);
  const fresh = String(refreshed.body.access_token);
  for (const node of nodes) {
    const [here, elsewhere] = await Promise.all(
      companies.map((company) => stage.rest(fresh, `/rest/v1.0/projects?company_id=${company}`, node)),
    );
    assert.deepEqual([here?.status, elsewhere?.status], [403, 200]);
  }
});
