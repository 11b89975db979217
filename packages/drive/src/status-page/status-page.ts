import { type Html, html } from '@gatehouse/service/html';
import type { Standing } from '../control/control.ts';
import type { Finding } from '../findings/finding.ts';
import { findingWords } from '../findings/finding-words.ts';
import { type Translate, translator } from '../messages/translate.ts';
import { bytes } from '../terminal/table.ts';
import type { Locale } from './locale.ts';

export interface MountModel {
  readonly folder: string;
  /** Absent while the folder cannot be opened: its disk is away, or another process has it. */
  readonly standing?: Standing;
  readonly findings?: readonly Finding[];
}

/** More than anybody reads; `drive conflicts` lists them all. */
const most = 50;

/** A whole page: one script of its own that renews it, nothing from elsewhere, and all of it there without the script. */
export function statusPage(locale: Locale, mounts: readonly MountModel[], now: number): string {
  const t = translator(locale);
  const other: Locale = locale === 'en' ? 'es' : 'en';
  return html`<!doctype html>
<html lang="${locale}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
<title>${t('page.title')}</title>
<link rel="stylesheet" href="status.css">
<script src="status.js" type="module"></script>
</head>
<body>
<a class="skip" href="#main">${t('page.skip')}</a>
<header><span class="brand">Gatehouse Drive</span><a href="?lang=${other}" hreflang="${other}" lang="${other}">${t('page.other-language')}</a></header>
<main id="main" tabindex="-1">
<h1>${t('page.title')}</h1>
<p id="gone" class="bad" role="status" hidden>${t('page.gone')}</p>
<div id="mounts">${mounts.map((mount) => section(mount, now, t))}</div>
</main>
</body>
</html>
`.toString();
}

function section({ folder, standing, findings = [] }: MountModel, now: number, t: Translate): Html {
  if (standing === undefined)
    return html`<section><h2>${folder}</h2><p class="bad">${t('state.not-open')}</p></section>`;
  const { state, has, lookedAt, activity, kept } = standing;
  const isWell = state === 'in-step' || state === 'working' || state === 'never';
  return html`<section><h2>${folder}</h2>
<p${!isWell && html` class="bad"`}>${t(`state.${state}`)}</p>
${lookedAt > 0 && html`<p class="soft">${t('status.looked', { time: ago(now - lookedAt, t) })}</p>`}
<p class="soft">${t('status.has', { ...has, size: bytes(has.bytes) })}${kept > 0 && html` ${t('status.kept', { size: bytes(kept) })}`}</p>
${
  activity.transfers.length > 0 &&
  html`<h3>${t('status.transfers')}</h3><ul>${activity.transfers.map(
    ({ name, direction, done, size }) =>
      html`<li>${t(`status.${direction}`, { name })} <span class="soft">${bytes(done)} / ${bytes(size)}</span><progress aria-label="${name}" value="${done}" max="${Math.max(1, size)}"></progress></li>`,
  )}</ul>`
}
${
  findings.length > 0 &&
  html`<h3>${t('status.needs')}</h3><ul>${findings.slice(0, most).map((finding) => {
    const { said, remedy } = findingWords(finding, t);
    return html`<li>${said}<br><span class="soft">${remedy}</span></li>`;
  })}</ul>${findings.length > most && html`<p class="soft">${t('status.more', { count: findings.length - most })}</p>`}`
}</section>`;
}

function ago(milliseconds: number, t: Translate): string {
  const minutes = Math.floor(milliseconds / 60_000);
  return minutes < 1 ? t('ago.now') : t('ago.minutes', { count: minutes });
}
