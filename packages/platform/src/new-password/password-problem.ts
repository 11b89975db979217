import { formField } from '../pages/form-field.ts';
import type { PersonProblem } from '../pages/person-fields.ts';
import { passwordFault } from '../set-up/password-rules.ts';

/** What has to be corrected in a new password that was typed twice; undefined where nothing has. */
export function passwordProblem(body: unknown, personal: readonly string[]): PersonProblem | undefined {
  const password = formField(body, 'password');
  const fault = passwordFault(password, personal);
  if (fault !== undefined) return { field: 'password', kind: `password_${fault}` };
  return formField(body, 'password_again') === password
    ? undefined
    : { field: 'password_again', kind: 'password_differs' };
}
