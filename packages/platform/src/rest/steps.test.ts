import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { Refused, RestReply } from './rest-call.ts';
import { inSteps, type Step } from './steps.ts';

const bySize = (size: number) => ({ rows: (body: readonly number[]) => body.length, size: () => size });
const rowsOf = (body: readonly number[], { from, to }: Step) => body.slice(from, to);

describe('a body of many rows', () => {
  it('is done whole, each row once and in its order, in units of no more than so many', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat()), fc.integer({ min: 1, max: 9 }), async (body, size) => {
        const answer = await inSteps(bySize(size), body, async (step) => {
          const rows = rowsOf(body, step);
          assert.ok(rows.length <= size);
          return { status: rows.includes(0) ? 207 : 200, body: { data: { rows }, count: rows.length } };
        });
        const status = body.includes(0) ? 207 : 200;
        assert.deepEqual(answer, { status, body: { data: { rows: body }, count: body.length } });
      }),
    );
  });

  it('ends where a step is refused, and says so', async () => {
    const seen: number[] = [];
    const run = async ({ from }: Step): Promise<RestReply | Refused> => {
      seen.push(from);
      return from < 4 ? { status: 200, body: { rows: [from] } } : { refused: 'level_too_low' };
    };
    assert.deepEqual(await inSteps(bySize(2), Array(10).fill(1), run), { refused: 'level_too_low' });
    assert.deepEqual(seen, [0, 2, 4]);
  });
});
