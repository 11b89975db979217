import { renderSVG } from 'uqr';
import { problemSummary } from './form-problems.ts';
import { html } from './html.ts';
import { layout, type PageModel, sayOf } from './layout.ts';
import { codeField, codeProblems } from './second-step-page.ts';

export type EnrolProblem = 'malformed' | 'wrong';

export interface EnrolPageModel extends PageModel {
  readonly csrfToken: string;
  /** The secret, sealed for this session. */
  readonly enrolment: string;
  /** What the QR code says. */
  readonly uri: string;
  /** The secret for those who type it. */
  readonly secret: string;
  readonly problem?: EnrolProblem | undefined;
}

/** Shows the secret to an authenticator app, as a picture and as text, and asks for a code of it. */
export function enrolPage(model: EnrolPageModel): string {
  const say = sayOf(model);
  const { problem } = model;
  const problems = codeProblems(say, problem && { kind: problem });
  return layout(model, {
    title: say('enrol.title'),
    hasErrors: problems.length > 0,
    main: html`<h1>${say('enrol.title')}</h1>
<p class="lead">${say('enrol.lead')}</p>
${problems.length > 0 && problemSummary(say, problems)}
<img class="qr" src="${pictureOf(model.uri)}" alt="${say('enrol.picture')}" width="200" height="200">
<p>${say('enrol.by_hand')} <code class="secret">${model.secret}</code></p>
<form method="post" action="/second-factor/app" novalidate>
<input type="hidden" name="csrf" value="${model.csrfToken}">
<input type="hidden" name="enrolment" value="${model.enrolment}">
${codeField(say, problems)}
<button class="button wide" type="submit">${say('enrol.submit')}</button>
</form>
<p class="other-way"><a href="/second-factor">${say('factors.back')}</a></p>`,
  });
}

/** Drawn here and sent with the page: the secret goes into no other address. */
function pictureOf(uri: string): string {
  return `data:image/svg+xml;base64,${Buffer.from(renderSVG(uri, { border: 2 })).toString('base64')}`;
}
