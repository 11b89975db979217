import { html } from '@gatehouse/service';
import { layout, type PageModel } from './layout.ts';
import { type MessageKey, sayIn } from './messages.ts';

/** Where a person types the code of a machine. */
export function devicePage(
  model: PageModel & { csrf: string; typed: string; problem?: 'device.wrong' | 'device.busy' | undefined },
): string {
  const { locale, csrf, typed, problem } = model;
  const say = sayIn(locale);
  return layout(
    model,
    say('device.title'),
    html`<section><h1>${say('device.title')}</h1><p>${say('device.lead')}</p>
${problem !== undefined && html`<p class="bad" role="alert" id="code-problem">${say(problem)}</p>`}
<form method="post" action="/device"><input type="hidden" name="csrf" value="${csrf}">
<label for="code">${say('device.code')}</label>
<input id="code" name="code" value="${typed}" autocomplete="off" autocapitalize="characters" spellcheck="false" maxlength="20" required autofocus${problem !== undefined && html` aria-invalid="true" aria-describedby="code-problem"`}>
<button>${say('device.submit')}</button></form></section>`,
  );
}

/** The question. What the machine calls itself is its own word, and said to be. */
export function enrolPage(
  model: PageModel & { csrf: string; id: string; name: string; platform: string; code?: string | undefined },
): string {
  const { locale, csrf, id, name, platform, code } = model;
  const say = sayIn(locale);
  return layout(
    model,
    say('enrol.title'),
    html`<section><h1>${say('enrol.title')}</h1><p>${say('enrol.lead', { name: html`<strong>${name}</strong>`, platform })}</p>
${code !== undefined && html`<p>${say('enrol.code', { code: html`<strong>${code}</strong>` })}</p>`}
<p>${say('enrol.warning')}</p>
<form method="post" action="/enrol/${id}"><input type="hidden" name="csrf" value="${csrf}">${code !== undefined && html`<input type="hidden" name="code" value="${code}">`}
<button name="decision" value="allow">${say('enrol.allow')}</button>
<button class="quiet" name="decision" value="deny">${say('enrol.deny')}</button></form></section>`,
  );
}

/** The last word on an enrolment. */
export function enrolledPage(
  model: PageModel,
  key: Extract<MessageKey, 'enrol.done' | 'enrol.denied' | 'enrol.over' | 'enrol.full'>,
  values: Readonly<Record<string, string>> = {},
): string {
  const say = sayIn(model.locale);
  return layout(
    model,
    say('device.title'),
    html`<section><h1>${say('device.title')}</h1><p role="status">${say(key, values)}</p>
${key === 'enrol.full' && html`<p><a class="button" href="/">${say('problem.home')}</a></p>`}</section>`,
  );
}
