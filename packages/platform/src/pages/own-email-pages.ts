import { problemSummary } from './form-problems.ts';
import { html } from './html.ts';
import { layout, type PageModel, sayOf } from './layout.ts';
import { labelledField } from './person-fields.ts';

export interface OwnEmailPageModel extends PageModel {
  readonly csrfToken: string;
  readonly email: string;
  readonly typed?: string;
  readonly problem?:
    | { readonly kind: 'email_wrong' | 'company' }
    | { readonly kind: 'slow_down'; readonly seconds: number };
  /** Said after a step. */
  readonly done?: 'sent' | 'changed' | undefined;
  /** In a demo the mail lies on a page of its own. */
  readonly showsMail: boolean;
}

/** Where somebody says which address they want to sign in with. */
export function ownEmailPage(model: OwnEmailPageModel): string {
  const say = sayOf(model);
  const { problem, done } = model;
  const text =
    problem?.kind === 'slow_down'
      ? say('sign_in.slow_down', { seconds: problem.seconds })
      : say(`own_email.${problem?.kind ?? 'email_wrong'}`);
  const problems = problem === undefined ? [] : [{ field: 'email', text }];
  const start = problem === undefined && done === undefined && html` autofocus`;
  return layout(model, {
    title: say('own_email.title'),
    hasErrors: problems.length > 0,
    main: html`<h1>${say('own_email.title')}</h1>
${done !== undefined && html`<p class="notice good" role="status">${say(`own_email.${done}`)}</p>`}
${done === 'sent' && model.showsMail && html`<p><a href="/mail">${say('mail_sent.demo')}</a></p>`}
<p class="lead">${say('own_email.lead', { email: html`<strong>${model.email}</strong>` })}</p>
${problems.length > 0 && problemSummary(say, problems)}
<form method="post" action="/email" novalidate>
<input type="hidden" name="csrf" value="${model.csrfToken}">
${labelledField(problems, 'email', say('own_email.new'), html` type="email" value="${model.typed ?? ''}" maxlength="254" autocomplete="email" autocapitalize="none" spellcheck="false"${start}`, say('link.email_hint'))}
<button class="button wide" type="submit">${say('new_password.ask_submit')}</button>
</form>
<p class="other-way"><a href="/console/security">${say('change_password.back')}</a></p>`,
  });
}

export interface ConfirmEmailPageModel extends PageModel {
  readonly csrfToken: string;
  /** This page's own address, token and all. */
  readonly action: string;
  readonly email: string;
  readonly newEmail: string;
}

/** The page behind the link in the mail. It asks, for programs that look into mails open links as well. */
export function confirmEmailPage(model: ConfirmEmailPageModel): string {
  const say = sayOf(model);
  const values = {
    email: html`<strong>${model.email}</strong>`,
    new_email: html`<strong>${model.newEmail}</strong>`,
  };
  return layout(model, {
    title: say('own_email.confirm_title'),
    main: html`<h1>${say('own_email.confirm_title')}</h1>
<p class="lead">${say('own_email.confirm_lead', values)}</p>
<form method="post" action="${model.action}">
<input type="hidden" name="csrf" value="${model.csrfToken}">
<button class="button wide" type="submit">${say('own_email.confirm')}</button>
</form>
<p class="other-way"><a href="/console/security">${say('change_password.back')}</a></p>`,
  });
}
