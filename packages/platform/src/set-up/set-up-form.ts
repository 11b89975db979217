import { formField } from '../pages/form-field.ts';
import type { SetUpProblem } from '../pages/set-up-page.ts';
import { lineOf, type PersonForm, readPersonForm } from './person-form.ts';

export interface SetUpForm extends PersonForm {
  readonly company: string;
}

/** What was typed, tidied, with everything that has to be corrected, in the order of the page. */
export function readSetUpForm(body: unknown): {
  readonly form: SetUpForm;
  readonly problems: readonly SetUpProblem[];
} {
  const company = lineOf(formField(body, 'company'));
  const { form, problems } = readPersonForm(body, [company]);
  return {
    form: { company, ...form },
    problems: company === '' ? [{ field: 'company', kind: 'company_missing' }, ...problems] : problems,
  };
}
