import type { Check } from '../checkup/check.ts';
import { checkCredentials } from '../checkup/credentials.ts';
import { checkMount } from '../checkup/folder.ts';
import { checkServer } from '../checkup/server.ts';
import { listMounts } from '../mounts/mount-list.ts';
import { tell } from '../terminal/terminal.ts';
import { Failure } from './failure.ts';
import type { Verb } from './verb.ts';

const marks = { good: '✓', warning: '!', bad: '✗' } as const;

export const doctor: Verb = {
  name: 'doctor',
  takes: '',
  about: 'verb.doctor',
  options: [],
  examples: ['doctor', 'doctor --json'],
  async run(call) {
    const { world, api, t } = call;
    const checks: Check[] = [...(await checkCredentials(world.env)), ...(await checkServer(world, api, t))];
    for (const mount of await listMounts(world.env)) checks.push(...(await checkMount(world, mount)));
    const told = checks.map(({ level, key, values }) => ({
      level,
      check: key.replace('check.', ''),
      ...values,
      text: t(key, values),
    }));
    tell(
      call,
      told,
      told.map(({ level, text }) => `${marks[level]} ${text}`),
    );
    const count = checks.filter(({ level }) => level === 'bad').length;
    if (count > 0) throw new Failure(5, 'error.checks', { count });
  },
};
