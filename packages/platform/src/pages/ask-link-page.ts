import { problemSummary } from './form-problems.ts';
import { html } from './html.ts';
import { layout, type PageModel, sayOf } from './layout.ts';
import { labelledField } from './person-fields.ts';

/** What a link is asked for: an account, or a new password for one. */
export type AskedFor = 'sign_up' | 'new_password';

export interface AskLinkPageModel extends PageModel {
  readonly asked: AskedFor;
  readonly csrfToken: string;
  /** Where to go in the end, sealed; empty for the start page. */
  readonly returnTo: string;
  /** What was typed before. */
  readonly email: string;
  readonly problem?: AskLinkProblem | undefined;
}

export type AskLinkProblem =
  | { readonly kind: 'email_wrong' | 'stale' }
  | { readonly kind: 'slow_down'; readonly seconds: number };

export const askLinkPaths: Readonly<Record<AskedFor, string>> = {
  sign_up: '/sign-up',
  new_password: '/new-password',
};

/** Asks for an address, and for nothing else: all that matters is typed by whoever reads the mail. */
export function askLinkPage(model: AskLinkPageModel): string {
  const say = sayOf(model);
  const { asked, problem, returnTo } = model;
  const words =
    asked === 'sign_up'
      ? { title: say('sign_up.title'), lead: say('sign_up.lead'), submit: say('sign_up.submit') }
      : {
          title: say('new_password.ask_title'),
          lead: say('new_password.ask_lead'),
          submit: say('new_password.ask_submit'),
        };
  const problems =
    problem === undefined
      ? []
      : [
          {
            field: 'email',
            text:
              problem.kind === 'slow_down'
                ? say('sign_in.slow_down', { seconds: problem.seconds })
                : problem.kind === 'stale'
                  ? say('sign_in.stale')
                  : say('person.email_wrong'),
          },
        ];
  const signIn = returnTo === '' ? '/sign-in' : `/sign-in?${new URLSearchParams({ return_to: returnTo })}`;
  const atField = problem?.kind === 'email_wrong' ? problems : [];
  return layout(model, {
    title: words.title,
    hasErrors: problems.length > 0,
    main: html`<h1>${words.title}</h1>
<p class="lead">${words.lead}</p>
${problems.length > 0 && problemSummary(say, problems)}
<form method="post" action="${askLinkPaths[asked]}" novalidate>
<input type="hidden" name="csrf" value="${model.csrfToken}">
<input type="hidden" name="return_to" value="${returnTo}">
${labelledField(
  atField,
  'email',
  say(asked === 'sign_up' ? 'person.email' : 'sign_in.email'),
  html` type="email" value="${model.email}" maxlength="254" autocomplete="username" autocapitalize="none" spellcheck="false"${problems.length === 0 && html` autofocus`}`,
  say('link.email_hint'),
)}
<button class="button wide" type="submit">${words.submit}</button>
</form>
<p class="other-way">${asked === 'sign_up' && say('sign_up.known_here')} <a href="${signIn}">${say('sign_in.title')}</a></p>`,
    aside: html`<p>${say('page.footer')}</p>`,
  });
}
