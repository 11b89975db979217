import { fieldError, type Problem } from './form-problems.ts';
import { type Html, html } from './html.ts';
import type { Say } from './messages/messages.ts';

export type PersonField = 'first_name' | 'last_name' | 'email' | 'password' | 'password_again';

export interface PersonProblem {
  readonly field: PersonField;
  readonly kind:
    | 'first_name_missing'
    | 'last_name_missing'
    | 'email_wrong'
    | `password_${'short' | 'long' | 'simple' | 'personal' | 'differs'}`;
}

/** What was typed before. A password is never sent back. */
export interface TypedPerson {
  readonly firstName: string;
  readonly lastName: string;
  readonly email: string;
}

/** A problem with a person's details, in words. */
export function personProblem(say: Say, { field, kind }: PersonProblem): Problem {
  return { field, text: say(`person.${kind}`) };
}

/** The fields by which somebody becomes a person here: name, address, and a new password twice. */
export function personFields(
  say: Say,
  typed: TypedPerson,
  problems: readonly Problem[],
  options: { readonly autofocus?: boolean } = {},
): Html {
  const start = options.autofocus === true && problems.length === 0 && html` autofocus`;
  return html`<div class="pair">
${labelledField(problems, 'first_name', say('person.first_name'), html` value="${typed.firstName}" maxlength="120" autocomplete="given-name"${start}`)}
${labelledField(problems, 'last_name', say('person.last_name'), html` value="${typed.lastName}" maxlength="120" autocomplete="family-name"`)}
</div>
${labelledField(problems, 'email', say('person.email'), html` type="email" value="${typed.email}" maxlength="254" autocomplete="username" autocapitalize="none" spellcheck="false"`)}
${labelledField(problems, 'password', say('person.password'), html` type="password" maxlength="256" autocomplete="new-password"`, say('person.password_hint'))}
${labelledField(problems, 'password_again', say('person.password_again'), html` type="password" maxlength="256" autocomplete="new-password"`)}`;
}

/** A required field under its label, with its hint and what has to be corrected in it. */
export function labelledField(
  problems: readonly Problem[],
  name: string,
  label: Html,
  input: Html,
  hint?: Html,
): Html {
  const problem = problems.find(({ field }) => field === name);
  const described = [hint && `${name}-hint`, problem && `${name}-problem`].filter((id) => id !== undefined);
  return html`<div class="field"><label for="${name}">${label}</label>
${hint && html`<p class="hint" id="${name}-hint">${hint}</p>`}
${problem && fieldError(name, problem.text)}
<input id="${name}" name="${name}" required${input}${problem && html` aria-invalid="true"`}${described.length > 0 && html` aria-describedby="${described.join(' ')}"`}></div>`;
}
