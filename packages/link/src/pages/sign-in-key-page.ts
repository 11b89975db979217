import { html } from '@gatehouse/service';
import { layout, type PageModel } from './layout.ts';
import { sayIn } from './messages.ts';
import { timeIn } from './time-in.ts';

/** A new key, shown this once, and how a machine is let in by it. */
export function signInKeyPage(
  model: PageModel & { readonly text: string; readonly expiresAt: number; readonly origin: string },
): string {
  const { locale, text, expiresAt, origin } = model;
  const say = sayIn(locale);
  return layout(
    model,
    say('key.title'),
    html`<section><h1>${say('key.title')}</h1>
<p>${say('key.lead', { time: timeIn(locale, expiresAt) })}</p>
<p><label for="key">${say('key.label')}</label><input id="key" value="${text}" readonly autofocus></p>
<p>${say('key.how')}</p>
<pre><code>drive login ${origin} --key</code></pre>
<p class="bad">${say('key.warning')}</p>
<p><a class="button" href="/">${say('problem.home')}</a></p></section>`,
  );
}
