import { type Asset, logo, mark, stylesheets } from './assets.ts';
import { type Html, html, type Part } from './html.ts';
import { type Locale, type Say, sayIn } from './messages/messages.ts';

/** What every page has, whatever it is about. */
export interface PageModel {
  readonly locale: Locale;
  /** The page's own address, sealed by `languageSwitch`; without it the page offers no other language. */
  readonly languageSwitch?: string | undefined;
  /** Says the texts; made from `locale` unless a test brings its own. */
  readonly say?: Say;
}

export interface PageContent {
  readonly title: Html;
  readonly main: Part;
  /** Below the card, small. */
  readonly aside?: Part;
  /** Tells people with many tabs, or with a screen reader, at once that something has to be corrected. */
  readonly hasErrors?: boolean;
  /** A file of ours that makes more of the page; everything else on it works without. */
  readonly script?: Asset | false;
}

/** A whole page. Nothing inline, nothing from elsewhere; all its words come from the catalogue. */
export function layout(model: PageModel, content: PageContent): string {
  const say = sayOf(model);
  const titleKey = content.hasErrors ? 'page.title_with_error' : 'page.title';
  return html`<!doctype html>
<html lang="${model.locale}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
<title>${say(titleKey, { page: content.title })}</title>
${stylesheets.map(
  ({ href }) => html`<link rel="stylesheet" href="${href}">
`,
)}
<link rel="icon" href="${logo.href}" type="image/svg+xml">
${
  content.script &&
  html`<script type="module" src="${content.script.href}"></script>
`
}</head>
<body>
<a class="skip" href="#main">${say('page.skip')}</a>
<header class="top"><span class="brand">${mark}${say('product.name')}</span>${languages(model, say)}</header>
<main id="main" tabindex="-1">
<div class="card">
${content.main}
</div>
${content.aside === undefined ? '' : html`<div class="aside">${content.aside}</div>`}
</main>
</body>
</html>
`.toString();
}

export function sayOf(model: PageModel): Say {
  return model.say ?? sayIn(model.locale);
}

function languages(model: PageModel, say: Say): Part {
  if (model.languageSwitch === undefined) return '';
  const other: Locale = model.locale === 'en' ? 'es' : 'en';
  return html`<form class="languages" method="post" action="/language">
<input type="hidden" name="return_to" value="${model.languageSwitch}">
<button class="quiet" name="locale" value="${other}" lang="${other}">${say(`language.${other}`)}</button>
</form>`;
}
