import { problemSummary } from './form-problems.ts';
import { html } from './html.ts';
import { layout, type PageModel, sayOf } from './layout.ts';
import { labelledField, type PersonProblem, personProblem, type TypedPerson } from './person-fields.ts';

export interface InvitationPageModel extends PageModel {
  readonly csrfToken: string;
  readonly token: string;
  readonly company: string;
  readonly typed: TypedPerson;
  readonly problems: readonly PersonProblem[];
}

/** What somebody who was invited says of themselves. The address is where the link was sent, and is only shown. */
export function invitationPage(model: InvitationPageModel): string {
  const say = sayOf(model);
  const { typed, token } = model;
  const problems = model.problems.map((problem) => personProblem(say, problem));
  return layout(model, {
    title: say('invitation.title'),
    hasErrors: problems.length > 0,
    main: html`<h1>${say('invitation.title')}</h1>
<p class="lead">${say('invitation.lead', { company: html`<strong>${model.company}</strong>`, email: html`<strong>${typed.email}</strong>` })}</p>
${problems.length > 0 && problemSummary(say, problems)}
<form method="post" action="/invitation/${encodeURIComponent(token)}" novalidate>
<input type="hidden" name="csrf" value="${model.csrfToken}">
<input type="hidden" name="username" value="${typed.email}" autocomplete="username">
<div class="pair">
${labelledField(problems, 'first_name', say('person.first_name'), html` value="${typed.firstName}" maxlength="120" autocomplete="given-name"`)}
${labelledField(problems, 'last_name', say('person.last_name'), html` value="${typed.lastName}" maxlength="120" autocomplete="family-name"`)}
</div>
${labelledField(problems, 'password', say('person.password'), html` type="password" maxlength="256" autocomplete="new-password"`, say('person.password_hint'))}
${labelledField(problems, 'password_again', say('person.password_again'), html` type="password" maxlength="256" autocomplete="new-password"`)}
<button class="button wide" type="submit">${say('invitation.submit')}</button>
</form>`,
    aside: html`<p>${say('page.footer')}</p>`,
  });
}

export interface JoinPageModel extends PageModel {
  readonly csrfToken: string;
  readonly token: string;
  readonly company: string;
  readonly email: string;
  /** Whoever is signed in is somebody else. */
  readonly isOther: boolean;
}

/** Whether somebody who has an account is in the company that named them, which only they can say. */
export function joinPage(model: JoinPageModel): string {
  const say = sayOf(model);
  const { company, isOther } = model;
  const values = { company: html`<strong>${company}</strong>`, email: html`<strong>${model.email}</strong>` };
  const title = say('invitation.join_title', { company });
  return layout(model, {
    title,
    main: html`<h1>${title}</h1>
<p class="lead">${say(isOther ? 'invitation.other_lead' : 'invitation.join_lead', values)}</p>
${
  !isOther &&
  html`<form method="post" action="/invitation/${encodeURIComponent(model.token)}">
<input type="hidden" name="csrf" value="${model.csrfToken}">
<button class="button wide" type="submit">${say('invitation.join')}</button>
</form>`
}
<p class="other-way"><a href="/">${say('invitation.not_now')}</a></p>`,
  });
}
