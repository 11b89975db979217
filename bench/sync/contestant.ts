import type { Taken } from './command.ts';

/** A tool that brings a folder somewhere else and keeps both the same. */
export interface Contestant {
  readonly name: string;
  /** Why it cannot take part; undefined when it can. */
  missing(): string | undefined;
  /**
   * Makes ready to send `source` away, with nothing sent yet.
   * @param room an empty folder for whatever it needs
   */
  open(source: string, room: string): Promise<Course>;
}

/** The one folder on its way. */
export interface Course {
  /** All of it, to where nothing is. */
  up(): Promise<Sent>;
  /** Once more, with nothing changed. */
  again(): Promise<Sent>;
  /** All of it from there into an empty folder, whose path it answers; undefined where that is the same as up. */
  readonly down: (() => Promise<Sent & { readonly folder: string }>) | undefined;
  close(): Promise<void>;
}

export interface Sent extends Taken {
  /** Requests to the API, where there is one and they are counted. */
  readonly requests?: number;
}
