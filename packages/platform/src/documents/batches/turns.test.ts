import assert from 'node:assert/strict';
import { it } from 'node:test';
import { Turns } from './turns.ts';

it('a batch waits for those before it, and nobody for the many of another', async () => {
  const turns = new Turns({ inAll: 3, ofOnePerson: 2 });
  const began: string[] = [];
  const ends = new Map<string, () => void>();
  const take = async (personId: number, name: string) => {
    const end = await turns.take(personId);
    began.push(name);
    ends.set(name, end);
  };
  const end = async (name: string) => {
    ends.get(name)?.();
    await Promise.resolve().then(() => new Promise(setImmediate));
  };
  await Promise.all([take(1, 'a'), take(1, 'b')]);
  const later = [take(1, 'c'), take(2, 'd'), take(3, 'e'), take(1, 'f')];
  await end('none');
  assert.deepEqual(began, ['a', 'b', 'd']);
  // It came before e, but two of its person are there still once d is done.
  await end('d');
  assert.deepEqual(began, ['a', 'b', 'd', 'e']);
  await end('a');
  assert.deepEqual(began, ['a', 'b', 'd', 'e', 'c']);
  await end('e');
  await end('b');
  await Promise.all(later);
  assert.deepEqual(began, ['a', 'b', 'd', 'e', 'c', 'f']);
});
