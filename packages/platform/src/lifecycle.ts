/** From each state, where each step that is legal there leads. A step that is not named is refused. */
export type Transitions<State extends string, Step extends string> = Readonly<
  Record<State, Readonly<Partial<Record<Step, State>>>>
>;

export type Stepped<State extends string, Step extends string> =
  | { readonly ok: true; readonly next: State }
  | { readonly ok: false; readonly state: State; readonly allowed: readonly Step[] };

/** The life of one kind of thing: pure, and all that decides which step may follow which. */
export interface Lifecycle<State extends string, Step extends string> {
  readonly transitions: Transitions<State, Step>;
  step(state: State, step: Step): Stepped<State, Step>;
}

export function lifecycle<State extends string, Step extends string>(
  transitions: Transitions<State, Step>,
): Lifecycle<State, Step> {
  return {
    transitions,
    step(state, step) {
      const next = transitions[state][step];
      if (next !== undefined) return { ok: true, next };
      return { ok: false, state, allowed: Object.keys(transitions[state]) as Step[] };
    },
  };
}

/** The picture of a lifecycle as docs/lifecycles.md shows it; a test holds the two together. */
export function drawLifecycle<State extends string, Step extends string>({
  transitions,
}: Lifecycle<State, Step>): string {
  const lines = Object.entries<Readonly<Partial<Record<Step, State>>>>(transitions).flatMap(([from, steps]) =>
    Object.entries(steps).map(([step, to]) => `    ${from} --> ${to}: ${step}`),
  );
  return ['```mermaid', 'stateDiagram-v2', ...lines, '```'].join('\n');
}
