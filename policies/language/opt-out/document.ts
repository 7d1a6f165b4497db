/** The two settings; anything else has no effect. */
export type OptOutValue = "optOut" | "optIn";

const OPERATORS_ALLOWED = "@@operators_allowed_for_child_policies";

/** One policy document, read as AWS would apply it: what it does not understand has no effect. */
export interface OptOutDocument {
  /** Whether lower policies may add services. */
  readonly assignable: boolean;
  readonly services: ReadonlyMap<string, ServiceSetting>;
}

export interface ServiceSetting {
  readonly value?: OptOutValue;
  /** Whether lower policies may give the service a value. */
  readonly assignable: boolean;
  /** Whether lower policies may change the value. */
  readonly valueAssignable: boolean;
}

const NOTHING: OptOutDocument = { assignable: true, services: new Map() };

/** Reads a parsed document defensively: names and values are case-sensitive, and a wrong one counts for nothing. */
export function readOptOutDocument(document: unknown, note: (text: string) => void): OptOutDocument {
  const root = membersOf(document)?.get("services");
  const services = membersOf(root);
  if (services === undefined) {
    note('a policy has no "services" and has no effect');
    return NOTHING;
  }
  const settings = new Map<string, ServiceSetting>();
  for (const [service, body] of services) {
    if (service.startsWith("@@")) continue;
    const members = membersOf(body);
    if (members === undefined) note(`${service} is not an object and has no effect`);
    else settings.set(service, settingOf(service, members, note));
  }
  return { assignable: isAssignable("services", services, note), services: settings };
}

function settingOf(
  service: string,
  members: ReadonlyMap<string, unknown>,
  note: (text: string) => void,
): ServiceSetting {
  const assignable = isAssignable(service, members, note);
  const policy = membersOf(members.get("opt_out_policy"));
  if (policy === undefined) {
    note(`${service} has no "opt_out_policy"`);
    return { assignable, valueAssignable: true };
  }
  const valueAssignable = isAssignable(`${service}.opt_out_policy`, policy, note);
  const value = policy.get("@@assign");
  if (value === "optOut" || value === "optIn") return { assignable, valueAssignable, value };
  note(`${service} has no "@@assign" of "optOut" or "optIn", and sets nothing`);
  return { assignable, valueAssignable };
}

/** Everything is allowed unless a list says exactly `@@none`; a list that cannot be read forbids nothing that is known. */
function isAssignable(
  where: string,
  members: ReadonlyMap<string, unknown>,
  note: (text: string) => void,
): boolean {
  const allowed = members.get(OPERATORS_ALLOWED);
  if (allowed === undefined) return true;
  const operators: readonly unknown[] = Array.isArray(allowed) ? allowed : [];
  if (operators.length > 0 && operators.every((each) => each === "@@none")) return false;
  const readable = operators.length > 0 && operators.every((each) => each === "@@assign" || each === "@@all");
  if (!readable) note(`the "${OPERATORS_ALLOWED}" of ${where} cannot be read, and locks nothing`);
  return true;
}

function membersOf(value: unknown): ReadonlyMap<string, unknown> | undefined {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return undefined;
  return new Map(Object.entries(value));
}
