import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { readSettings } from './read-settings.ts';
import { setting } from './setting.ts';
import { settingsTable } from './settings-table.ts';

const definitions = {
  port: setting.integer('GATEHOUSE_PORT', { about: 'Where to listen.', from: 0, to: 65_535, fallback: 4600 }),
  issuer: setting.url('GATEHOUSE_ISSUER', { about: 'Who we are.' }),
  header: setting.choice('GATEHOUSE_COMPANY_HEADER', {
    about: 'How strict.',
    of: ['tolerant', 'strict'],
    fallback: 'tolerant',
  }),
  demo: setting.flag('GATEHOUSE_DEMO', { about: 'Load the demo.', fallback: true }),
  life: setting.duration('GATEHOUSE_ACCESS_TOKEN_TTL', {
    about: 'Life of access tokens.',
    from: 60_000,
    to: 86_400_000,
    fallback: 5_400_000,
  }),
  data: setting.path('GATEHOUSE_DATA_DIR', { about: 'Where data lies.', fallback: './data' }),
  keys: setting.text('GATEHOUSE_SECRET_KEYS', {
    about: 'Master keys.',
    pattern: /^[\w,-]{43,}$/,
    allowed: '32-byte keys in base64url, divided by commas',
    secret: true,
  }),
  end: setting.date('GATEHOUSE_WORK_UNTIL', { about: 'When it ends.', fallback: Date.UTC(2027, 2, 31) }),
  proxies: setting.list('GATEHOUSE_TRUSTED_PROXIES', { about: 'Who is believed.', fallback: [] }),
};

const read = (environment: Record<string, string>) => readSettings(definitions, environment);
const sentence = (message: string) => ({ name: 'SettingsError', message });

test('absent and empty variables take the fallback', () => {
  for (const environment of [{}, { GATEHOUSE_PORT: '', GATEHOUSE_ISSUER: ' ' }]) {
    assert.deepEqual(read(environment), {
      port: 4600,
      issuer: undefined,
      header: 'tolerant',
      demo: true,
      life: 5_400_000,
      data: './data',
      keys: undefined,
      end: Date.UTC(2027, 2, 31),
      proxies: [],
    });
  }
});

test('every kind reads its text', () => {
  const settings = read({
    GATEHOUSE_PORT: '0',
    GATEHOUSE_ISSUER: 'https://id.example',
    GATEHOUSE_COMPANY_HEADER: 'strict',
    GATEHOUSE_DEMO: 'off',
    GATEHOUSE_ACCESS_TOKEN_TTL: '90m',
    GATEHOUSE_TRUSTED_PROXIES: '10.0.0.1, 10.0.0.2',
  });
  assert.equal(settings.port, 0);
  assert.equal(settings.issuer?.href, 'https://id.example/');
  assert.equal(settings.header, 'strict');
  assert.equal(settings.demo, false);
  assert.equal(settings.life, 5_400_000);
  assert.deepEqual(settings.proxies, ['10.0.0.1', '10.0.0.2']);
});

test('a bare number of a duration means seconds', () => {
  assert.equal(read({ GATEHOUSE_ACCESS_TOKEN_TTL: '5400' }).life, 5_400_000);
});

