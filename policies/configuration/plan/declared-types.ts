import { asString, isObject, memberOf } from "../scalars";

/** The types of managed resources that a configuration declares, in any module; undefined where the plan holds no configuration. */
export function declaredTypes(configuration: unknown): ReadonlySet<string> | undefined {
  const root = memberOf(configuration, "root_module");
  if (!isObject(root)) return undefined;
  const types = new Set<string>();
  const open: unknown[] = [root];
  for (let module = open.pop(); module !== undefined; module = open.pop()) {
    const resources = memberOf(module, "resources");
    for (const each of Array.isArray(resources) ? resources : []) {
      const type = asString(memberOf(each, "type"));
      if (type !== undefined && memberOf(each, "mode") !== "data") types.add(type);
    }
    const calls = memberOf(module, "module_calls");
    for (const call of Object.values(isObject(calls) ? calls : {})) open.push(memberOf(call, "module"));
  }
  return types;
}
