import { problemSummary } from './form-problems.ts';
import { html } from './html.ts';
import { layout, type PageModel, sayOf } from './layout.ts';
import { labelledField, type PersonProblem, personProblem } from './person-fields.ts';

export interface ChangePasswordPageModel extends PageModel {
  readonly csrfToken: string;
  readonly email: string;
  readonly problem?: ChangePasswordProblem | PersonProblem | undefined;
  /** Said after it was changed. */
  readonly done?: boolean;
}

export type ChangePasswordProblem =
  | { readonly kind: 'wrong' | 'busy' }
  | { readonly kind: 'slow_down'; readonly seconds: number };

/** Where somebody who knows their password chooses another. */
export function changePasswordPage(model: ChangePasswordPageModel): string {
  const say = sayOf(model);
  const { problem } = model;
  const problems =
    problem === undefined
      ? []
      : 'field' in problem
        ? [personProblem(say, problem)]
        : [
            {
              field: 'current_password',
              text:
                problem.kind === 'slow_down'
                  ? say('sign_in.slow_down', { seconds: problem.seconds })
                  : say(problem.kind === 'busy' ? 'sign_in.busy' : 'change_password.wrong'),
            },
          ];
  const start = problems.length === 0 && model.done !== true;
  return layout(model, {
    title: say('change_password.title'),
    hasErrors: problems.length > 0,
    main: html`<h1>${say('change_password.title')}</h1>
<p class="lead">${say('change_password.lead', { email: html`<strong>${model.email}</strong>` })}</p>
${model.done === true && html`<p class="notice good" role="status">${say('change_password.done')}</p>`}
${problems.length > 0 && problemSummary(say, problems)}
<form method="post" action="/password" novalidate>
<input type="hidden" name="csrf" value="${model.csrfToken}">
<input type="hidden" name="username" value="${model.email}" autocomplete="username">
${labelledField(problems, 'current_password', say('change_password.current'), html` type="password" maxlength="256" autocomplete="current-password"${start && html` autofocus`}`)}
${labelledField(problems, 'password', say('change_password.new'), html` type="password" maxlength="256" autocomplete="new-password"`, say('person.password_hint'))}
${labelledField(problems, 'password_again', say('person.password_again'), html` type="password" maxlength="256" autocomplete="new-password"`)}
<button class="button wide" type="submit">${say('new_password.submit')}</button>
</form>
<p class="other-way"><a href="/console/security">${say('change_password.back')}</a></p>`,
    aside: html`<p>${say('page.footer')}</p>`,
  });
}
