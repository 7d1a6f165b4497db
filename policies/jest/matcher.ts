/** What jest gives a matcher, as far as ours need it: the published matchers import nothing of jest. */
export interface MatcherContext {
  readonly isNot?: boolean;
  readonly equals: (received: unknown, expected: unknown, testers?: Tester[]) => boolean;
  readonly utils: {
    readonly iterableEquality: Tester;
    readonly subsetEquality: Tester;
    readonly printExpected: (value: unknown) => string;
    readonly printReceived: (value: unknown) => string;
  };
}

export type Tester = (received: unknown, expected: unknown, testers: Tester[]) => boolean | undefined;

export interface MatcherResult {
  readonly pass: boolean;
  readonly message: () => string;
}
