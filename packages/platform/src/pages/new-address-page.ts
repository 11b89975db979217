import { html } from './html.ts';
import { layout, type PageModel, sayOf } from './layout.ts';

export interface NewAddressPageModel extends PageModel {
  readonly step:
    | {
        readonly csrfToken: string;
        /** This page's own address, token and all. */
        readonly action: string;
        readonly address: string;
        readonly company: string;
      }
    | 'confirmed'
    /** Confirmed, and the invitation that they had is sent there anew. */
    | 'invited';
}

/** The page behind a link by which a company asks for an address. It asks, for programs that look into mails open links as well. */
export function newAddressPage(model: NewAddressPageModel): string {
  const say = sayOf(model);
  const { step } = model;
  if (typeof step === 'string') {
    const title = say('new_address.done_title');
    return layout(model, {
      title,
      main: html`<h1>${title}</h1>
<p class="lead">${say(step === 'invited' ? 'new_address.invited_lead' : 'new_address.done_lead')}</p>`,
    });
  }
  const values = {
    company: html`<strong>${step.company}</strong>`,
    address: html`<strong>${step.address}</strong>`,
  };
  const title = say('new_address.title');
  return layout(model, {
    title,
    main: html`<h1>${title}</h1>
<p class="lead">${say('new_address.lead', values)}</p>
<p>${say('new_address.effect')}</p>
<form method="post" action="${step.action}">
<input type="hidden" name="csrf" value="${step.csrfToken}">
<button class="button wide" type="submit">${say('new_address.submit')}</button>
</form>
<p class="other-way"><a href="/">${say('invitation.not_now')}</a></p>`,
  });
}
