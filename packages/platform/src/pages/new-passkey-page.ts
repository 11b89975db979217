import { passkeyScript } from './assets.ts';
import { problemSummary } from './form-problems.ts';
import { html } from './html.ts';
import { layout, type PageModel, sayOf } from './layout.ts';
import type { PasskeyFormModel } from './passkey-part.ts';
import { labelledField } from './person-fields.ts';

export type NewPasskeyProblem = 'name_missing' | 'wrong';

export interface NewPasskeyPageModel extends PageModel {
  readonly csrfToken: string;
  /** Undefined where the deployment cannot have passkeys. */
  readonly form: PasskeyFormModel | undefined;
  readonly name: string;
  readonly problem?: NewPasskeyProblem | undefined;
}

/** Where a passkey is named and made. */
export function newPasskeyPage(model: NewPasskeyPageModel): string {
  const say = sayOf(model);
  const { form, problem } = model;
  const problems = problem === undefined ? [] : [{ field: 'name', text: say(`new_passkey.${problem}`) }];
  return layout(model, {
    title: say('new_passkey.title'),
    hasErrors: problems.length > 0,
    script: form !== undefined && passkeyScript,
    main: html`<h1>${say('new_passkey.title')}</h1>
<p class="notice" data-without-passkeys>${say('new_passkey.impossible')}</p>
${
  form !== undefined &&
  html`<form method="post" action="/second-factor/passkey" data-passkey="create" data-options="${form.options}" hidden novalidate>
<p class="lead">${say('new_passkey.lead')}</p>
${problems.length > 0 && problemSummary(say, problems)}
<input type="hidden" name="csrf" value="${model.csrfToken}">
<input type="hidden" name="ceremony" value="${form.ceremony}">
<input type="hidden" name="response" value="">
${labelledField(problems, 'name', say('new_passkey.name'), html` value="${model.name}" maxlength="60" autocomplete="off"`)}
<p class="field-problem" data-passkey-problem role="alert" hidden>${say('passkey.not_answered')}</p>
<button class="button wide" type="submit">${say('factors.passkey_add')}</button>
</form>`
}
<p class="other-way"><a href="/second-factor">${say('factors.back')}</a></p>`,
  });
}
