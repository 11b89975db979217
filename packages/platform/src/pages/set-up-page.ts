import { problemSummary } from './form-problems.ts';
import { html } from './html.ts';
import { layout, type PageModel, sayOf } from './layout.ts';
import {
  labelledField,
  type PersonProblem,
  personFields,
  personProblem,
  type TypedPerson,
} from './person-fields.ts';

export type SetUpProblem = PersonProblem | { readonly field: 'company'; readonly kind: 'company_missing' };

export interface SetUpPageModel extends PageModel {
  readonly csrfToken: string;
  /** The link's token, which the form brings back. */
  readonly token: string;
  readonly typed: TypedPerson & { readonly company: string };
  readonly problems: readonly SetUpProblem[];
}

/** The first page of an empty deployment: who runs it, and for which company. */
export function setUpPage(model: SetUpPageModel): string {
  const say = sayOf(model);
  const { typed } = model;
  const problems = model.problems.map((problem) =>
    problem.field === 'company'
      ? { field: 'company', text: say('set_up.company_missing') }
      : personProblem(say, problem),
  );
  return layout(model, {
    title: say('set_up.title'),
    hasErrors: problems.length > 0,
    main: html`<h1>${say('set_up.title')}</h1>
<p class="lead">${say('set_up.lead')}</p>
${problems.length > 0 && problemSummary(say, problems)}
<form method="post" action="/set-up" novalidate>
<input type="hidden" name="csrf" value="${model.csrfToken}">
<input type="hidden" name="token" value="${model.token}">
${labelledField(problems, 'company', say('set_up.company'), html` value="${typed.company}" maxlength="120" autocomplete="organization"${problems.length === 0 && html` autofocus`}`)}
${personFields(say, typed, problems)}
<button class="button wide" type="submit">${say('set_up.submit')}</button>
</form>`,
  });
}
