import type { LambdaHandler } from "../../../functions/shared/lambda-handler";

/** A function as Lambda loads it, and what it wrote to its log. */
export interface LoadedHandler<Answer> {
  readonly handler: LambdaHandler<Answer>;
  readonly lines: readonly string[];
}

const QUIET = {
  // Powertools then writes to the console, and not past it; metrics it would leave out.
  POWERTOOLS_DEV: "true",
  POWERTOOLS_METRICS_DISABLED: "false",
  // The functions run on Node 22; the tests run on Node 20 too, which the SDK would remark on.
  AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: "true",
};

/**
 * Loads a function in an environment, as Lambda does once; what it logs is kept, and goes nowhere else until
 * `jest.restoreAllMocks`.
 *
 * @param load Requires the function's module, which must not have been loaded before.
 */
export function loadHandler<Answer>(
  load: () => { readonly handler: LambdaHandler<Answer> },
  environment: Readonly<Record<string, string>>,
): LoadedHandler<Answer> {
  const lines: string[] = [];
  for (const level of ["log", "info", "warn", "error"] as const)
    jest.spyOn(console, level).mockImplementation((...said: readonly unknown[]) => {
      lines.push(said.map(String).join(" "));
    });
  const before = process.env;
  process.env = { ...before, ...QUIET, ...environment };
  try {
    let handler: LambdaHandler<Answer> | undefined;
    jest.isolateModules(() => {
      handler = load().handler;
    });
    if (handler === undefined) throw new Error("The function has no handler.");
    return { handler, lines };
  } finally {
    process.env = before;
  }
}
