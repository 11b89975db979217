import { html } from './html.ts';
import { layout, type PageModel, sayOf } from './layout.ts';

export interface StopTrackingPageModel extends PageModel {
  /** This page's own address, token and all. */
  readonly action: string;
  readonly done: boolean;
}

/** The page behind the link in a mail. It asks, for programs that look into mails open links as well. */
export function stopTrackingPage(model: StopTrackingPageModel): string {
  const say = sayOf(model);
  return layout(model, {
    title: say('stop_tracking.title'),
    main: model.done
      ? html`<h1>${say('stop_tracking.title')}</h1>
<p class="notice good" role="status">${say('stop_tracking.done')}</p>`
      : html`<h1>${say('stop_tracking.title')}</h1>
<p class="lead">${say('stop_tracking.lead')}</p>
<form method="post" action="${model.action}">
<button class="button wide" type="submit">${say('stop_tracking.submit')}</button>
</form>`,
  });
}
