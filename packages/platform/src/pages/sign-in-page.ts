import { passkeyScript } from './assets.ts';
import { fieldError, problemSummary } from './form-problems.ts';
import { type Html, html, type Part } from './html.ts';
import { layout, type PageModel, sayOf } from './layout.ts';
import type { Say } from './messages/messages.ts';
import { type PasskeyFormModel, passkeyForm } from './passkey-part.ts';

export interface SignInPageModel extends PageModel {
  readonly csrfToken: string;
  /** Where to go afterwards, sealed; empty for the start page. */
  readonly returnTo: string;
  /** What was typed before. A password is never sent back. */
  readonly email: string;
  readonly problem?: SignInProblem | undefined;
  /** Said after a sign-out. */
  readonly signedOut?: boolean;
  /** Said after a new password was chosen. */
  readonly passwordSet?: boolean;
  /** Whether companies may have a sign-in of their own. */
  readonly companySignIn?: boolean;
  /** Somebody who is signed in has to show again who they are. */
  readonly again?: boolean;
  /** Whether people may make accounts of their own here. */
  readonly offersSignUp?: boolean;
  /** Asks for a passkey, where the deployment can have them. */
  readonly passkey?: PasskeyFormModel | undefined;
}

export type SignInProblem =
  | {
      readonly kind:
        | 'email_missing'
        | 'password_missing'
        | 'wrong'
        | 'company'
        | 'stale'
        | 'busy'
        | 'passkey_wrong';
    }
  | { readonly kind: 'slow_down'; readonly seconds: number };

/** Works without script; password managers find what they look for. */
export function signInPage(model: SignInPageModel): string {
  const say = sayOf(model);
  const { problem } = model;
  const said =
    problem === undefined
      ? undefined
      : problem.kind === 'slow_down'
        ? say('sign_in.slow_down', { seconds: problem.seconds })
        : say(`sign_in.${problem.kind}`);
  const field = problem?.kind === 'password_missing' ? 'password' : 'email';
  const marks = (name: 'email' | 'password'): Part =>
    problem?.kind === `${name}_missing` && html` aria-invalid="true" aria-describedby="${name}-problem"`;
  const start = (name: 'email' | 'password'): Part =>
    problem === undefined && (model.email === '' ? 'email' : 'password') === name && html` autofocus`;
  const withReturnTo = model.returnTo === '' ? '' : `?${new URLSearchParams({ return_to: model.returnTo })}`;
  return layout(model, {
    title: say('sign_in.title'),
    hasErrors: problem !== undefined,
    main: html`<h1>${say('sign_in.title')}</h1>
<p class="lead">${say(model.returnTo === '' ? 'sign_in.lead' : 'sign_in.to_continue')}</p>
${model.signedOut === true && problem === undefined && html`<p class="notice good" role="status">${say('sign_in.signed_out')}</p>`}
${model.passwordSet === true && problem === undefined && html`<p class="notice good" role="status">${say('sign_in.password_set')}</p>`}
${said !== undefined && problemSummary(say, [{ field, text: said }])}
${problem?.kind === 'company' && html`<p><a class="button wide" href="${companyLink(model)}">${say('company_sign_in.title')}</a></p>`}
<form method="post" action="/sign-in" novalidate>
<input type="hidden" name="csrf" value="${model.csrfToken}">
<input type="hidden" name="return_to" value="${model.returnTo}">
<div class="field"><label for="email">${say('sign_in.email')}</label>
${problem?.kind === 'email_missing' && fieldError('email', said)}
<input id="email" name="email" type="email" value="${model.email}" maxlength="254" autocomplete="username${model.passkey !== undefined && ' webauthn'}" autocapitalize="none" spellcheck="false" required${start('email')}${marks('email')}></div>
<div class="field"><label for="password">${say('sign_in.password')}</label>
${problem?.kind === 'password_missing' && fieldError('password', said)}
<input id="password" name="password" type="password" maxlength="256" autocomplete="current-password" required${start('password')}${marks('password')}></div>
${problem?.kind === 'company' && wayOutField(say)}
<button class="button wide" type="submit">${say('sign_in.submit')}</button>
</form>
${passkeyForm(say, model.passkey, { action: '/sign-in/passkey', csrfToken: model.csrfToken, returnTo: model.returnTo })}
${model.companySignIn === true && problem?.kind !== 'company' && html`<p class="other-way"><a href="${companyLink(model)}">${say('company_sign_in.title')}</a></p>`}
<p class="other-way"><a href="/new-password${withReturnTo}">${say('new_password.ask_title')}</a></p>
${model.offersSignUp === true && html`<p class="other-way">${say('sign_in.new_here')} <a href="/sign-up${withReturnTo}">${say('sign_up.title')}</a></p>`}`,
    aside: html`<p>${say('page.footer')}</p>`,
    script: model.passkey !== undefined && passkeyScript,
  });
}

function wayOutField(say: Say): Html {
  return html`<div class="field"><label for="way_out">${say('sign_in.way_out')}</label>
<p class="hint" id="way_out-hint">${say('sign_in.way_out.hint')}</p>
<input id="way_out" name="way_out" maxlength="100" autocomplete="off" autocapitalize="none" spellcheck="false" aria-describedby="way_out-hint"></div>`;
}

/** Where the company's own sign-in is asked for, with what is known already. */
function companyLink({ returnTo, again, email }: SignInPageModel): string {
  const query = new URLSearchParams({
    ...(returnTo !== '' && { return_to: returnTo }),
    ...(again === true && { again: '1' }),
    ...(email !== '' && { login_hint: email }),
  });
  return query.size === 0 ? '/sign-in/company' : `/sign-in/company?${query}`;
}
