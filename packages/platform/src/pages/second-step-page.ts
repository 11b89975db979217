import { passkeyScript } from './assets.ts';
import { type Problem, problemSummary } from './form-problems.ts';
import { type Html, html } from './html.ts';
import { layout, type PageModel, sayOf } from './layout.ts';
import type { Say } from './messages/messages.ts';
import { type PasskeyFormModel, passkeyForm } from './passkey-part.ts';
import { labelledField } from './person-fields.ts';

export type SecondStepProblem =
  | { readonly kind: 'malformed' | 'wrong' | 'stale' | 'passkey_wrong' }
  | { readonly kind: 'slow_down'; readonly seconds: number };

export interface SecondStepPageModel extends PageModel {
  readonly csrfToken: string;
  /** Where to go afterwards, sealed; empty for the start page. */
  readonly returnTo: string;
  readonly email: string;
  /** Asks for one of the person's passkeys, where they have any. */
  readonly passkey?: PasskeyFormModel | undefined;
  readonly problem?: SecondStepProblem | undefined;
}

/** After the password: a code. Works without script, and phones offer the code they hold. */
export function secondStepPage(model: SecondStepPageModel): string {
  const say = sayOf(model);
  const problems = codeProblems(say, model.problem);
  return layout(model, {
    title: say('second_step.title'),
    hasErrors: problems.length > 0,
    main: html`<h1>${say('second_step.title')}</h1>
<p class="lead">${say('second_step.lead', { email: html`<strong>${model.email}</strong>` })}</p>
${problems.length > 0 && problemSummary(say, problems)}
<form method="post" action="/sign-in/second-step" novalidate>
<input type="hidden" name="csrf" value="${model.csrfToken}">
<input type="hidden" name="return_to" value="${model.returnTo}">
${codeField(say, problems)}
<button class="button wide" type="submit">${say('sign_in.submit')}</button>
</form>
${passkeyForm(say, model.passkey, { action: '/sign-in/second-step/passkey', csrfToken: model.csrfToken, returnTo: model.returnTo })}
<p class="other-way"><a href="/sign-in?again=1">${say('second_step.other_account')}</a></p>`,
    aside: html`<p>${say('second_step.lost')}</p>`,
    script: model.passkey !== undefined && passkeyScript,
  });
}

/** The field for a code of the app or, in its place, a recovery code. */
export function codeField(say: Say, problems: readonly Problem[], start = problems.length === 0): Html {
  return labelledField(
    problems,
    'code',
    say('second_step.code'),
    html` maxlength="24" inputmode="numeric" autocomplete="one-time-code" spellcheck="false"${start && html` autofocus`}`,
    say('second_step.code_hint'),
  );
}

export function codeProblems(say: Say, problem: SecondStepProblem | undefined): Problem[] {
  if (problem === undefined) return [];
  const text =
    problem.kind === 'slow_down'
      ? say('sign_in.slow_down', { seconds: problem.seconds })
      : say(
          problem.kind === 'stale' || problem.kind === 'passkey_wrong'
            ? `sign_in.${problem.kind}`
            : `second_step.${problem.kind}`,
        );
  return [{ field: 'code', text }];
}
