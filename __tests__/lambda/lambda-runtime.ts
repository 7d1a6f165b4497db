import { spawn } from "node:child_process";
import type { LambdaAccount } from "./lambda-account";
import { type InvocationResult, RuntimeApi } from "./runtime-api";

/** An execution environment of Lambda's, with a function in it. */
export interface LambdaRuntime {
  invoke(event: unknown, remainingMs?: number): Promise<InvocationResult>;
  /** All that the function and the runtime have written. */
  log(): string;
  initErrors(): readonly string[];
  isRunning(): boolean;
  stop(): Promise<void>;
}

/** Where the global setup has installed things. */
function installed(name: "LAMBDA_NODE" | "LAMBDA_RIC"): string {
  const path = process.env[name];
  if (path === undefined) throw new Error(`${name} is not set: run these tests by "npm run test:lambda".`);
  return path;
}

/**
 * Starts a function, as it is deployed, under Lambda's runtime interface client.
 *
 * @param changes Variables of the environment that are to be others, or missing.
 */
export async function startRuntime(
  account: LambdaAccount,
  functionName: string,
  changes: Readonly<Record<string, string | undefined>> = {},
): Promise<LambdaRuntime> {
  const api = await RuntimeApi.start();
  const taskRoot = account.unpack(functionName);
  const child = spawn(installed("LAMBDA_NODE"), [installed("LAMBDA_RIC")], {
    cwd: taskRoot,
    env: {
      ...account.environment,
      POWERTOOLS_SERVICE_NAME: functionName,
      AWS_EXECUTION_ENV: "AWS_Lambda_nodejs22.x",
      AWS_LAMBDA_RUNTIME_API: api.address,
      AWS_LAMBDA_FUNCTION_NAME: functionName,
      AWS_LAMBDA_FUNCTION_VERSION: "$LATEST",
      AWS_LAMBDA_FUNCTION_MEMORY_SIZE: "512",
      AWS_LAMBDA_LOG_GROUP_NAME: `/aws/lambda/${functionName}`,
      AWS_LAMBDA_LOG_STREAM_NAME: "stream",
      LAMBDA_TASK_ROOT: taskRoot,
      _HANDLER: "index.handler",
      ...changes,
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let log = "";
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (chunk: Buffer) => {
      log += chunk.toString("utf8");
    });
  const gone = new Promise<void>((resolve) => child.once("close", () => resolve()));
  const died = gone.then<never>(() => {
    throw new Error(`The runtime of ${functionName} has ended. It said:\n${log}`);
  });
  died.catch(() => undefined);
  return {
    invoke: (event, remainingMs = 30_000) => Promise.race([api.invoke(event, remainingMs), died]),
    log: () => log,
    initErrors: () => api.initErrors,
    isRunning: () => child.exitCode === null && child.signalCode === null,
    async stop() {
      child.kill("SIGKILL");
      await gone;
      await api.stop();
    },
  };
}
