import { html } from './html.ts';
import { layout, type PageModel, sayOf } from './layout.ts';

export interface SignOutPageModel extends PageModel {
  readonly csrfToken: string;
  readonly person: { readonly name: string };
  /** Where the answer goes. */
  readonly action?: '/sign-out' | '/oauth/logout';
  /** Where an app wants the browser afterwards, sealed. */
  readonly after?: string;
}

/** Asks before it signs out: a foreign page may send people here, but it cannot press the button (check UI-15). */
export function signOutPage(model: SignOutPageModel): string {
  const say = sayOf(model);
  return layout(model, {
    title: say('sign_out.title'),
    main: html`<h1>${say('sign_out.title')}</h1>
<p class="lead">${say('sign_out.body', { person: html`<strong>${model.person.name}</strong>` })}</p>
<form class="decision" method="post" action="${model.action ?? '/sign-out'}">
<input type="hidden" name="csrf" value="${model.csrfToken}">
${model.after !== undefined && html`<input type="hidden" name="after" value="${model.after}">`}
<a class="button secondary" href="/">${say('sign_out.stay')}</a>
<button class="button" type="submit">${say('sign_out.submit')}</button>
</form>`,
  });
}
