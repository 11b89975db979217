import assert from 'node:assert/strict';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { after, before, describe, it } from 'node:test';
import { openMachines, type TwoMachines } from '../commands/two-machines.test-support.ts';

describe('a watched folder, with a day between two looks', () => {
  let machines: TwoMachines;
  before(async () => {
    machines = await openMachines('jim', { DRIVE_LOOK_EVERY: '86400' });
    await machines.linked();
    for (const home of ['office', 'site'] as const) {
      await machines.enrolled(home);
      await machines.mounted(home);
    }
  });
  after(() => machines[Symbol.asyncDispose]());

  it('has what was saved on another machine, because Link says that there is something', async () => {
    await using watching = machines.watch('site');
    await writeFile(machines.at('office', 'first.txt'), 'one');
    await machines.done('office', 'sync', machines.at('office'));
    await machines.until(async () => (await readFile(machines.at('site', 'first.txt'), 'utf8')) === 'one');
    // Not the look with which listening begins: these come one after the other.
    for (const text of ['two', 'three']) {
      await mkdir(machines.at('office', text));
      await writeFile(machines.at('office', text, 'told.txt'), text);
      await machines.done('office', 'sync', machines.at('office'));
      await machines.until(
        async () => (await readFile(machines.at('site', text, 'told.txt'), 'utf8')) === text,
      );
    }
    assert.equal(await watching.end(), 0);
  });
});
