import { registerHooks } from 'node:module';
import type { Change } from './mutants.test-support.ts';

/**
 * In this thread the file is another one from now on.
 * @returns what tells, once it was loaded, whether what is to be changed stood in it once
 */
export function mutate({ file, was, is }: Change): () => void {
  let changed = 0;
  registerHooks({
    load(url, context, next) {
      const loaded = next(url, context);
      if (!url.endsWith(`/src/${file}`)) return loaded;
      const parts = String(loaded.source).split(was);
      changed = parts.length - 1;
      return { ...loaded, source: parts.join(is) };
    },
  });
  return () => {
    if (changed !== 1) throw new Error(`what is to be changed stands ${changed} times in ${file}`);
  };
}
