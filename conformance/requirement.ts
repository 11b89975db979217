import type { Target } from './target.ts';

export type Keyword = 'MUST' | 'SHOULD' | 'MAY';

interface Stated {
  /** The id of its row, as `TK-05`: the section and a number. */
  readonly id: string;
  readonly keyword: Keyword;
  /** What the server does, in a sentence. */
  readonly says: string;
  /** Where it is asked for: RFC and section. */
  readonly source: string;
}

/** A requirement that one probe shows over HTTP, against any server. */
export interface Probed extends Stated {
  readonly kind: 'probed';
  /** Returns where the requirement holds. @throws AssertionError where it does not */
  readonly probe: (target: Target) => Promise<void>;
}

/** A requirement that HTTP alone cannot show: it needs a second node, a killed process, or a look at rest. */
export interface ProvenWithin extends Stated {
  readonly kind: 'proven within';
  /** A test file of this repository and the beginning of the name of a test in it. */
  readonly test: { readonly file: string; readonly name: string };
}

/** A row that asks nothing of this server. */
export interface NotApplicable {
  readonly kind: 'not applicable';
  readonly id: string;
  readonly because: string;
}

/** A row that applies, and that is not kept: the reason, and what protects people meanwhile. */
export interface Departure extends Stated {
  readonly kind: 'departure';
  readonly because: string;
}

export type Requirement = Probed | ProvenWithin | NotApplicable | Departure;

type Words = readonly [keyword: Keyword, source: string, says: string];

export function probed(id: string, words: Words, probe: Probed['probe']): Probed {
  return { kind: 'probed', ...stated(id, words), probe };
}

export function provenWithin(id: string, words: Words, file: string, name: string): ProvenWithin {
  return { kind: 'proven within', ...stated(id, words), test: { file, name } };
}

export function departure(id: string, words: Words, because: string): Departure {
  return { kind: 'departure', ...stated(id, words), because };
}

export function notApplicable(id: string, because: string): NotApplicable {
  return { kind: 'not applicable', id, because };
}

function stated(id: string, [keyword, source, says]: Words): Stated {
  return { id, keyword, source, says };
}
