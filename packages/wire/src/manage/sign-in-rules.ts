import Type, { type Static } from 'typebox';

/** How the people of a company have to sign in. */
export const SignInRules = Type.Object({
  second_factor: Type.Enum(['offered', 'required'], {
    description: '`required`: whoever signed in by a password alone reaches nothing before they have one.',
  }),
  people_without: Type.Integer({ description: 'People of the company who have none yet.' }),
});
export type SignInRules = Static<typeof SignInRules>;

export const SignInRulesUpdate = Type.Object({ second_factor: SignInRules.properties.second_factor });
export type SignInRulesUpdate = Static<typeof SignInRulesUpdate>;
