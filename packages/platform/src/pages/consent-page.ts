import { type Html, html, type Part } from './html.ts';
import { layout, type PageModel, sayOf } from './layout.ts';
import type { PlainKey, Say } from './messages/messages.ts';

/** What an app can be said to be able to do. */
export type Ability =
  Extract<PlainKey, `consent.ability.${string}`> extends `consent.ability.${infer Name}` ? Name : never;

export interface ConsentPageModel extends PageModel {
  readonly csrfToken: string;
  /** The pending request, sealed by the authorization room; travels through the form unread. */
  readonly requestToken: string;
  readonly app: {
    readonly name: string;
    readonly publisher: string;
    readonly verified: boolean;
    /** Registered so recently that a link to it deserves a second look (check UI-14). */
    readonly isNew: boolean;
    /** The document that an app which nobody registered describes itself by; absent or null for any other. */
    readonly address?: string | null;
  };
  /** Host and port of the redirect URI; null where the code is shown on a page of ours instead. */
  readonly redirectHost: string | null;
  readonly person: { readonly name: string; readonly email: string };
  /** The APIs that the tokens are for: an outside one by its identifier, null for our own. */
  readonly apis: readonly (string | null)[];
  readonly abilities: readonly Ability[];
  readonly companies: readonly ConsentCompany[];
}

export interface ConsentCompany {
  readonly companyId: number;
  readonly name: string;
  readonly state: 'connected' | 'will_install' | 'not_installed' | 'asked' | 'blocked' | 'disconnected';
  /** Whether its box is ticked to begin with. */
  readonly chosen: boolean;
}

/**
 * The one decision people take for themselves, so it says all that matters (check UI-12): who asks, whether we
 * know them, what they will be able to do, where, for how long, how to take it back, and where the browser goes.
 */
export function consentPage(model: ConsentPageModel): string {
  const say = sayOf(model);
  return layout(model, {
    title: say('consent.title', { app: model.app.name }),
    main: html`<h1>${say('consent.title', { app: model.app.name })}</h1>
<p class="lead">${lead(model, say)}</p>
${publisher(model, say)}
${warning(model, say)}
<form method="post" action="/oauth/authorize">
<input type="hidden" name="csrf" value="${model.csrfToken}">
<input type="hidden" name="request" value="${model.requestToken}">
${reach(model, say)}
<h2>${say('consent.until')}</h2>
<p>${say('consent.until_revoked')}</p>
<h2>${say('consent.redirect')}</h2>
<p>${destination(model.redirectHost, say)}</p>
${decisionButtons(say)}
</form>`,
    aside: html`<p>${say('consent.signed_in_as', model.person)} <a href="/logout">${say('consent.not_you')}</a></p>`,
  });
}

export function publisher({ app }: Pick<ConsentPageModel, 'app'>, say: Say): Html {
  const badge = app.verified
    ? html`<span class="badge good">${say('consent.verified')}</span>`
    : html`<span class="badge">${say('consent.unverified')}</span>`;
  const by = { publisher: app.publisher };
  return html`<p class="publisher">${say('consent.publisher', by)} ${badge}</p>
${!!app.address && html`<p>${say('consent.by_document', { address: html`<strong class="host">${app.address}</strong>` })}</p>`}`;
}

export function warning({ app }: Pick<ConsentPageModel, 'app'>, say: Say): Part {
  if (app.verified && !app.isNew) return '';
  return html`<section class="warning" aria-labelledby="warning"><h2 id="warning">${say('consent.warning.title')}</h2>
${!app.verified && html`<p>${say('consent.warning.unverified', { publisher: app.publisher })}</p>`}
${app.isNew && html`<p>${say('consent.warning.new')}</p>`}
</section>`;
}

function lead({ app: { name }, apis }: ConsentPageModel, say: Say): Html {
  const app = html`<strong>${name}</strong>`;
  const [api = null, ...more] = apis;
  if (more.length > 0) return say('consent.lead_several', { app });
  return api === null
    ? say('consent.lead', { app })
    : say('consent.lead_elsewhere', { app, resource: html`<strong class="host">${api}</strong>` });
}

/** What it will be able to do, and where. What an outside API lets a person do, and in which companies, it decides itself. */
export function reach(
  { apis, abilities, companies: list }: Pick<ConsentPageModel, 'apis' | 'abilities' | 'companies'>,
  say: Say,
): Html {
  const ownApi = apis.includes(null);
  const items = [
    ...(ownApi ? abilities.map((ability) => say(`consent.ability.${ability}`)) : []),
    ...apis
      .filter((api) => api !== null)
      .map((api) => say('consent.elsewhere', { resource: html`<strong class="host">${api}</strong>` })),
    say('consent.ability.stay_connected'),
  ];
  return html`<h2>${say('consent.abilities')}</h2>
<ul class="abilities">${items.map((item) => html`<li>${item}</li>`)}</ul>
<p class="never">${say('consent.never')}</p>
${ownApi && companyBoxes(list, say)}`;
}

/** The name of a company's box. One for each, because a page's field is never sent twice. */
export function companyField(companyId: number): string {
  return `company_${companyId}`;
}

/** One box for each company, so that the app can be let into some and kept out of others. */
function companyBoxes(list: readonly ConsentCompany[], say: Say): Html {
  if (list.length === 0)
    return html`<h2>${say('consent.companies')}</h2><p>${say('consent.companies_none')}</p>`;
  const items = list.map(({ companyId, name, state, chosen }) => {
    const id = `company-${companyId}`;
    return html`<li><input type="checkbox" id="${id}" name="${companyField(companyId)}" value="on"${chosen && html` checked`} aria-describedby="${id}-state">
<label for="${id}">${name}</label>
<span class="state ${state}" id="${id}-state">${say(`consent.company.${state}`)}</span></li>`;
  });
  return html`<fieldset class="choice"><legend><h2>${say('consent.companies')}</h2></legend>
<p>${say('consent.companies_lead')}</p>
<ul class="companies">${items}</ul></fieldset>`;
}

/** Deny stands first, so that the key that sends a form by itself does not allow. */
export function decisionButtons(say: Say): Html {
  return html`<div class="decision"><button class="button secondary" name="decision" value="deny">${say('consent.deny')}</button>
<button class="button" name="decision" value="allow">${say('consent.allow')}</button></div>`;
}

function destination(host: string | null, say: Say): Html {
  if (host === null) return say('consent.redirect_code');
  const shown = html`<strong class="host">${host}</strong>`;
  const onThisDevice = /^(?:localhost|127\.0\.0\.1|\[::1\])(?::\d+)?$/.test(host);
  return say(onThisDevice ? 'consent.redirect_device' : 'consent.redirect_host', { host: shown });
}
