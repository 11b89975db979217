import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { literalTexts } from './literal-text.test-support.ts';

const source = fileURLToPath(new URL('../', import.meta.url));

test('every word a person can see comes from the catalogues', () => {
  const files = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter((path) =>
    path.endsWith('.tsx'),
  );
  assert.ok(files.length > 10, 'the components were found');
  const found = files.flatMap((path) =>
    literalTexts(readFileSync(`${source}/${path}`, 'utf8')).map((text) => `${path}: ${text}`),
  );
  assert.deepEqual(found, []);
});

test('literal words are found wherever they would be shown or spoken', () => {
  const shown = [
    ['<p>Hello</p>', 'Hello'],
    ['<p>{"Hello"}</p>', 'Hello'],
    ['<p>{open ? "Yes" : t("no")}</p>', 'Yes'],
    ['<p>{open && `Yes`}</p>', 'Yes'],
    ['<button aria-label="Close" />', 'Close'],
    ['<Page title={`Home`} />', 'Home'],
    ['<Dialog confirm="Really" />', 'Really'],
    ['<Modal closeButtonProps={{ "aria-label": "Close" }} />', 'Close'],
  ] as const;
  for (const [jsx, word] of shown) assert.deepEqual(literalTexts(`const a = ${jsx};`), [word], jsx);
});

test('names for machines, numbers and punctuation are not words', () => {
  const quiet = [
    '<p className="lead" id={"x"}>{t("home.title")} · 3</p>',
    '<Link to="/connected-apps" params={{ a: "b" }}>{name}</Link>',
    '<svg viewBox="0 0 24 24"><path d="M1 1h2" /></svg>',
    '<Badge color={verified ? "gate" : "gray"} variant="light">{t("a")}</Badge>',
  ];
  for (const jsx of quiet) assert.deepEqual(literalTexts(`const a = ${jsx};`), [], jsx);
});
