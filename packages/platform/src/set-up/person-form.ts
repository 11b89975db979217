import { emailKey } from '../naming/email-key.ts';
import { formField } from '../pages/form-field.ts';
import type { PersonProblem, TypedPerson } from '../pages/person-fields.ts';
import { passwordFault } from './password-rules.ts';

export interface PersonForm extends TypedPerson {
  readonly password: string;
}

/**
 * Who somebody says to be, tidied, with everything that has to be corrected, in the order of the page. `alsoPersonal`
 * are other texts that everybody knows about the person.
 */
export function readPersonForm(
  body: unknown,
  alsoPersonal: readonly string[] = [],
): { readonly form: PersonForm; readonly problems: readonly PersonProblem[] } {
  const form: PersonForm = {
    firstName: lineOf(formField(body, 'first_name')),
    lastName: lineOf(formField(body, 'last_name')),
    email: emailKey(formField(body, 'email')),
    password: formField(body, 'password'),
  };
  const problems: PersonProblem[] = [];
  const refuse = (field: PersonProblem['field'], kind: PersonProblem['kind']) =>
    problems.push({ field, kind });
  if (form.firstName === '') refuse('first_name', 'first_name_missing');
  if (form.lastName === '') refuse('last_name', 'last_name_missing');
  if (!isEmail(form.email)) refuse('email', 'email_wrong');
  const fault = passwordFault(form.password, [...alsoPersonal, form.firstName, form.lastName, form.email]);
  if (fault !== undefined) refuse('password', `password_${fault}`);
  else if (formField(body, 'password_again') !== form.password) refuse('password_again', 'password_differs');
  return { form, problems };
}

/** Whether mail can be sent there, as far as its look says. */
export function isEmail(typed: string): boolean {
  return typed.length <= 254 && /^[^\s@<>"]+@[^\s@<>"]+\.[^\s@<>"]+$/.test(typed);
}

/** A name as one line of text: no control characters, one space at most between words. */
export function lineOf(typed: string): string {
  return typed
    .normalize('NFC')
    .toWellFormed()
    .replace(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' ')
    .trim()
    .slice(0, 120);
}
