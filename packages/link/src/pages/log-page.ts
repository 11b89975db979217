import { html } from '@gatehouse/service';
import type { Noted } from '../journal/journal.ts';
import type { LinkRow } from '../schema/tables.ts';
import { layout, type PageModel } from './layout.ts';
import { sayIn } from './messages.ts';
import { timeIn } from './time-in.ts';

export interface LogModel extends PageModel {
  readonly link: Pick<LinkRow, 'id' | 'account_login'>;
  readonly entries: readonly Noted[];
  /** The last entry shown, where there are older ones. */
  readonly older: string | undefined;
  readonly isFirst: boolean;
}

/** Who received a token of one account and when, and all else that befell it; the newest first. */
export function logPage(model: LogModel): string {
  const { locale, link, entries, older, isFirst } = model;
  const say = sayIn(locale);
  const path = `/links/${link.id}/log`;
  const title = say('log.title', { account: link.account_login });
  const row = ({ event, at, install, platform }: Noted) =>
    html`<tr><td>${timeIn(locale, at)}</td><td>${say(`journal.${event}`, { install: install ?? '' })}</td><td>${platform ?? ''}</td></tr>`;
  const main = html`<section><h1>${title}</h1><p class="soft">${say('log.lead')}</p>
${
  entries.length === 0
    ? html`<p>${say('journal.none')}</p>`
    : html`<div class="scroll" tabindex="0" role="region" aria-label="${title}"><table><thead><tr><th scope="col">${say('log.time')}</th><th scope="col">${say('log.event')}</th><th scope="col">${say('log.system')}</th></tr></thead>
<tbody>${entries.map(row)}</tbody></table></div>`
}
<nav class="row" aria-label="${say('log.pages')}">${!isFirst && html`<a href="${path}">${say('log.newest')}</a> `}${older !== undefined && html`<a href="${path}?before=${older}" rel="next">${say('log.older')}</a> `}<a href="/">${say('problem.home')}</a></nav></section>`;
  return layout(model, title, main);
}
