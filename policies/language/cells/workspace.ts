import { Encoding } from "../symbols/encoding";
import type { Budget } from "./budget";
import { Doubts, type Subject } from "./subject";

/** What the dimensions of one question share. */
export interface Workspace {
  readonly subjects: readonly Subject[];
  /** All bits in use. */
  readonly all: bigint;
  /** Whether service-linked roles are asked about. */
  readonly serviceLinked: boolean;
  readonly encoding: Encoding;
  readonly budget: Budget;
  readonly doubts: Doubts;
}

export const workspaceFor = (
  { subjects, all, serviceLinked }: Pick<Workspace, "subjects" | "all" | "serviceLinked">,
  budget: Budget,
): Workspace => ({
  subjects,
  all,
  serviceLinked,
  encoding: new Encoding(),
  budget,
  doubts: new Doubts(),
});
