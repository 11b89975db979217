import type { File, FileBatchAnswer } from '@gatehouse/wire';
import { refusalOf } from '../../access/refusal.ts';
import type { House } from '../../house.ts';
import type { Change, Denial } from '../changing/target.ts';
import { claimContents } from '../contents.ts';
import { filesById } from '../file-store.ts';
import { fileView } from '../file-view.ts';
import { again, rememberEach } from '../once.ts';
import { shownTo } from '../shown-to.ts';
import { insertFiles } from './insert-files.ts';
import { judge, type Verdict } from './judge.ts';
import type { Arrived } from './receive-batch.ts';

type Surroundings = Pick<House, 'blobs' | 'clock' | 'random' | 'keys' | 'issuer'>;
type Answer = FileBatchAnswer['files'][number];

/**
 * Makes the files of a batch in the unit of the request. Each is judged as if it had been put alone, in the order in
 * which they were sent, and one that is refused spoils no other.
 * @param prefix of the paths of the place: a token is the same whether its file comes in a batch or is put alone
 */
export async function makeFiles(
  house: Surroundings,
  change: Change,
  prefix: string,
  arrived: readonly Arrived[],
): Promise<Answer[]> {
  const verdicts = await judge(house, change, prefix, arrived);
  const fresh = verdicts.flatMap((verdict, index) => (verdict.kind === 'new' ? [{ ...verdict, index }] : []));
  const { tx, place } = change;
  const locations = await claimContents(
    house,
    tx,
    place,
    fresh.map(({ blob }) => blob),
  );
  // Superfluous bytes stay unkept, and are discarded. Where one fails all do: its content is claimed in this unit.
  await Promise.all(
    fresh.map(({ blob }) => (locations.get(blob.sha256) === blob.location ? blob.keep() : undefined)),
  );
  const ids = await insertFiles(
    house,
    change,
    fresh.map(({ place: at, blob: { sha256, size }, contentType }) => ({
      place: at,
      content: { location: locations.get(sha256) ?? '', sha256, size, contentType },
    })),
  );
  await rememberEach(
    house,
    tx,
    place.companyId,
    fresh.flatMap(({ sent }, index) =>
      sent === undefined ? [] : [{ ...sent, documentId: ids[index] ?? 0, versionId: null }],
    ),
  );
  const shown = new Map((await filesById(tx, change, ids)).map((file) => [file.id, file]));
  const to = shownTo(house, change);
  const answers = new Map<number, Answer>();
  for (const [
    at,
    {
      index,
      place: { above },
    },
  ] of fresh.entries()) {
    const file = shown.get(ids[at] ?? 0);
    if (file === undefined) throw new Error('a file just made is not visible to whoever made it');
    answers.set(index, { status: 201, file: fileView(file, above, to) });
  }
  return await answersTo(house, change, verdicts, answers);
}

/** In the order in which the files were sent. */
async function answersTo(
  house: Surroundings,
  change: Change,
  verdicts: readonly Verdict[],
  made: ReadonlyMap<number, Answer>,
): Promise<Answer[]> {
  const answers: Answer[] = [];
  for (const [index, verdict] of verdicts.entries()) {
    const first = made.get(index);
    if (first !== undefined) answers.push(first);
    else if (verdict.kind === 'denied') answers.push(answerOf(verdict.denial));
    else if (verdict.kind === 'made') answers.push(answerOf(await again(house, change, verdict.made)));
    else if (verdict.kind === 'repeated') answers.push(repeated(answers[verdict.index]));
  }
  return answers;
}

function repeated(answer: Answer | undefined): Answer {
  if (answer === undefined) throw new Error('a repeated file stands after the one it repeats');
  return answer.file === undefined ? answer : { ...answer, status: 200 };
}

/** As it would be answered alone. */
function answerOf(reply: Denial): Answer {
  if ('refused' in reply) {
    const { status, errors } = refusalOf(reply.refused);
    return { status, errors: [...errors] };
  }
  const { status, body } = reply;
  return status < 400
    ? { status, file: body as File }
    : { status, errors: (body as Required<Pick<Answer, 'errors'>>).errors };
}
