import { type Html, html } from './html.ts';
import type { Say } from './messages/messages.ts';

export interface PasskeyFormModel {
  /** Options for the browser, as JSON. */
  readonly options: string;
  /** The challenge, sealed. */
  readonly ceremony: string;
}

/** A form that a passkey answers. Hidden until the script has found that this browser can. */
export function passkeyForm(
  say: Say,
  form: PasskeyFormModel | undefined,
  fields: { readonly action: string; readonly csrfToken: string; readonly returnTo: string },
): Html | false {
  if (form === undefined) return false;
  return html`<form method="post" action="${fields.action}" data-passkey="get" data-options="${form.options}" hidden>
<input type="hidden" name="csrf" value="${fields.csrfToken}">
<input type="hidden" name="return_to" value="${fields.returnTo}">
<input type="hidden" name="ceremony" value="${form.ceremony}">
<input type="hidden" name="response" value="">
<p class="field-problem" data-passkey-problem role="alert" hidden>${say('passkey.not_answered')}</p>
<button class="button secondary wide" type="submit">${say('passkey.use')}</button>
</form>`;
}
