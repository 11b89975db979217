import type { Browser, Page } from 'playwright-core';
import type { TestPlatform } from '../testing/start-platform.ts';
import { as, type Visit } from './people.test-support.ts';

export interface DocumentsVisit extends Omit<Visit, 'path'> {
  /** Of the demo; none for the documents of the company itself. */
  readonly project?: string | undefined;
}

/** The Documents page of somebody of the demo, with the list read. */
export async function inDocuments(
  stage: { readonly browser: Browser; readonly platform: TestPlatform },
  person: string,
  { project, ...looks }: DocumentsVisit,
  work: (page: Page) => Promise<void>,
): Promise<void> {
  const [company] = stage.platform.demo.companies;
  const id = company?.projects.find(({ name }) => name === project)?.id;
  const path = `/companies/${company?.id}${id === undefined ? '' : `/projects/${id}`}/documents`;
  await as(stage, person, { ...looks, path }, async (page) => {
    await page.getByText(/^[\d,.]+ (?:items?|elementos?)$/).waitFor();
    await work(page);
  });
}

/** The line of an item in the list. */
export const line = (page: Page, name: string) =>
  page
    .getByRole('grid')
    .getByRole('row')
    .filter({ has: page.getByText(name, { exact: true }) });

/** A text file, as a person would choose it from the disk. */
export const text = (name: string, content: string) => ({
  name,
  mimeType: 'text/plain',
  buffer: Buffer.from(content),
});

/** How wide a picture is that is open and that the browser could read. */
export async function widthShown(page: Page, name: string): Promise<number> {
  const picture = page.getByRole('dialog', { name, exact: true }).getByRole('img', { name, exact: true });
  return await picture.evaluate(async (element) => {
    const image = element as unknown as { decode(): Promise<void>; readonly naturalWidth: number };
    await image.decode();
    return image.naturalWidth;
  });
}
