import type { LevelName, PermissionLine, PermissionsBody, ToolName } from '@gatehouse/wire';

/** What somebody wants to be different about one person. */
export type Wish =
  | { readonly kind: 'template'; readonly template: PermissionLine['template'] }
  /** Null: whatever the template says. */
  | { readonly kind: 'level'; readonly tool: ToolName; readonly level: LevelName | null }
  | { readonly kind: 'granted'; readonly granted: readonly string[] };

export interface Change {
  readonly line: PermissionLine;
  readonly wish: Wish;
}

type Permissions = PermissionsBody['permissions'];

/** The wish as the server takes it. */
export function wished(wish: Wish, projectId: number | undefined): Permissions {
  const where = projectId === undefined ? {} : { project_id: projectId };
  switch (wish.kind) {
    case 'template':
      return { ...where, template_id: wish.template?.id ?? null };
    case 'level':
      return { ...where, levels: { [wish.tool]: wish.level } };
    case 'granted':
      return { ...where, granted: [...wish.granted] };
  }
}

/** The wish that takes another one back: what the line said before. */
export function undoing({ line, wish }: Change): Wish {
  switch (wish.kind) {
    case 'template':
      return { kind: 'template', template: line.template };
    case 'level': {
      const held = line.levels[wish.tool];
      // An administrator of the company was one by hand, as far as can be told here.
      const byTemplate = held === undefined || held.source === 'template';
      return { kind: 'level', tool: wish.tool, level: byTemplate ? null : held.level };
    }
    case 'granted':
      return { kind: 'granted', granted: line.granted };
  }
}

/** The line as it will be, as far as that is known before the server has answered. */
export function foreseen({ line, wish }: Change): PermissionLine {
  switch (wish.kind) {
    case 'template':
      return { ...line, template: wish.template };
    case 'level':
      if (wish.level === null) return line;
      return { ...line, levels: { ...line.levels, [wish.tool]: { level: wish.level, source: 'own' } } };
    case 'granted':
      return { ...line, granted: [...wish.granted] };
  }
}
