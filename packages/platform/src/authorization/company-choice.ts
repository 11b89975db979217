import { companyField } from '../pages/consent-page.ts';
import { formField } from '../pages/form-field.ts';

/** What a person said of their companies on a consent page. */
export interface CompanyChoice {
  /** The companies that the page named. Of one that it did not name, nothing was said. */
  readonly shown: readonly number[];
  /** Those of them that the app may reach. */
  readonly chosen: ReadonlySet<number>;
}

/** The ticked boxes among those that were shown; undefined where a box says what no browser sends. */
export function readCompanyChoice(body: unknown, shown: readonly number[]): CompanyChoice | undefined {
  const said = shown.map((id) => [id, formField(body, companyField(id))] as const);
  if (said.some(([, value]) => value !== '' && value !== 'on')) return undefined;
  return { shown, chosen: new Set(said.filter(([, value]) => value === 'on').map(([id]) => id)) };
}
