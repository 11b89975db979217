// npm run tour [address]: the whole story of the product, live, each step with what was sent, what came back, and the
// rule that it shows. Ends with 0 only if every rule held.
import { authorization } from './tour/authorization.ts';
import { documents } from './tour/documents.ts';
import { createGuide, type Guide } from './tour/guide.ts';
import { inspection } from './tour/inspection.ts';
import { machines } from './tour/machines.ts';
import { createNarrator } from './tour/narrator.ts';
import { refreshing } from './tour/refreshing.ts';
import { findStage, NoStage } from './tour/stage.ts';
import { takingBack } from './tour/taking-back.ts';

const chapters: readonly ((guide: Guide) => Promise<void>)[] = [
  authorization,
  documents,
  refreshing,
  inspection,
  machines,
  takingBack,
];

process.exitCode = await main(process.argv[2]);

async function main(url: string | undefined): Promise<number> {
  const print = (line: string) => process.stdout.write(`${line}\n`);
  try {
    await using stage = await findStage(url, process.env);
    print(`\nA tour of Gatehouse at ${stage.about}`);
    const color = process.stdout.isTTY === true && !process.env.NO_COLOR;
    const narrator = createNarrator({ print, color });
    const guide = createGuide(stage.demo, narrator);
    for (const chapter of chapters) await chapter(guide).catch((error) => narrator.failed(error));
    return narrator.end() ? 0 : 1;
  } catch (error) {
    if (!(error instanceof NoStage)) throw error;
    process.stderr.write(`${error.message}\n`);
    return 2;
  }
}
