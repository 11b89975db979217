import { html } from './html.ts';
import { layout, type PageModel, sayOf } from './layout.ts';

export interface CodePageModel extends PageModel {
  readonly code: string;
  readonly appName: string;
}

/** Shows a code to be carried to the app by hand (`urn:ietf:wg:oauth:2.0:oob`). */
export function codePage(model: CodePageModel): string {
  const say = sayOf(model);
  // A read-only field is selected as a whole by one tap or by Ctrl+A, and read out by its label.
  return layout(model, {
    title: say('code.title'),
    main: html`<h1>${say('code.title')}</h1>
<p class="lead">${say('code.lead', { app: html`<strong>${model.appName}</strong>` })}</p>
<div class="field"><label for="code">${say('code.label')}</label>
<textarea class="code" id="code" rows="3" readonly autofocus spellcheck="false" autocomplete="off" aria-describedby="code-warning">${model.code}</textarea></div>
<p class="notice" id="code-warning">${say('code.warning')}</p>
<p>${say('code.close')}</p>`,
  });
}
