import { html } from './html.ts';
import { layout, type PageModel, sayOf } from './layout.ts';
import type { PlainKey } from './messages/messages.ts';

export interface ErrorPageModel extends PageModel {
  readonly titleKey: PlainKey;
  readonly bodyKey: PlainKey;
  /** What the log and the audit trail call this request. */
  readonly requestId: string;
}

/** The errors that pages can tell of; each has a title and a body in the catalogue. */
export type ErrorName =
  Extract<PlainKey, `error.${string}.title`> extends `error.${infer Name}.title` ? Name : never;

/** What went wrong, in plain words. Never a reason that would help to guess what is registered here. */
export function errorPage(model: ErrorPageModel): string {
  const say = sayOf(model);
  return layout(model, {
    title: say(model.titleKey),
    main: html`<h1>${say(model.titleKey)}</h1>
<p class="lead">${say(model.bodyKey)}</p>
<p><a class="button secondary" href="/">${say('error.home')}</a></p>`,
    aside: html`<p>${say('error.hint')}</p>
<p>${say('error.request_id')}: <code>${model.requestId}</code></p>`,
  });
}

/** The keys of an error by its name, for `errorPage`. */
export function errorKeys(name: ErrorName): Pick<ErrorPageModel, 'titleKey' | 'bodyKey'> {
  return { titleKey: `error.${name}.title`, bodyKey: `error.${name}.body` };
}
