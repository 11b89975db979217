import { type Html, html, type Part } from './html.ts';
import { type CompanyCheck, type ProjectCheck, type Sheet, sheetNames } from './sheets.ts';
import { type Locale, type Say, sayIn, type WordKey } from './words/words.ts';

export type Notice =
  | {
      readonly kind:
        | 'connected'
        | 'disconnected'
        | 'denied'
        | 'foreign'
        | 'ended'
        | 'forbidden'
        | 'unavailable';
    }
  | { readonly kind: 'added'; readonly sheet: Sheet; readonly project: string }
  | { readonly kind: 'refused'; readonly reason: string };

/** For whoever has not connected yet. */
export function welcomePage(locale: Locale, notice: Notice | undefined): string {
  const say = sayIn(locale);
  return page(
    locale,
    notice,
    html`<section class="card welcome">
<h1>${say('connect_heading')}</h1>
<p>${say('connect_text')}</p>
<form method="post" action="/connect"><button class="primary">${say('connect')}</button></form>
</section>`,
  );
}

export function checkPage(
  locale: Locale,
  notice: Notice | undefined,
  { person, companies }: { readonly person: string; readonly companies: readonly CompanyCheck[] },
): string {
  const say = sayIn(locale);
  return page(
    locale,
    notice,
    html`<div class="person"><p>${say('signed_in', { person })}</p>
<form method="post" action="/disconnect"><button>${say('disconnect')}</button></form></div>
<h1>${say('tagline')}</h1>
${companies.map((company) => companyCard(say, company))}`,
  );
}

/** An answer that is no page of the app: nothing to see, or a form that came from elsewhere. */
export function errorPage(locale: Locale, key: 'not_found' | 'not_allowed'): string {
  const say = sayIn(locale);
  return page(
    locale,
    undefined,
    html`<section class="card"><h1>${say(key)}</h1><p><a href="/">${say('home')}</a></p></section>`,
  );
}

function companyCard(say: Say, { id, name, projects }: CompanyCheck): Html {
  const content: Part =
    projects === 'not_connected'
      ? html`<p class="quiet">${say('not_connected')}</p>`
      : projects.length === 0
        ? html`<p class="quiet">${say('no_projects')}</p>`
        : projects.map((project) => projectPart(say, id, project));
  return html`<section class="card"><h2>${name}</h2>
${content}
</section>
`;
}

function projectPart(say: Say, companyId: number, { id, name, missing }: ProjectCheck): Html {
  if (missing === 'closed') return html`<h3>${name}</h3><p class="quiet">${say('closed')}</p>`;
  const row = (sheet: Sheet): Html => {
    const label = say(sheet);
    const state = missing.has(sheet) ? 'missing' : 'present';
    const add = html`<form method="post" action="/sheets">
<input type="hidden" name="company" value="${companyId}"><input type="hidden" name="project" value="${id}">
<button name="sheet" value="${sheet}" aria-label="${say('add_label', { sheet: label, project: name })}">${say('add')}</button>
</form>`;
    return html`<li><span class="mark ${state}" aria-hidden="true"></span><span>${label}</span>
<span class="state ${state}">${say(state)}</span>${missing.has(sheet) ? add : undefined}</li>
`;
  };
  return html`<h3>${name}</h3>${missing.size === 0 ? html`<p class="quiet">${say('complete')}</p>` : undefined}
<ul>${sheetNames.map(row)}</ul>
`;
}

const problems: ReadonlySet<Notice['kind']> = new Set([
  'denied',
  'foreign',
  'ended',
  'forbidden',
  'refused',
  'unavailable',
]);

function noticePart(say: Say, notice: Notice): Html {
  const key: WordKey = `notice_${notice.kind}`;
  const text =
    notice.kind === 'added'
      ? say(key, { sheet: say(notice.sheet), project: notice.project })
      : say(key, notice.kind === 'refused' ? { reason: notice.reason } : {});
  const isProblem = problems.has(notice.kind);
  return html`<p class="notice${isProblem ? ' problem' : ''}" role="${isProblem ? 'alert' : 'status'}">${text}</p>
`;
}

function page(locale: Locale, notice: Notice | undefined, main: Html): string {
  const say = sayIn(locale);
  const other = locale === 'en' ? 'es' : 'en';
  return html`<!doctype html>
<html lang="${locale}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${say('title')}</title>
<link rel="stylesheet" href="/style.css">
<link rel="icon" href="data:,">
</head>
<body>
<a class="skip" href="#main">${say('skip')}</a>
<header><a class="brand" href="/"><svg viewBox="0 0 24 24" aria-hidden="true"><path d="M12 2 21 5v6c0 5.2-3.7 9.4-9 11-5.3-1.6-9-5.8-9-11V5z"/><path class="tick" d="m8 12 3 3 5-6"/></svg>${say('title')}</a>
<form method="post" action="/language"><button class="link" name="language" value="${other}" lang="${other}">${say('other_language')}</button></form></header>
<main id="main">
${notice === undefined ? undefined : noticePart(say, notice)}${main}
</main>
</body>
</html>
`.toString();
}
