import Type, { type Static, type StaticDecode } from 'typebox';
import { BooleanInput, IdInput } from './input.ts';
import { NamedReference, Nullable, PersonReference } from './output.ts';
import { TrackedFolder } from './tracked-folder.ts';

/** Who sees a folder or a file: everybody with the tool, or those who are named, and the tool's Admins. */
export const DocumentAccess = Type.Object({
  private: Type.Boolean(),
  people: Type.Array(PersonReference),
  groups: Type.Array(NamedReference),
  /** The nearest private folder above: only those who see it can see what is in it. */
  inherited_from: Nullable(TrackedFolder),
});
export type DocumentAccess = Static<typeof DocumentAccess>;

/** The body of PUT …/access: the whole list; who is left out is out. */
export const DocumentAccessBody = Type.Object({
  access: Type.Object({
    private: BooleanInput,
    person_ids: Type.Optional(Type.Array(IdInput, { maxItems: 1_000 })),
    group_ids: Type.Optional(Type.Array(IdInput, { maxItems: 1_000 })),
  }),
});
export type DocumentAccessBody = StaticDecode<typeof DocumentAccessBody>;
