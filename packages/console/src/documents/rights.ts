type Right =
  | 'can_create'
  | 'can_update'
  | 'can_delete'
  | 'can_move'
  | 'can_set_private'
  | 'can_create_version';

/** What the server says the reader may do with an item. Only tidiness: it decides again about every step. */
export function may(item: object | undefined, right: Right): boolean {
  return item !== undefined && (item as Partial<Record<Right, boolean>>)[right] === true;
}
