import assert from 'node:assert/strict';
import { test } from 'node:test';
import { circlesBetweenRooms } from './rooms.ts';

function circles(files: Record<string, string>): string[] {
  return circlesBetweenRooms(
    Object.entries(files).map(([path, text]) => ({ path: `packages/platform/src/${path}`, text })),
  );
}

test('rooms that need each other are caught, over three rooms too, and told once', () => {
  const found = circles({
    'apps/app.ts': "import { token } from '../tokens/token.ts';",
    'tokens/token.ts': "import { level } from '../access/level.ts';",
    'access/level.ts': "import { app } from '../apps/app.ts';",
  });
  assert.equal(found.length, 1);
  assert.match(
    found[0] ?? '',
    /^apps → tokens → access → apps: apps\/app\.ts imports \.\.\/tokens\/token\.ts; /,
  );
});

test('types, tests and the wiring above the rooms may point both ways', () => {
  assert.deepEqual(
    circles({
      'compose.ts': "import { app } from './apps/app.ts';",
      'apps/app.ts': "import { token } from '../tokens/token.ts';\nimport { x } from '../compose.ts';",
      'tokens/token.ts': "import type { App } from '../apps/app.ts';",
      'tokens/token.test.ts': "import { app } from '../apps/app.ts';",
    }),
    [],
  );
});
