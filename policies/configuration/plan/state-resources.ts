import { asString, isObject, memberOf } from "../scalars";

/** A resource in the state that a plan starts from. */
export interface StateResource {
  readonly raw: Readonly<Record<string, unknown>>;
  readonly moduleAddress: string;
}

/** The resources of `prior_state.values`, in whatever module they are. */
export function stateResources(plan: unknown): readonly StateResource[] {
  const found: StateResource[] = [];
  const open: unknown[] = [memberOf(memberOf(memberOf(plan, "prior_state"), "values"), "root_module")];
  while (open.length > 0) {
    const module = open.pop();
    const resources = memberOf(module, "resources");
    const moduleAddress = asString(memberOf(module, "address")) ?? "";
    for (const raw of Array.isArray(resources) ? resources : []) {
      if (isObject(raw)) found.push({ raw, moduleAddress });
    }
    const children = memberOf(module, "child_modules");
    for (const child of Array.isArray(children) ? children.toReversed() : []) open.push(child);
  }
  return found;
}
