import assert from 'node:assert/strict';
import { test } from 'node:test';
import { markdownOf } from './markdown.ts';

const now = new Date('2026-10-05T02:00:00Z');
const document = (path: string, updatedAt: string) => ({ path, size: 12, updatedAt: new Date(updatedAt) });

test('the report names what changed in the last day and counts the rest', () => {
  const documents = [
    document('Drawings/A-101.txt', '2026-10-04T09:00:00Z'),
    document('Minutes.txt', '2026-09-01T09:00:00Z'),
  ];
  const report = markdownOf([{ company: 'Ridgeline', projects: [{ project: 'Harbor', documents }] }], now);
  assert.equal(
    report,
    [
      '# Nightly report of 2026-10-05',
      '',
      '## Ridgeline',
      '',
      '### Harbor',
      '',
      '2 documents, 1 new or changed in the last day.',
      '',
      '| Document | Bytes | Changed |',
      '| --- | ---: | --- |',
      '| Drawings/A-101.txt | 12 | 2026-10-04T09:00:00.000Z |',
      '',
    ].join('\n'),
  );
});

test('what could not be read is said in its place', () => {
  const report = markdownOf(
    [
      { company: 'Gone', projects: 'disconnected' },
      { company: 'Empty', projects: [] },
      { company: 'Closed', projects: [{ project: 'Vault', documents: { refused: 'No permission.' } }] },
    ],
    now,
  );
  assert.match(report, /## Gone\n\nDisconnected while/);
  assert.match(report, /## Empty\n\nNo project is permitted\./);
  assert.match(report, /### Vault\n\nNot readable: No permission\./);
  assert.match(markdownOf([], now), /No company has installed this app\./);
});

test('a name that is markup stays a name', () => {
  const documents = [document('a | b <img>.txt', '2026-10-04T09:00:00Z')];
  const report = markdownOf([{ company: '# *x*', projects: [{ project: 'p', documents }] }], now);
  assert.match(report, /^## \\# \\\*x\\\*$/m);
  assert.match(report, /a \\\| b \\<img\\>\.txt/);
});
