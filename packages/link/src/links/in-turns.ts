import type { House } from '../house.ts';
import type { LinkRow } from '../schema/tables.ts';

const atOnce = 16;
/** What is left then waits for the next round, so that a round ends. */
const turns = 100;

/**
 * Does something with every link that is due, some at once. One that fails is logged and holds up no other; it must not
 * be due any more once it was begun.
 */
export async function inTurns(
  { logger }: Pick<House, 'logger'>,
  due: (most: number) => Promise<readonly LinkRow[]>,
  work: (link: LinkRow) => Promise<unknown>,
): Promise<void> {
  for (let turn = 0; turn < turns; turn += 1) {
    const links = await due(atOnce);
    await Promise.all(
      links.map((link) =>
        work(link).catch((error: unknown) => logger.error({ err: error, link: link.id }, 'a link fails')),
      ),
    );
    if (links.length < atOnce) return;
  }
}
