import { passkeyScript } from './assets.ts';
import { type Problem, problemSummary } from './form-problems.ts';
import { type Html, html } from './html.ts';
import { layout, type PageModel, sayOf } from './layout.ts';
import type { Say } from './messages/messages.ts';
import { type PasskeyFormModel, passkeyForm } from './passkey-part.ts';
import { labelledField } from './person-fields.ts';
import { codeField } from './second-step-page.ts';

export type ProofProblem =
  | { readonly kind: 'password_wrong' | 'code_malformed' | 'wrong' | 'busy' | 'passkey_wrong' | 'company' }
  | { readonly kind: 'slow_down'; readonly seconds: number };

export interface ProofPageModel extends PageModel {
  readonly csrfToken: string;
  /** Where to go afterwards, sealed; empty where another page waits for it. */
  readonly returnTo: string;
  readonly email: string;
  /** Whether the person has a second factor. */
  readonly asksCode: boolean;
  /** Whether people may sign in at their company's provider, and so prove there who they are. */
  readonly companySignIn: boolean;
  /** Whether they can prove it there alone. */
  readonly companyOnly: boolean;
  /** Asks for one of the person's passkeys, where they have any. */
  readonly passkey?: PasskeyFormModel | undefined;
  readonly problem?: ProofProblem | undefined;
}

/** Asks somebody who is signed in already to prove who they are. */
export function proofPage(model: ProofPageModel): string {
  const say = sayOf(model);
  const problems = problemsOf(say, model.problem);
  return layout(model, {
    title: say('proof.title'),
    hasErrors: problems.length > 0,
    main: html`<h1>${say('proof.title')}</h1>
<p class="lead">${say('proof.lead', { email: html`<strong>${model.email}</strong>` })}</p>
${model.companyOnly ? companyProof(model, say) : ownProofs(model, say, problems)}`,
    aside: html`<p>${say('page.footer')}</p>`,
    script: !model.companyOnly && model.passkey !== undefined && passkeyScript,
  });
}

/** With what somebody has here: their password and second factor, or a passkey; and the way to their company, if any. */
function ownProofs(model: ProofPageModel, say: Say, problems: readonly Problem[]): Html {
  const start = problems.length === 0 && html` autofocus`;
  return html`${problems.length > 0 && problemSummary(say, problems)}
<form method="post" action="/prove-it-is-you" novalidate>
<input type="hidden" name="csrf" value="${model.csrfToken}">
<input type="hidden" name="return_to" value="${model.returnTo}">
<input type="hidden" name="username" value="${model.email}" autocomplete="username">
${labelledField(problems, 'password', say('person.password'), html` type="password" maxlength="256" autocomplete="current-password"${start}`)}
${model.asksCode && codeField(say, problems, false)}
<button class="button wide" type="submit">${say('device.continue')}</button>
</form>
${passkeyForm(say, model.passkey, { action: '/prove-it-is-you/passkey', csrfToken: model.csrfToken, returnTo: model.returnTo })}
${model.companySignIn && html`<p class="other-way"><a href="${companyLocation(model)}">${say('company_sign_in.title')}</a></p>`}`;
}

/** Nothing that somebody has here counts: their company has made its provider the only way in. */
function companyProof(model: ProofPageModel, say: Say): Html {
  return html`<p${model.problem !== undefined && html` role="alert"`}>${say('sign_in.company')}</p>
<p><a class="button wide" href="${companyLocation(model)}">${say('company_sign_in.title')}</a></p>`;
}

function companyLocation({ returnTo, email }: ProofPageModel): string {
  return `/sign-in/company?${new URLSearchParams({ return_to: returnTo, again: '1', login_hint: email })}`;
}

/** Shown where another page of ours waits for the proof. */
export function provenPage(model: PageModel): string {
  const say = sayOf(model);
  return layout(model, {
    title: say('proof.done.title'),
    main: html`<h1>${say('proof.done.title')}</h1>
<p class="lead" role="status">${say('proof.done.body')}</p>`,
  });
}

function problemsOf(say: Say, problem: ProofProblem | undefined): Problem[] {
  switch (problem?.kind) {
    case undefined:
      return [];
    case 'slow_down':
      return [{ field: 'password', text: say('sign_in.slow_down', { seconds: problem.seconds }) }];
    case 'busy':
    case 'passkey_wrong':
    case 'company':
      return [{ field: 'password', text: say(`sign_in.${problem.kind}`) }];
    case 'password_wrong':
      return [{ field: 'password', text: say('proof.password_wrong') }];
    case 'code_malformed':
      return [{ field: 'code', text: say('second_step.malformed') }];
    case 'wrong':
      return [{ field: 'code', text: say('second_step.wrong') }];
  }
}
