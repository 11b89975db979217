/** Time and chance are passed in, so that a run can be repeated. */
export interface Surroundings {
  /** Milliseconds. Only ever compared with what the same machine said. */
  now(): number;
  /** Text that nobody else has made: 128 bits or more, letters and digits. */
  randomId(): string;
}
