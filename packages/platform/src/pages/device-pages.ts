import {
  type Ability,
  type ConsentCompany,
  type ConsentPageModel,
  decisionButtons,
  publisher,
  reach,
  warning,
} from './consent-page.ts';
import { fieldError, problemSummary } from './form-problems.ts';
import { html } from './html.ts';
import { layout, type PageModel, sayOf } from './layout.ts';

export type DeviceProblem =
  | { readonly kind: 'code_missing' | 'code_unknown' }
  | { readonly kind: 'slow_down'; readonly seconds: number };

export interface DeviceCodePageModel extends PageModel {
  readonly csrfToken: string;
  /** What was typed before, or stood in the address. */
  readonly typed: string;
  readonly problem?: DeviceProblem | undefined;
}

/** Asks for the code of a device, and whether the person began this (RFC 8628 section 5.4: remote phishing). */
export function deviceCodePage(model: DeviceCodePageModel): string {
  const say = sayOf(model);
  const { problem } = model;
  const said =
    problem === undefined
      ? undefined
      : problem.kind === 'slow_down'
        ? say('device.slow_down', { seconds: problem.seconds })
        : say(`device.${problem.kind}`);
  const marks = said !== undefined && html` aria-invalid="true" aria-describedby="user_code-problem"`;
  return layout(model, {
    title: say('device.title'),
    hasErrors: said !== undefined,
    main: html`<h1>${say('device.title')}</h1>
<p class="lead">${say('device.lead')}</p>
${said !== undefined && problemSummary(say, [{ field: 'user_code', text: said }])}
<section class="warning" aria-labelledby="warning"><h2 id="warning">${say('device.warning.title')}</h2>
<p>${say('device.warning.body')}</p></section>
<form method="post" action="/device" novalidate>
<input type="hidden" name="csrf" value="${model.csrfToken}">
<div class="field"><label for="user_code">${say('device.code')}</label>
${said !== undefined && fieldError('user_code', said)}
<input id="user_code" name="user_code" value="${model.typed}" maxlength="20" autocomplete="off" autocapitalize="characters" spellcheck="false" required${said === undefined && html` autofocus`}${marks}></div>
<button class="button wide" type="submit">${say('device.continue')}</button>
</form>`,
    aside: html`<p>${say('page.footer')}</p>`,
  });
}

export interface DeviceConfirmPageModel extends PageModel {
  readonly csrfToken: string;
  /** The request of the device, sealed for this session. */
  readonly requestToken: string;
  readonly userCode: string;
  readonly app: ConsentPageModel['app'];
  readonly device: { readonly address: string; readonly program: string | null };
  readonly person: { readonly name: string; readonly email: string };
  readonly apis: ConsentPageModel['apis'];
  readonly abilities: readonly Ability[];
  readonly companies: readonly ConsentCompany[];
}

/** What consent says (check UI-12), and beside it which code and which device this is about. */
export function deviceConfirmPage(model: DeviceConfirmPageModel): string {
  const say = sayOf(model);
  const app = html`<strong>${model.app.name}</strong>`;
  const { address, program } = model.device;
  return layout(model, {
    title: say('device.confirm.title', { app: model.app.name }),
    main: html`<h1>${say('device.confirm.title', { app: model.app.name })}</h1>
<p class="lead">${say('device.confirm.lead', { app })}</p>
${publisher(model, say)}
<p>${say('device.confirm.compare')}</p>
<p class="user-code">${model.userCode}</p>
<section class="warning" aria-labelledby="origin"><h2 id="origin">${say('device.warning.title')}</h2>
<p>${say('device.confirm.warning')}</p></section>
${warning(model, say)}
<h2>${say('device.confirm.device')}</h2>
<p>${say('device.confirm.from', { address: html`<strong>${address}</strong>` })} ${program !== null && say('device.confirm.program', { program: html`<strong>${program}</strong>` })}</p>
<form method="post" action="/device/decision">
<input type="hidden" name="csrf" value="${model.csrfToken}">
<input type="hidden" name="request" value="${model.requestToken}">
${reach(model, say)}
<h2>${say('consent.until')}</h2>
<p>${say('consent.until_revoked')}</p>
${decisionButtons(say)}
</form>`,
    aside: html`<p>${say('consent.signed_in_as', model.person)} <a href="/logout">${say('consent.not_you')}</a></p>`,
  });
}

/** What became of it. */
export function deviceAnsweredPage(model: PageModel & { readonly answer: 'allowed' | 'denied' }): string {
  const say = sayOf(model);
  return layout(model, {
    title: say(`device.${model.answer}.title`),
    main: html`<h1>${say(`device.${model.answer}.title`)}</h1>
<p class="lead">${say(`device.${model.answer}.body`)}</p>`,
  });
}
