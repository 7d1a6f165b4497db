import { isDeepStrictEqual } from "node:util";
import type { Desk } from "./desk";

/** Something that the story tells, and what there was of it. */
export interface Check {
  readonly says: string;
  readonly expected: unknown;
  readonly got: unknown;
  /** A function's answer, word for word, to be shown. */
  readonly answer?: string;
}

/** A part of the story. */
export interface Scene {
  readonly title: string;
  /** What happens. */
  readonly says: string;
  play(desk: Desk): Promise<readonly Check[]>;
}

export const isAsTold = ({ expected, got }: Check): boolean => isDeepStrictEqual(got, expected);
