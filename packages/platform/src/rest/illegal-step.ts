import type { Stepped } from '../lifecycle.ts';
import type { RestReply } from './rest-call.ts';

/** A step that the thing's lifecycle does not know where it stands: 409, with where it stands and what may follow. */
export function illegalStep<State extends string, Step extends string>(
  thing: string,
  step: Step,
  { state, allowed }: Extract<Stepped<State, Step>, { ok: false }>,
): RestReply {
  const now = `${thing} is ${state.replaceAll('_', ' ')}, where "${step}" is not possible.`;
  const fix = allowed.length === 0 ? 'Nothing can follow.' : `What can follow: ${allowed.join(', ')}.`;
  return { status: 409, body: { errors: [`${now} ${fix}`], state, allowed } };
}
