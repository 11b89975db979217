import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { type Html, html, type Part } from '@gatehouse/service';
import { type Locale, sayIn } from './messages.ts';

export const stylesheet = readFileSync(new URL('./link.css', import.meta.url));
const version = createHash('sha256').update(stylesheet).digest('base64url').slice(0, 16);

export interface PageModel {
  readonly locale: Locale;
  /** The form token of the session; with one the page offers another language. */
  readonly csrf?: string | undefined;
}

/** A whole page: no script, nothing from elsewhere. */
export function layout({ locale, csrf }: PageModel, title: Html, main: Part): string {
  const say = sayIn(locale);
  const other: Locale = locale === 'en' ? 'es' : 'en';
  return html`<!doctype html>
<html lang="${locale}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
<title>${say('page.title', { page: title })}</title>
<link rel="stylesheet" href="/assets/link.css?v=${version}">
</head>
<body>
<a class="skip" href="#main">${say('page.skip')}</a>
<header><span class="brand">${say('product.name')}</span>
${csrf !== undefined && html`<form method="post" action="/language"><input type="hidden" name="csrf" value="${csrf}"><button class="quiet" name="locale" value="${other}" lang="${other}">${say('language.other')}</button></form>`}</header>
<main id="main" tabindex="-1">
${main}
</main>
<footer><p>${say('page.footer')}</p></footer>
</body>
</html>
`.toString();
}
