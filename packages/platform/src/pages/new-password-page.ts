import { problemSummary } from './form-problems.ts';
import { html } from './html.ts';
import { layout, type PageModel, sayOf } from './layout.ts';
import { labelledField, type PersonProblem, personProblem } from './person-fields.ts';

export interface NewPasswordPageModel extends PageModel {
  readonly csrfToken: string;
  /** This page's own address, token and all. */
  readonly action: string;
  readonly email: string;
  readonly problems: readonly PersonProblem[];
}

/** The page behind a mailed link, on which a forgotten password is replaced. */
export function newPasswordPage(model: NewPasswordPageModel): string {
  const say = sayOf(model);
  const problems = model.problems.map((problem) => personProblem(say, problem));
  return layout(model, {
    title: say('new_password.title'),
    hasErrors: problems.length > 0,
    main: html`<h1>${say('new_password.title')}</h1>
<p class="lead">${say('new_password.lead', { email: html`<strong>${model.email}</strong>` })}</p>
${problems.length > 0 && problemSummary(say, problems)}
<form method="post" action="${model.action}" novalidate>
<input type="hidden" name="csrf" value="${model.csrfToken}">
<input type="hidden" name="username" value="${model.email}" autocomplete="username">
${labelledField(problems, 'password', say('person.password'), html` type="password" maxlength="256" autocomplete="new-password"${problems.length === 0 && html` autofocus`}`, say('person.password_hint'))}
${labelledField(problems, 'password_again', say('person.password_again'), html` type="password" maxlength="256" autocomplete="new-password"`)}
<button class="button wide" type="submit">${say('new_password.submit')}</button>
</form>`,
    aside: html`<p>${say('page.footer')}</p>`,
  });
}
