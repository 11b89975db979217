import { html } from './html.ts';
import { layout, type PageModel, sayOf } from './layout.ts';

export interface RecoveryCodesPageModel extends PageModel {
  readonly codes: readonly string[];
  /** Whether a factor has just been added. */
  readonly added: boolean;
  /** Where the person was going, if they did not come by themselves. */
  readonly next?: string | undefined;
}

/** The recovery codes, this once. */
export function recoveryCodesPage(model: RecoveryCodesPageModel): string {
  const say = sayOf(model);
  return layout(model, {
    title: say('recovery_codes.title'),
    main: html`${model.added && html`<p class="notice good" role="status">${say('factors.added')}</p>`}
<h1>${say('recovery_codes.title')}</h1>
<p class="lead">${say('recovery_codes.lead')}</p>
<ul class="recovery-codes">${model.codes.map((code) => html`<li><code>${code}</code></li>`)}</ul>
<p class="notice">${say('recovery_codes.warning')}</p>
<p><a class="button wide" href="${model.next ?? '/second-factor'}">${say('recovery_codes.kept')}</a></p>`,
  });
}
