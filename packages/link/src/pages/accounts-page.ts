import { type Html, html } from '@gatehouse/service';
import type { Noted } from '../journal/journal.ts';
import type { LinkRow, PersonRow } from '../schema/tables.ts';
import { layout, type PageModel } from './layout.ts';
import { type Locale, type Say, sayIn } from './messages.ts';
import { timeIn } from './time-in.ts';

export interface AccountsModel extends PageModel {
  readonly csrf: string;
  readonly person: Pick<PersonRow, 'name' | 'email'>;
  readonly links: readonly LinkRow[];
  readonly installs: readonly InstallLine[];
  /** Until when a sign-in key waits for its machine. */
  readonly keyUntil: number | undefined;
  readonly entries: readonly Noted[];
  /** The account that was just unlinked, where Gatehouse does not know of it yet or never will. */
  readonly unlinked?: { readonly account: string; readonly upstream: 'pending' | 'not_revoked' } | undefined;
}

interface InstallLine {
  readonly id: string;
  readonly name: string;
  readonly platform: string;
  readonly createdAt: number;
  readonly seenAt: number;
}

/** Everything a person has here: links, installs, and who received what when. */
export function accountsPage(model: AccountsModel): string {
  const { locale, csrf, person, links, installs, keyUntil, entries, unlinked } = model;
  const say = sayIn(locale);
  const button = (action: string, text: Html, quiet = true) =>
    html`<form method="post" action="${action}"><input type="hidden" name="csrf" value="${csrf}"><button${quiet && html` class="quiet"`}>${text}</button></form>`;
  const main = html`${unlinked !== undefined && html`<section role="status"><p>${say(`accounts.${unlinked.upstream}`, { account: unlinked.account })}</p></section>`}
<section><h1>${say('accounts.title')}</h1>
<p class="soft">${say('accounts.hello', { name: person.name, email: person.email })}</p>
${links.length === 0 ? html`<p>${say('accounts.none')}</p>` : html`<ul>${links.map((link) => linkItem(link, say, locale, button))}</ul>`}
<div class="row">${button('/links', say('accounts.link'), false)}${button('/sign-out', say('accounts.sign_out'))}</div></section>
<section><h2>${say('installs.title')}</h2>
${
  installs.length === 0
    ? html`<p>${say('installs.none')}</p>`
    : html`<ul>${installs.map((install) => installItem(install, say, locale, button))}</ul>
<p class="soft">${say('installs.life')}</p>`
}
<p><a href="/device">${say('installs.device')}</a></p>
<p>${keyUntil === undefined ? say('installs.key_for') : say('installs.key_waits', { time: timeIn(locale, keyUntil) })}</p>
<div class="row">${button('/sign-in-key', say('installs.key'))}${keyUntil !== undefined && button('/sign-in-key/withdraw', say('installs.withdraw_key'))}</div></section>
<section><h2>${say('journal.title')}</h2>
${entries.length === 0 ? html`<p>${say('journal.none')}</p>` : html`<ul>${entries.map((entry) => html`<li>${say(`journal.${entry.event}`, { install: entry.install ?? '' })} <span class="soft">${accountOf(links, entry.linkId)}${timeIn(locale, entry.at)}</span></li>`)}</ul>`}</section>`;
  return layout(model, say('accounts.title'), main);
}

function linkItem(
  { id, state, reason, account_login: account, account_name, linked_at }: LinkRow,
  say: Say,
  locale: Locale,
  button: (action: string, text: Html, quiet?: boolean) => Html,
): Html {
  const waits = state === 'needs_sign_in';
  return html`<li><strong>${account_name}</strong> <span class="soft">${account} · ${say('accounts.linked_at', { time: timeIn(locale, linked_at) })}</span><br>
<span${waits && html` class="bad"`}>${say(waits ? 'accounts.needs_sign_in' : 'accounts.active')}</span>
${waits && reason !== null && html`<span class="soft">${say(`accounts.${reason}`)}</span>`}
<div class="row">${waits && button('/links', say('accounts.again', { account }), false)}${button(`/links/${id}/unlink`, say('accounts.unlink', { account }))}<a href="/links/${id}/log">${say('accounts.log', { account })}</a></div></li>`;
}

/** Several machines may have one name: to the second when each was added tells them apart. */
function installItem(
  { id, name, platform, createdAt, seenAt }: InstallLine,
  say: Say,
  locale: Locale,
  button: (action: string, text: Html) => Html,
): Html {
  const added = say('installs.added', { time: timeIn(locale, createdAt, 'medium') });
  const seen = say('installs.seen', { time: timeIn(locale, seenAt) });
  return html`<li><strong>${name}</strong> <span class="soft">${platform} · ${added} · ${seen}</span>
<div class="row">${button(`/installs/${id}/sign-out`, html`${say('installs.sign_out', { install: name })} <span class="unseen">(${added})</span>`)}</div></li>`;
}

function accountOf(links: readonly LinkRow[], linkId: string | null): string {
  const login = links.find(({ id }) => id === linkId)?.account_login;
  return login === undefined ? '' : `${login} · `;
}
