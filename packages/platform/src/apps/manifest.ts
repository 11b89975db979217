import {
  LEVEL_NAMES,
  LEVEL_NUMBERS,
  type LevelName,
  Manifest,
  type ManifestChange,
  type ManifestInput,
  parse,
  TOOL_NAMES,
  type ToolLevels,
  type ToolName,
} from '@gatehouse/wire';
import { textFault } from './text-rules.ts';

export type ManifestScope = ManifestChange['scope'];
const scopes: readonly ManifestScope[] = ['company', 'project'];

export type ReadManifest =
  | { readonly ok: true; readonly manifest: Manifest }
  | { readonly ok: false; readonly errors: Readonly<Record<string, string[]>> };

/** A manifest as it was sent, made whole; or what is wrong with it, field by field. None is left out. */
export function readManifest({ components, ...texts }: ManifestInput): ReadManifest {
  const errors: Record<string, string[]> = {};
  const fault = (field: string, text: string | undefined) => {
    if (text !== undefined) errors[field] = [text];
  };
  const instructions = texts.instructions ?? '';
  const notes = texts.post_installation_notes ?? '';
  fault('manifest.instructions', textFault(instructions, 'long'));
  fault('manifest.post_installation_notes', textFault(notes, 'long'));
  const account = components.service_account ?? null;
  const userLevel = components.user_level === true;
  if (!userLevel && account === null)
    fault('manifest.components', 'asks for nothing: send user_level, service_account or both');
  const read = (scope: ManifestScope): ToolLevels => {
    const levels: ToolLevels = {};
    for (const [tool, level] of Object.entries(account?.[scope] ?? {})) {
      const field = `manifest.components.service_account.${scope}.${tool}`;
      if (!isTool(tool)) fault(field, `is no tool: send one of ${TOOL_NAMES.join(', ')}`);
      else if (!isLevel(level)) fault(field, `must be one of ${LEVEL_NAMES.join(', ')}`);
      else if (isEverything(scope, tool, level)) fault(field, everything);
      else if (level !== 'None') levels[tool] = level;
    }
    return levels;
  };
  const serviceAccount = account && { company: read('company'), project: read('project') };
  if (Object.keys(errors).length > 0) return { ok: false, errors };
  const manifest: Manifest = {
    components: { user_level: userLevel, service_account: serviceAccount },
    instructions,
    post_installation_notes: notes,
  };
  return { ok: true, manifest };
}

/** A manifest as it is stored. @throws where the row holds something else: nothing may be approved by guess. */
export function storedManifest(text: string): Manifest {
  const parsed = parse(Manifest, JSON.parse(text));
  if (!parsed.ok) throw new Error('A stored manifest cannot be read.');
  return parsed.value;
}

/** The part of a manifest that asks for something. */
type Asking = Pick<Manifest, 'components'>;

/** The level a manifest asks for; None where it is silent, or is itself missing. */
export function levelIn(manifest: Asking | null, scope: ManifestScope, tool: ToolName): LevelName {
  return manifest?.components.service_account?.[scope][tool] ?? 'None';
}

/** What a company would change by going from one version to the other; from `null`, all that it would grant. */
export function difference(from: Asking | null, to: Asking): ManifestChange[] {
  return scopes.flatMap((scope) =>
    TOOL_NAMES.map((tool) => ({
      scope,
      tool,
      from: levelIn(from, scope, tool),
      to: levelIn(to, scope, tool),
    })).filter((change) => change.from !== change.to),
  );
}

/** The highest level asked for anywhere, as its number; a policy compares it with its own. */
export function highestLevel(manifest: Manifest): number {
  const asked = scopes.flatMap((scope) => TOOL_NAMES.map((tool) => levelIn(manifest, scope, tool)));
  return Math.max(...asked.map((level) => LEVEL_NUMBERS[level]));
}

/** A company's Admin of the Admin tool is Admin of every tool: such a manifest would say less than it takes. */
function isEverything(scope: ManifestScope, tool: ToolName, level: LevelName): boolean {
  return scope === 'company' && tool === 'admin' && level === 'Admin';
}

const everything = 'would be Admin of every tool in the company: ask for each tool that is needed';

function isTool(name: string): name is ToolName {
  return TOOL_NAMES.some((tool) => tool === name);
}

function isLevel(name: string): name is LevelName {
  return LEVEL_NAMES.some((level) => level === name);
}
