import Type, { type Static, type StaticDecode } from 'typebox';
import { BooleanInput } from './input.ts';

/** How the Documents tool of a project, or of a company, is set. */
export const DocumentSettings = Type.Object({
  private_by_default: Type.Boolean({
    description: 'What is made where nothing above is private is private from its first moment.',
  }),
  can_update: Type.Boolean(),
});
export type DocumentSettings = Static<typeof DocumentSettings>;

/** The body of PATCH …/documents/settings. */
export const DocumentSettingsBody = Type.Object({
  settings: Type.Object({ private_by_default: BooleanInput }),
});
export type DocumentSettingsBody = StaticDecode<typeof DocumentSettingsBody>;
