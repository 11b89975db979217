import { formField } from '../pages/form-field.ts';
import type { SetUpField, SetUpProblem } from '../pages/set-up-page.ts';
import { normalEmail } from '../sign-in/sign-in.ts';
import { passwordFault } from './password-rules.ts';

export interface SetUpForm {
  readonly company: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly email: string;
  readonly password: string;
}

/** What was typed, tidied, with everything that has to be corrected, in the order of the page. */
export function readSetUpForm(body: unknown): {
  readonly form: SetUpForm;
  readonly problems: SetUpProblem[];
} {
  const form: SetUpForm = {
    company: line(formField(body, 'company')),
    firstName: line(formField(body, 'first_name')),
    lastName: line(formField(body, 'last_name')),
    email: normalEmail(formField(body, 'email')),
    password: formField(body, 'password'),
  };
  const problems: SetUpProblem[] = [];
  const refuse = (field: SetUpField, kind: SetUpProblem['kind']) => problems.push({ field, kind });
  if (form.company === '') refuse('company', 'company_missing');
  if (form.firstName === '') refuse('first_name', 'first_name_missing');
  if (form.lastName === '') refuse('last_name', 'last_name_missing');
  if (form.email.length > 254 || !/^[^\s@<>"]+@[^\s@<>"]+\.[^\s@<>"]+$/.test(form.email))
    refuse('email', 'email_wrong');
  const fault = passwordFault(form.password, [form.company, form.firstName, form.lastName, form.email]);
  if (fault !== undefined) refuse('password', `password_${fault}`);
  else if (formField(body, 'password_again') !== form.password) refuse('password_again', 'password_differs');
  return { form, problems };
}

/** A name as one line of text: no control characters, one space at most between words. */
function line(typed: string): string {
  return typed
    .normalize('NFC')
    .toWellFormed()
    .replace(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' ')
    .trim()
    .slice(0, 120);
}
