import { Encoding } from "../symbols/encoding";
import { Budget } from "./budget";
import { Doubts, type Subject } from "./subject";

/** What the dimensions of one question share. */
export interface Workspace {
  readonly subjects: readonly Subject[];
  /** All bits in use. */
  readonly all: bigint;
  readonly encoding: Encoding;
  readonly budget: Budget;
  readonly doubts: Doubts;
}

export const workspaceFor = (subjects: readonly Subject[], all: bigint): Workspace => ({
  subjects,
  all,
  encoding: new Encoding(),
  budget: new Budget(),
  doubts: new Doubts(),
});
