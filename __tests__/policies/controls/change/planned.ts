import { IndexedConfiguration } from "../../../../policies/configuration/indexed-configuration";
import type { Action, Change, Resource } from "../../../../policies/configuration/resource";
import { configured } from "../support/judges";

type Values = Readonly<Record<string, unknown>>;

/** One change: what it does to an address, and its values before; after, where they differ. */
export interface Planned {
  readonly actions: readonly Action[];
  readonly before?: Values;
  readonly after?: Values;
}

/** A plan of these changes, by address. `data.` in front of one is a data source's. */
export function planned(changes: Readonly<Record<string, Planned>>): IndexedConfiguration {
  const made = Object.entries(changes).map(([address, change]) => changeOf(address, change));
  return new IndexedConfiguration({
    source: { kind: "plan", path: "plan.json", terraformVersion: "1.11.4", complete: true, errored: false },
    resources: made.flatMap(({ after }) => after ?? []),
    dataSources: [],
    providers: [],
    changes: made,
    recordedWaivers: [],
    externalOptOut: undefined,
    mayHoldMore: () => undefined,
  });
}

function changeOf(address: string, { actions, before, after }: Planned): Change {
  const stays = actions.some((each) => each !== "delete" && each !== "forget");
  const isNew = actions.length === 1 && actions[0] === "create";
  return {
    address,
    type: address.split(".").at(-2) ?? "",
    actions,
    before: isNew ? undefined : resourceOf(address, before ?? {}),
    after: stays ? resourceOf(address, after ?? before ?? {}) : undefined,
  };
}

function resourceOf(address: string, values: Values): Resource {
  const [mode, type = "", name = ""] = address.startsWith("data.")
    ? address.split(".")
    : ["resource", ...address.split(".")];
  const found = configured({ [mode ?? ""]: { [type]: { [name]: values } } }).find(address);
  if (found === undefined) throw new Error(`${address} is no address of this fixture`);
  return found;
}

export const KEEP: readonly Action[] = ["no-op"];
export const UPDATE: readonly Action[] = ["update"];
export const CREATE: readonly Action[] = ["create"];
export const DELETE: readonly Action[] = ["delete"];
export const REPLACE: readonly Action[] = ["delete", "create"];
export const REPLACE_LATER: readonly Action[] = ["create", "delete"];
export const FORGET: readonly Action[] = ["forget"];
