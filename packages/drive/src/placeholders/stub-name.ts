import { fileSuffix, folderSuffix } from '../names/local-name.ts';
import type { LocalNode } from '../trees/local-tree.ts';

export const stubName = (name: string, kind: 'file' | 'folder'): string =>
  name + (kind === 'file' ? fileSuffix : folderSuffix);

/** The name of what a placeholder stands for; any other name as it is. */
export function withoutSuffix({ name, kind }: Pick<LocalNode, 'name' | 'kind'>): string {
  if (kind === 'stub' && name.endsWith(fileSuffix)) return name.slice(0, -fileSuffix.length);
  if (kind === 'folder-stub' && name.endsWith(folderSuffix)) return name.slice(0, -folderSuffix.length);
  return name;
}
