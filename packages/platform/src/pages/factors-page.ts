import { type Html, html } from './html.ts';
import { layout, type PageModel, sayOf } from './layout.ts';
import type { Say } from './messages/messages.ts';

export interface FactorsPageModel extends PageModel {
  readonly csrfToken: string;
  readonly factors: { readonly totp: boolean; readonly passkeys: number; readonly recoveryCodes: number };
  /** Undefined where the deployment cannot have any. */
  readonly passkeys: readonly ShownPasskey[] | undefined;
  /** Said after a change, or to whom the deployment asks for a factor. */
  readonly done?: FactorsDone | undefined;
}

export const factorsDone = ['added', 'removed', 'needed', 'renamed', 'not_renamed'] as const;
export type FactorsDone = (typeof factorsDone)[number];

export interface ShownPasskey {
  readonly id: number;
  readonly name: string;
  /** Milliseconds. */
  readonly created_at: number;
  readonly last_used_at: number | null;
}

/** What a person has beside a password. */
export function factorsPage(model: FactorsPageModel): string {
  const say = sayOf(model);
  const { factors, done } = model;
  const protectedBySecond = factors.totp || factors.passkeys > 0;
  return layout(model, {
    title: say('factors.title'),
    main: html`<h1>${say('factors.title')}</h1>
<p class="lead">${say('factors.lead')}</p>
${done !== undefined && html`<p class="notice${done !== 'needed' && done !== 'not_renamed' && ' good'}" role="status">${say(`factors.${done}`)}</p>`}
<h2>${say('factors.app')}</h2>
${factors.totp ? appIsThere(model, say) : appIsMissing(say)}
${model.passkeys !== undefined && passkeys(model, model.passkeys, say)}
${protectedBySecond && recoveryCodes(model, say)}
<p class="other-way"><a href="/console/security">${say('change_password.back')}</a></p>`,
  });
}

function appIsThere({ csrfToken }: FactorsPageModel, say: Say): Html {
  return html`<p>${say('factors.app_there')}</p>
<form method="post" action="/second-factor/app/removal">
<input type="hidden" name="csrf" value="${csrfToken}">
<button class="button secondary wide" type="submit">${say('factors.app_remove')}</button>
</form>`;
}

function appIsMissing(say: Say): Html {
  return html`<p>${say('factors.app_missing')}</p>
<p><a class="button wide" href="/second-factor/app">${say('factors.app_add')}</a></p>`;
}

function passkeys({ csrfToken }: FactorsPageModel, known: readonly ShownPasskey[], say: Say): Html {
  // As 2026-11-27, which nobody reads the wrong way round.
  const day = (at: number) => Temporal.Instant.fromEpochMilliseconds(at).toString().slice(0, 10);
  return html`<h2>${say('factors.passkeys')}</h2>
${known.length === 0 && html`<p>${say('factors.passkeys_none')}</p>`}
${known.map(
  ({
    id,
    name,
    created_at: added,
    last_used_at: used,
  }) => html`<form method="post" action="/second-factor/passkey/removal">
<input type="hidden" name="csrf" value="${csrfToken}">
<input type="hidden" name="passkey" value="${id}">
<p><strong>${name}</strong><br>${say('factors.passkey_added_on', { date: day(added) })}${used !== null && html`, ${say('factors.passkey_used_on', { date: day(used) })}`}</p>
<button class="button secondary wide" type="submit">${say('factors.passkey_remove', { name })}</button>
</form>
<details><summary>${say('factors.passkey_rename', { name })}</summary>
<form method="post" action="/second-factor/passkey/name">
<input type="hidden" name="csrf" value="${csrfToken}">
<input type="hidden" name="passkey" value="${id}">
<div class="field"><label for="name-${id}">${say('factors.passkey_new_name')}</label>
<input id="name-${id}" name="name" value="${name}" maxlength="60" autocomplete="off" required></div>
<button class="button wide" type="submit">${say('factors.passkey_save')}</button>
</form></details>`,
)}
<p><a class="button wide" href="/second-factor/passkey">${say('factors.passkey_add')}</a></p>`;
}

function recoveryCodes({ csrfToken, factors }: FactorsPageModel, say: Say): Html {
  return html`<h2>${say('factors.recovery_codes')}</h2>
<p>${say('factors.recovery_codes_left', { count: factors.recoveryCodes })}</p>
<form method="post" action="/second-factor/recovery-codes">
<input type="hidden" name="csrf" value="${csrfToken}">
<button class="button secondary wide" type="submit">${say('factors.recovery_codes_renew')}</button>
</form>`;
}
