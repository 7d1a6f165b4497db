import { type OptOutValue, readOptOutDocument } from "./document";

interface Entry {
  value?: { readonly value: OptOutValue; readonly entity: string };
  /** Whether lower entities may give the entry a value. */
  mayGainValue: boolean;
  /** Whether lower entities may change its value. */
  mayChangeValue: boolean;
}

type Note = (text: string) => void;

/** What has been decided from the root down to some level. */
export class Level {
  private readonly entries = new Map<string, Entry>();
  private mayGainServices = true;

  /**
   * Adds the policies of one entity. They are all judged against what is above the entity, not against each other; among them the first
   * attached sets a value, and each may lock (what is allowed below is what all of them allow).
   */
  apply(entity: string, policies: readonly unknown[], note: Note): void {
    const above = new Map([...this.entries].map(([service, entry]) => [service, { ...entry }]));
    const mayGainServices = this.mayGainServices;
    const set = new Set<string>();
    for (const policy of policies) {
      const document = readOptOutDocument(policy, note);
      if (!document.assignable) this.mayGainServices = false;
      for (const [service, { value, assignable, valueAssignable }] of document.services) {
        const inherited = above.get(service);
        if (inherited === undefined && !mayGainServices) {
          note(`${service} is not added: a lock above on "services" forbids it`);
          continue;
        }
        const entry = this.entries.get(service) ?? { mayGainValue: true, mayChangeValue: true };
        this.entries.set(service, entry);
        if (!assignable) entry.mayGainValue = false;
        if (!valueAssignable) entry.mayChangeValue = false;
        if (value === undefined) continue;
        const refusal = refusalOf(inherited);
        if (refusal !== undefined) note(`${service} = ${value} has no effect: ${refusal}`);
        else if (set.has(service))
          note(`${service} = ${value} has no effect: a policy attached earlier sets it`);
        else {
          entry.value = { value, entity };
          set.add(service);
        }
      }
    }
  }

  values(): ReadonlyMap<string, { readonly value: OptOutValue; readonly entity: string }> {
    return new Map(
      [...this.entries].flatMap(([service, { value }]) =>
        value === undefined ? [] : [[service, value] as const],
      ),
    );
  }
}

function refusalOf(inherited: Entry | undefined): string | undefined {
  if (inherited === undefined) return undefined;
  if (!inherited.mayChangeValue) return 'a lock above on "opt_out_policy" forbids it';
  if (inherited.value === undefined && !inherited.mayGainValue)
    return "a lock above on the service forbids it";
  return undefined;
}
