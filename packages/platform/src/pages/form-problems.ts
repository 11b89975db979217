import { type Html, html, type Part } from './html.ts';
import type { Say } from './messages/messages.ts';

export interface Problem {
  /** The id of the field to correct. */
  readonly field: string;
  readonly text: Html;
}

/** What has to be corrected, on top of the form and with focus; each line leads to its field (WCAG 3.3.1). */
export function problemSummary(say: Say, problems: readonly Problem[]): Html {
  const lines = problems.map(({ field, text }) => html`<li><a href="#${field}">${text}</a></li>`);
  return html`<div class="problem" role="alert" tabindex="-1" autofocus aria-labelledby="problem">
<h2 id="problem">${say('form.problem')}</h2>
<ul>${lines}</ul>
</div>`;
}

/** The same words at the field itself; the field names them by `aria-describedby`. */
export function fieldError(field: string, text: Part): Html {
  return html`<p class="field-problem" id="${field}-problem">${text}</p>`;
}
