import fc from 'fast-check';
import { type LevelName, tools } from '../access/levels.ts';

const level = fc.constantFrom<LevelName>('None', 'Read Only', 'Standard', 'Admin');
const asked = fc.record({ documents: level, directory: level, admin: level }, { requiredKeys: [] });
const components = fc.record({
  user_level: fc.boolean(),
  service_account: fc.option(fc.record({ company: asked, project: asked }), { freq: 8 }),
});
const tool = fc.constantFrom(...tools);
/** Mostly one pair, for most steps mean something only after others on the same pair. */
const mostlyFirst = fc.constantFrom(0, 0, 0, 1);
const place = { company: mostlyFirst, app: mostlyFirst };
const projects = fc.subarray([0, 1]);

/** What may happen next, legal or not. */
export const drawnStep = fc.oneof(
  { weight: 3, arbitrary: fc.record({ step: fc.constant('publish'), app: place.app, components }) },
  {
    weight: 9,
    arbitrary: fc.record({
      step: fc.constantFrom('install', 'install', 'update', 'permit_projects', 'reinstall'),
      ...place,
      projects,
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      step: fc.constantFrom('disconnect', 'reconnect', 'uninstall', 'uninstall'),
      ...place,
    }),
  },
  { weight: 2, arbitrary: fc.record({ step: fc.constantFrom('block', 'unblock', 'unblock'), ...place }) },
  {
    weight: 5,
    arbitrary: fc.record({
      step: fc.constant('set_level'),
      ...place,
      project: fc.option(fc.nat({ max: 1 })),
      tool,
      level,
    }),
  },
  { weight: 1, arbitrary: fc.record({ step: fc.constant('change_email'), ...place }) },
  {
    weight: 3,
    arbitrary: fc.record({ step: fc.constant('configure'), asked, projects, inProjects: asked }),
  },
  { weight: 2, arbitrary: fc.record({ step: fc.constant('regenerate') }) },
);
export type DrawnStep = typeof drawnStep extends fc.Arbitrary<infer Step> ? Step : never;

const pair = { company: 0, app: 0 } as const;
const asksFor = (own: 'Read Only' | 'Standard') => ({
  user_level: true,
  service_account: { company: { directory: own }, project: { documents: own, directory: own } },
});

/** A sequence in which each kind of step is legal once, whatever chance brings. */
export const everyStep: DrawnStep[] = [
  { step: 'publish', app: 0, components: asksFor('Read Only') },
  { step: 'install', ...pair, projects: [0] },
  { step: 'permit_projects', ...pair, projects: [0, 1] },
  { step: 'set_level', ...pair, project: 0, tool: 'documents', level: 'Admin' },
  { step: 'disconnect', ...pair },
  { step: 'reconnect', ...pair },
  { step: 'publish', app: 0, components: asksFor('Standard') },
  { step: 'update', ...pair, projects: [1] },
  { step: 'block', ...pair },
  { step: 'unblock', ...pair },
  { step: 'change_email', ...pair },
  { step: 'uninstall', ...pair },
  { step: 'reinstall', ...pair, projects: [0, 1] },
  { step: 'configure', asked: { documents: 'Standard' }, projects: [0], inProjects: { documents: 'Admin' } },
  { step: 'regenerate' },
];
