import { fieldError, problemSummary } from './form-problems.ts';
import { type Html, html } from './html.ts';
import { layout, type PageModel, sayOf } from './layout.ts';

export type SetUpField = 'company' | 'first_name' | 'last_name' | 'email' | 'password' | 'password_again';

export interface SetUpProblem {
  readonly field: SetUpField;
  readonly kind:
    | 'company_missing'
    | 'first_name_missing'
    | 'last_name_missing'
    | 'email_wrong'
    | `password_${'short' | 'long' | 'simple' | 'personal' | 'differs'}`;
}

export interface SetUpPageModel extends PageModel {
  readonly csrfToken: string;
  /** The link's token, which the form brings back. */
  readonly token: string;
  readonly typed: {
    readonly company: string;
    readonly firstName: string;
    readonly lastName: string;
    readonly email: string;
  };
  readonly problems: readonly SetUpProblem[];
}

/** The first page of an empty deployment: who runs it, and for which company. */
export function setUpPage(model: SetUpPageModel): string {
  const say = sayOf(model);
  const { typed, problems } = model;
  const field = (name: SetUpField, label: Html, input: Html, hint?: Html): Html => {
    const problem = problems.find((each) => each.field === name);
    const described = [hint && `${name}-hint`, problem && `${name}-problem`].filter((id) => id !== undefined);
    return html`<div class="field"><label for="${name}">${label}</label>
${hint && html`<p class="hint" id="${name}-hint">${hint}</p>`}
${problem && fieldError(name, say(`set_up.${problem.kind}`))}
<input id="${name}" name="${name}" required${input}${problem && html` aria-invalid="true"`}${described.length > 0 && html` aria-describedby="${described.join(' ')}"`}></div>`;
  };
  return layout(model, {
    title: say('set_up.title'),
    hasErrors: problems.length > 0,
    main: html`<h1>${say('set_up.title')}</h1>
<p class="lead">${say('set_up.lead')}</p>
${
  problems.length > 0 &&
  problemSummary(
    say,
    problems.map((each) => ({ field: each.field, text: say(`set_up.${each.kind}`) })),
  )
}
<form method="post" action="/set-up" novalidate>
<input type="hidden" name="csrf" value="${model.csrfToken}">
<input type="hidden" name="token" value="${model.token}">
${field('company', say('set_up.company'), html` value="${typed.company}" maxlength="120" autocomplete="organization"${problems.length === 0 && html` autofocus`}`)}
<div class="pair">
${field('first_name', say('set_up.first_name'), html` value="${typed.firstName}" maxlength="120" autocomplete="given-name"`)}
${field('last_name', say('set_up.last_name'), html` value="${typed.lastName}" maxlength="120" autocomplete="family-name"`)}
</div>
${field('email', say('set_up.email'), html` type="email" value="${typed.email}" maxlength="254" autocomplete="username" autocapitalize="none" spellcheck="false"`)}
${field('password', say('set_up.password'), html` type="password" maxlength="256" autocomplete="new-password"`, say('set_up.password_hint'))}
${field('password_again', say('set_up.password_again'), html` type="password" maxlength="256" autocomplete="new-password"`)}
<button class="button wide" type="submit">${say('set_up.submit')}</button>
</form>`,
  });
}
