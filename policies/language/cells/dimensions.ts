import type { PolicyKind } from "../grammar/policy";
import type { RequestPrincipal } from "../questions/request";
import { actionsAndResources } from "./actions-and-resources";
import type { Cell, Dimension } from "./cell";
import { conditionDimension } from "./conditions/condition-dimension";
import type { ConditionTest } from "./conditions/condition-test";
import { awsPrincipals } from "./principals/aws-principals";
import { anonymousPrincipals, servicePrincipals } from "./principals/other-principals";
import { isOfCredentials, PRINCIPAL_KEYS } from "./principals/principal-keys";
import { SECURE_TRANSPORT, TLS_VERSION, transportDimension } from "./transport";
import type { Workspace } from "./workspace";

/** One instant under two names. */
const CURRENT_TIME = "aws:currenttime";
const EPOCH_TIME = "aws:epochtime";

export type PrincipalKind = RequestPrincipal["type"];

const PRINCIPALS: Readonly<Record<PrincipalKind, (workspace: Workspace) => Dimension>> = {
  anonymous: anonymousPrincipals,
  service: servicePrincipals,
  aws: awsPrincipals,
};

/** All dimensions of requests by one kind of principal, for each kind. */
export function dimensionsByPrincipal(
  workspace: Workspace,
  kinds: readonly PrincipalKind[],
  policyKind: PolicyKind | undefined,
): readonly (readonly Dimension[])[] {
  const conditions = conditionDimensions(workspace);
  const shared = [doubts(workspace), actionsAndResources(workspace, policyKind)];
  return kinds.map((kind) => [
    ...shared,
    ...[...conditions].map(([key, cells]) =>
      kind === "anonymous" && isOfCredentials(key) ? cells.filter(isAbsent) : cells,
    ),
    PRINCIPALS[kind](workspace),
  ]);
}

/** Statements of unknown effect match at most possibly. */
function doubts({ subjects, all }: Workspace): Dimension {
  const doubtful = subjects
    .filter((subject) => subject.doubtful)
    .reduce((masks, { bits }) => masks | bits, 0n);
  return [{ sure: all & ~doubtful, possible: all, part: {} }];
}

const isAbsent = ({ part }: Cell): boolean => Object.keys(part.context ?? {}).length === 0;

function conditionDimensions(workspace: Workspace): ReadonlyMap<string, Dimension> {
  const byKey = new Map<string, ConditionTest[]>();
  for (const subject of workspace.subjects) {
    for (const condition of subject.matcher.conditions) {
      if (PRINCIPAL_KEYS.has(condition.key)) continue;
      const tests = byKey.get(condition.key) ?? [];
      tests.push({ subject, condition });
      byKey.set(condition.key, tests);
    }
  }
  const clock = byKey.get(CURRENT_TIME);
  const epoch = byKey.get(EPOCH_TIME);
  if (clock !== undefined && epoch !== undefined) {
    byKey.set(CURRENT_TIME, [...clock, ...epoch]);
    byKey.delete(EPOCH_TIME);
  }
  const dimensions = new Map(
    [...byKey].map(([key, tests]) => [key, conditionDimension(key, tests, workspace)]),
  );
  const secure = dimensions.get(SECURE_TRANSPORT);
  const version = dimensions.get(TLS_VERSION);
  if (secure !== undefined && version !== undefined) {
    dimensions.delete(TLS_VERSION);
    dimensions.set(SECURE_TRANSPORT, transportDimension(secure, version));
  }
  return dimensions;
}
