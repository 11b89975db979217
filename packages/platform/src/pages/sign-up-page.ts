import { problemSummary } from './form-problems.ts';
import { html } from './html.ts';
import { layout, type PageModel, sayOf } from './layout.ts';
import { type PersonProblem, personFields, personProblem, type TypedPerson } from './person-fields.ts';

export interface SignUpPageModel extends PageModel {
  readonly csrfToken: string;
  /** Where to go after signing in, sealed; empty for the start page. */
  readonly returnTo: string;
  readonly typed: TypedPerson;
  readonly problems: readonly PersonProblem[];
  /** Why a form without fault was not taken. */
  readonly refused?: SignUpRefusal | undefined;
}

export type SignUpRefusal =
  | { readonly kind: 'stale' | 'busy' }
  | { readonly kind: 'slow_down'; readonly seconds: number };

/** How a developer gets an account, without script (rule P1). */
export function signUpPage(model: SignUpPageModel): string {
  const say = sayOf(model);
  const { refused, returnTo } = model;
  const problems = model.problems.map((problem) => personProblem(say, problem));
  if (refused !== undefined) {
    const text =
      refused.kind === 'slow_down'
        ? say('sign_in.slow_down', { seconds: refused.seconds })
        : say(`sign_in.${refused.kind}`);
    // What has to be typed again is the password, so the line leads there; the field itself is not at fault.
    problems.unshift({ field: 'password', text });
  }
  const signIn = returnTo === '' ? '/sign-in' : `/sign-in?${new URLSearchParams({ return_to: returnTo })}`;
  return layout(model, {
    title: say('sign_up.title'),
    hasErrors: problems.length > 0,
    main: html`<h1>${say('sign_up.title')}</h1>
<p class="lead">${say('sign_up.lead')}</p>
${problems.length > 0 && problemSummary(say, problems)}
<form method="post" action="/sign-up" novalidate>
<input type="hidden" name="csrf" value="${model.csrfToken}">
<input type="hidden" name="return_to" value="${returnTo}">
${personFields(say, model.typed, refused === undefined ? problems : [], { autofocus: problems.length === 0 })}
<button class="button wide" type="submit">${say('sign_up.submit')}</button>
</form>
<p class="other-way">${say('sign_up.known_here')} <a href="${signIn}">${say('sign_in.title')}</a></p>`,
    aside: html`<p>${say('page.footer')}</p>`,
  });
}
