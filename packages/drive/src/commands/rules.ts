import type { NamedRule } from '../control/control.ts';
import { withControl } from '../control/with-control.ts';
import type { Translate } from '../messages/translate.ts';
import { mountAt } from '../mounts/mount-list.ts';
import { bytesIn } from '../rules/byte-size.ts';
import { everything, type FolderRule } from '../rules/folder-rule.ts';
import { bytes } from '../terminal/table.ts';
import { tell } from '../terminal/terminal.ts';
import { Failure } from './failure.ts';
import { type Call, misused, type Verb } from './verb.ts';

export const rules: Verb = {
  name: 'rules',
  takes: '[FOLDER]',
  about: 'verb.rules',
  options: ['download', 'below', 'clear'],
  examples: [
    'rules',
    'rules . --download 10MB --below',
    'rules Photos --download none',
    'rules Photos --clear',
  ],
  async run(call) {
    const { world, args, given } = call;
    const { mount, path } = await mountAt(world.env, world.cwd, args[0]);
    const changes = given.download !== undefined || given.clear === true;
    if (given.download !== undefined && given.clear === true) throw misused(rules);
    const rule = ruleOf(call);
    await withControl(call, mount, async (control) => {
      const all = changes
        ? await control.setRule({ path, ...(rule === undefined ? {} : { rule }) })
        : await control.rules();
      tell(call, all, all.length === 0 ? [call.t('rules.none')] : all.map((each) => lineOf(each, call.t)));
    });
  },
};

function ruleOf({ given }: Call): FolderRule | undefined {
  const { download } = given;
  if (typeof download !== 'string') return undefined;
  const downloadUpTo =
    download === 'all' ? everything.downloadUpTo : download === 'none' ? 0 : bytesIn(download);
  if (downloadUpTo === undefined) throw new Failure(2, 'error.size', { size: download });
  return { downloadUpTo, andBelow: given.below === true };
}

function lineOf({ path, downloadUpTo, andBelow }: NamedRule, t: Translate): string {
  const where = `/${path}`;
  const what =
    downloadUpTo === 0
      ? t('rules.nothing')
      : downloadUpTo >= everything.downloadUpTo
        ? t('rules.everything')
        : t('rules.up-to', { size: bytes(downloadUpTo) });
  return `${where}: ${what}${andBelow ? `, ${t('rules.below')}` : ''}`;
}
