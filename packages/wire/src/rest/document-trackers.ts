import Type, { type Static, type StaticDecode } from 'typebox';
import { BooleanInput, IdInput } from './input.ts';
import { Nullable, PersonReference } from './output.ts';
import { TrackedFolder } from './tracked-folder.ts';

/** Who is told by mail of what happens to a folder and all it holds, or to a file. */
export const DocumentTrackers = Type.Object({
  tracking: Type.Boolean({ description: 'The caller tracks the item itself.' }),
  inherited_from: Nullable(TrackedFolder),
  can_set_people: Type.Boolean(),
  people: Type.Array(PersonReference, {
    description: 'To Admins of the tool, all who track the item itself; to others, themselves if they do.',
  }),
  stopped_people: Type.Array(PersonReference, {
    description: 'To Admins, who stopped the mails of this project or company: only they begin them again.',
  }),
});
export type DocumentTrackers = Static<typeof DocumentTrackers>;

/** GET …/documents/tracked: what the caller tracks in a place, as far as they see it; not what lies below. */
export const TrackedDocuments = Type.Object({ ids: Type.Array(Type.Integer()) });
export type TrackedDocuments = Static<typeof TrackedDocuments>;

/** The body of PUT …/trackers: `tracking` for oneself, or `person_ids`, the whole list. */
export const DocumentTrackersBody = Type.Object({
  trackers: Type.Object({
    tracking: Type.Optional(BooleanInput),
    person_ids: Type.Optional(Type.Array(IdInput, { maxItems: 1_000 })),
  }),
});
export type DocumentTrackersBody = StaticDecode<typeof DocumentTrackersBody>;
