import assert from 'node:assert/strict';
import { it } from 'node:test';
import fc from 'fast-check';
import { collaboratorRefusal, type Role } from './collaborators.ts';

const role = fc.constantFrom<Role>('owner', 'admin', 'developer');
const change = fc.record({
  by: fc.record({ role, isSubject: fc.boolean() }),
  from: fc.option(role),
  to: fc.option(role),
  owners: fc.integer({ min: 1, max: 3 }),
});

it('no change leaves an app without an owner', () => {
  fc.assert(
    fc.property(change, (asked) => {
      const losesOne = asked.from === 'owner' && asked.to !== 'owner';
      if (losesOne && asked.owners === 1) assert.equal(collaboratorRefusal(asked), 'last_owner');
    }),
  );
});

it('nobody rises, or raises others, above their own role', () => {
  fc.assert(
    fc.property(change, (asked) => {
      if (asked.to === null || collaboratorRefusal(asked) !== undefined) return;
      assert.notEqual(asked.by.role, 'developer');
      if (asked.to === 'owner') assert.equal(asked.by.role, 'owner');
    }),
  );
});

it('anybody may leave but the last owner', () => {
  fc.assert(
    fc.property(role, (from) => {
      const leaving = { by: { role: from, isSubject: true }, from, to: null, owners: 2 };
      assert.equal(collaboratorRefusal(leaving), undefined);
    }),
  );
});
