import { html } from '@gatehouse/service';
import { layout, type PageModel } from './layout.ts';
import { sayIn } from './messages.ts';

/** For whoever is not signed in: what this is, and one button. */
export function welcomePage(model: PageModel, returnTo: string): string {
  const say = sayIn(model.locale);
  return layout(
    model,
    say('welcome.title'),
    html`<section><h1>${say('welcome.title')}</h1><p>${say('welcome.lead')}</p>
<p><a class="button" href="/sign-in?${new URLSearchParams({ return_to: returnTo }).toString()}">${say('welcome.sign_in')}</a></p></section>`,
  );
}
