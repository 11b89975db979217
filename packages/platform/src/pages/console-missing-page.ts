import { html } from './html.ts';
import { layout, type PageModel, sayOf } from './layout.ts';

/** What a developer sees who has started the server by hand. */
export function consoleMissingPage(model: PageModel): string {
  const say = sayOf(model);
  return layout(model, {
    title: say('console.missing.title'),
    main: html`<h1>${say('console.missing.title')}</h1>
<p class="lead">${say('console.missing.body')}</p>
<p><code>npm run build -w packages/console</code></p>`,
  });
}
