import { html } from '../pages/html.ts';
import { layout, type PageModel, sayOf } from '../pages/layout.ts';
import type { Letter } from './letter.ts';

export interface MailPageModel extends PageModel {
  readonly mails: readonly (Letter & { readonly to: string; readonly queuedAt: number })[];
}

/** Mails as a list, newest first, with their links to follow. */
export function mailPage(model: MailPageModel): string {
  const say = sayOf(model);
  return layout(model, {
    title: say('mail.title'),
    main: html`<h1>${say('mail.title')}</h1>
<p class="lead">${model.mails.length === 0 ? say('mail.none') : say('mail.lead')}</p>
${model.mails.map(
  ({ to, queuedAt, subject, text }) => html`<article>
<h2>${subject}</h2>
<p class="hint">${say('mail.to', { address: to })} · <time>${new Date(queuedAt).toISOString()}</time></p>
${text
  .split('\n\n')
  .map((line) =>
    /^https?:\/\/\S+$/.test(line)
      ? html`<p><a href="${line}">${line}</a></p>`
      : html`<p>${linesOf(line)}</p>`,
  )}
</article>
`,
)}`,
  });
}

function linesOf(paragraph: string) {
  return paragraph.split('\n').map((line, index) => html`${index > 0 && html`<br>`}${line}`);
}
