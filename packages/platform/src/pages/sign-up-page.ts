import { problemSummary } from './form-problems.ts';
import { html } from './html.ts';
import { layout, type PageModel, sayOf } from './layout.ts';
import { labelledField, type PersonProblem, personProblem, type TypedPerson } from './person-fields.ts';

export interface SignUpPageModel extends PageModel {
  readonly csrfToken: string;
  /** This page's own address, token and all. */
  readonly action: string;
  readonly typed: TypedPerson;
  readonly problems: readonly PersonProblem[];
}

/** What a developer says of themselves once the link was opened (rule P1). The address is only shown. */
export function signUpPage(model: SignUpPageModel): string {
  const say = sayOf(model);
  const { typed } = model;
  const problems = model.problems.map((problem) => personProblem(say, problem));
  return layout(model, {
    title: say('sign_up.choose_title'),
    hasErrors: problems.length > 0,
    main: html`<h1>${say('sign_up.choose_title')}</h1>
<p class="lead">${say('sign_up.choose_lead', { email: html`<strong>${typed.email}</strong>` })}</p>
${problems.length > 0 && problemSummary(say, problems)}
<form method="post" action="${model.action}" novalidate>
<input type="hidden" name="csrf" value="${model.csrfToken}">
<input type="hidden" name="username" value="${typed.email}" autocomplete="username">
<div class="pair">
${labelledField(problems, 'first_name', say('person.first_name'), html` value="${typed.firstName}" maxlength="120" autocomplete="given-name"${problems.length === 0 && html` autofocus`}`)}
${labelledField(problems, 'last_name', say('person.last_name'), html` value="${typed.lastName}" maxlength="120" autocomplete="family-name"`)}
</div>
${labelledField(problems, 'password', say('person.password'), html` type="password" maxlength="256" autocomplete="new-password"`, say('person.password_hint'))}
${labelledField(problems, 'password_again', say('person.password_again'), html` type="password" maxlength="256" autocomplete="new-password"`)}
<button class="button wide" type="submit">${say('sign_up.choose_submit')}</button>
</form>`,
    aside: html`<p>${say('page.footer')}</p>`,
  });
}