test('a wrong value stops the start with one sentence: setting, value, what is allowed', () => {
  const cases: readonly [Record<string, string>, string][] = [
    [
      { GATEHOUSE_PORT: '65536' },
      'GATEHOUSE_PORT cannot be "65536": it must be a whole number from 0 to 65535.',
    ],
    [{ GATEHOUSE_PORT: '80a' }, 'GATEHOUSE_PORT cannot be "80a": it must be a whole number from 0 to 65535.'],
    [
      { GATEHOUSE_ISSUER: 'ftp://x' },
      'GATEHOUSE_ISSUER cannot be "ftp://x": it must be an absolute URL that starts with https:// or http://.',
    ],
    [
      { GATEHOUSE_COMPANY_HEADER: 'lax' },
      'GATEHOUSE_COMPANY_HEADER cannot be "lax": it must be tolerant or strict.',
    ],
    [{ GATEHOUSE_DEMO: 'yes' }, 'GATEHOUSE_DEMO cannot be "yes": it must be on or off.'],
    [{ GATEHOUSE_DEMO: 'constructor' }, 'GATEHOUSE_DEMO cannot be "constructor": it must be on or off.'],
    [
      { GATEHOUSE_ACCESS_TOKEN_TTL: '2d' },
      'GATEHOUSE_ACCESS_TOKEN_TTL cannot be "2d": it must be a duration from 1m to 1d, like 500ms, 90s, 30m, 2h or 7d.',
    ],
    ...['2027-04-31', '2027-3-1', '31.03.2027', '2027-03-31T00:00', 'today'].map(
      (given): [Record<string, string>, string] => [
        { GATEHOUSE_WORK_UNTIL: given },
        `GATEHOUSE_WORK_UNTIL cannot be "${given}": it must be a date like 2027-03-31.`,
      ],
    ),
    [
      { GATEHOUSE_TRUSTED_PROXIES: 'a,,b' },
      'GATEHOUSE_TRUSTED_PROXIES cannot be "a,,b": it must be a list of texts, divided by commas.',
    ],
  ];
  for (const [environment, message] of cases) assert.throws(() => read(environment), sentence(message));
});

test('a wrong secret is refused without being repeated', () => {
  assert.throws(
    () => read({ GATEHOUSE_SECRET_KEYS: 'hunter2' }),
    sentence(
      'GATEHOUSE_SECRET_KEYS has a value that is not allowed: it must be 32-byte keys in base64url, divided by commas.',
    ),
  );
});

test('a misspelt setting stops the start, with the likely meaning', () => {
  assert.throws(
    () => read({ GATEHOUSE_PROT: '80' }),
    sentence('GATEHOUSE_PROT is not a setting: did you mean GATEHOUSE_PORT?'),
  );
  assert.throws(
    () => read({ GATEHOUSE_FAVOURITE_COLOUR: 'blue' }),
    sentence('GATEHOUSE_FAVOURITE_COLOUR is not a setting.'),
  );
});

test('variables of others pass: another prefix, the tests, and those declared known', () => {
  const environment = {
    HOME: '/',
    GATEHOUSE_TEST_ENGINE: 'sqlite',
    GATEHOUSE_LINK_PORT: '1',
    GATEHOUSE_OTHER: '1',
  };
  assert.equal(readSettings(definitions, environment, ['GATEHOUSE_LINK_', 'GATEHOUSE_OTHER']).port, 4600);
});

test('no text makes reading fail in any other way than by its sentence', () => {
  const names = Object.values(definitions).map((definition) => definition.name);
  fc.assert(
    fc.property(fc.constantFrom(...names), fc.string({ unit: 'binary' }), (name, text) => {
      try {
        read({ [name]: text });
      } catch (error) {
        assert.ok(error instanceof Error && error.name === 'SettingsError' && error.message.startsWith(name));
      }
    }),
  );
});

test('the fallback in the table, set by hand, reads as the fallback', () => {
  for (const [key, definition] of Object.entries(definitions)) {
    if (definition.fallbackText === '') continue;
    const settings = read({ [definition.name]: definition.fallbackText });
    assert.deepEqual(settings[key as keyof typeof settings], definition.fallback);
  }
});

test('the table lists every setting once, in order, with its fallback', () => {
  const lines = settingsTable(definitions).trimEnd().split('\n');
  assert.equal(lines.length, 2 + Object.keys(definitions).length);
  assert.equal(lines[2], '| `GATEHOUSE_PORT` | `4600` | a whole number from 0 to 65535 | Where to listen. |');
  assert.match(lines[6] ?? '', /\| `90m` \|/);
  assert.match(lines[8] ?? '', /Master keys\. Secret\. \|$/);
});
