import { type AskedFor, askLinkPaths } from './ask-link-page.ts';
import { html } from './html.ts';
import { layout, type PageModel, sayOf } from './layout.ts';

export interface MailSentPageModel extends PageModel {
  readonly asked: AskedFor;
  /** In a demo the mail lies on a page of its own. */
  readonly showsMail: boolean;
}

/** Said to everybody in the same words, whatever the mail says. */
export function mailSentPage(model: MailSentPageModel): string {
  const say = sayOf(model);
  return layout(model, {
    title: say('mail_sent.title'),
    main: html`<h1>${say('mail_sent.title')}</h1>
<p class="lead" role="status">${say('mail_sent.lead')}</p>
<p class="hint">${say('mail_sent.hint')}</p>
${model.showsMail && html`<p><a href="/mail">${say('mail_sent.demo')}</a></p>`}
<p class="other-way"><a href="${askLinkPaths[model.asked]}">${say('mail_sent.again')}</a></p>`,
  });
}
