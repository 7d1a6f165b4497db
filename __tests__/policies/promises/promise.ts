import { guardrailsMatchers } from "../../../policies/jest";
import type { PolicyKind } from "../../../policies/language";
import { mutantsOf } from "../language/support/mutants";

expect.extend(guardrailsMatchers);

type Document = Readonly<Record<string, unknown>>;

/** What a document of ours must do for every request. It throws where the document does not, as matchers do. */
export interface DocumentPromise {
  readonly name: string;
  readonly holds: (document: Document) => void;
}

/**
 * Holds a document's promises, and shows that they are enough: when anything in the document is dropped, widened or inverted, one of
 * them breaks.
 */
export function keepsItsPromises(
  what: string,
  kind: PolicyKind,
  document: object,
  promises: readonly DocumentPromise[],
  /** Statements that another document's promises are about, by Sid. */
  heldElsewhere: readonly string[] = [],
): void {
  const json: Document = { ...document };

  describe(`${what}, for every request`, () => {
    it.each(promises)("$name", ({ holds }) => {
      holds(json);
    });

    it("breaks a promise when anything in it is dropped, widened or inverted", () => {
      const mutants = mutantsOf(json, kind).filter(
        ({ name }) => !heldElsewhere.some((sid) => name.startsWith(`${sid}:`)),
      );
      const survivors = mutants.filter(({ document: mutant }) =>
        promises.every(({ holds }) => isKept(() => holds(mutant))),
      );
      process.stdout.write(
        `${what}: ${mutants.length - survivors.length} of ${mutants.length} mutants caught\n`,
      );
      expect(survivors.map(({ name }) => name)).toEqual([]);
      expect(mutants.length).toBeGreaterThan(0);
    });
  });
}

function isKept(check: () => void): boolean {
  try {
    check();
    return true;
  } catch {
    return false;
  }
}
