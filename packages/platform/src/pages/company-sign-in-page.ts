import { fieldError, problemSummary } from './form-problems.ts';
import { html } from './html.ts';
import { layout, type PageModel, sayOf } from './layout.ts';

export type CompanySignInProblem =
  | { readonly kind: 'stale' | 'not_here' | 'unreachable' }
  | { readonly kind: 'slow_down'; readonly seconds: number };

export interface CompanySignInPageModel extends PageModel {
  readonly csrfToken: string;
  /** Where to go afterwards, sealed; empty for the start page. */
  readonly returnTo: string;
  /** Whoever is signed in shows again who they are. */
  readonly again: boolean;
  readonly email: string;
  readonly problem?: CompanySignInProblem;
}

/** Asks for an address, whose domain says where its company signs in. No password is typed here. */
export function companySignInPage(model: CompanySignInPageModel): string {
  const say = sayOf(model);
  const { problem, returnTo } = model;
  const said =
    problem === undefined
      ? undefined
      : problem.kind === 'slow_down'
        ? say('sign_in.slow_down', { seconds: problem.seconds })
        : problem.kind === 'stale'
          ? say('sign_in.stale')
          : say(`company_sign_in.${problem.kind}`);
  const marks = said !== undefined && html` aria-invalid="true" aria-describedby="email-problem"`;
  const signIn = returnTo === '' ? '/sign-in' : `/sign-in?${new URLSearchParams({ return_to: returnTo })}`;
  return layout(model, {
    title: say('company_sign_in.title'),
    hasErrors: said !== undefined,
    main: html`<h1>${say('company_sign_in.title')}</h1>
<p class="lead">${say('company_sign_in.lead')}</p>
${said !== undefined && problemSummary(say, [{ field: 'email', text: said }])}
<form method="post" action="/sign-in/company" novalidate>
<input type="hidden" name="csrf" value="${model.csrfToken}">
<input type="hidden" name="return_to" value="${returnTo}">
<input type="hidden" name="again" value="${model.again ? '1' : ''}">
<div class="field"><label for="email">${say('sign_in.email')}</label>
${said !== undefined && fieldError('email', said)}
<input id="email" name="email" type="email" value="${model.email}" maxlength="254" autocomplete="username" autocapitalize="none" spellcheck="false" required${said === undefined && html` autofocus`}${marks}></div>
<button class="button wide" type="submit">${say('company_sign_in.submit')}</button>
</form>
<p class="other-way"><a href="${signIn}">${say('company_sign_in.password')}</a></p>`,
    aside: html`<p>${say('page.footer')}</p>`,
  });
}

/**
 * The way on to a company's sign-in, as a link: the policy of our pages lets no form of theirs end up at another site
 * (`form-action`), and whoever follows it has seen where it leads.
 */
export function companyLeavePage(model: PageModel & { readonly location: string }): string {
  const say = sayOf(model);
  const host = html`<strong class="host">${new URL(model.location).host}</strong>`;
  return layout(model, {
    title: say('company_sign_in.title'),
    main: html`<h1>${say('company_sign_in.title')}</h1>
<p class="lead">${say('company_sign_in.leave', { host })}</p>
<p><a class="button wide" href="${model.location}">${say('company_sign_in.submit')}</a></p>`,
    aside: html`<p>${say('page.footer')}</p>`,
  });
}
