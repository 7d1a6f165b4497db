import { isLeftToTerraform, show } from "./prop-rules";
import type { PropFault } from "./validation-error";

/** @see https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html#configuration-envvars-runtime */
const RESERVED_VARIABLES = new Set([
  "_HANDLER",
  "_X_AMZN_TRACE_ID",
  "AWS_DEFAULT_REGION",
  "AWS_REGION",
  "AWS_EXECUTION_ENV",
  "AWS_LAMBDA_FUNCTION_NAME",
  "AWS_LAMBDA_FUNCTION_MEMORY_SIZE",
  "AWS_LAMBDA_FUNCTION_VERSION",
  "AWS_LAMBDA_INITIALIZATION_TYPE",
  "AWS_LAMBDA_LOG_GROUP_NAME",
  "AWS_LAMBDA_LOG_STREAM_NAME",
  "AWS_ACCESS_KEY",
  "AWS_ACCESS_KEY_ID",
  "AWS_SECRET_ACCESS_KEY",
  "AWS_SESSION_TOKEN",
  "AWS_LAMBDA_RUNTIME_API",
  "LAMBDA_TASK_ROOT",
  "LAMBDA_RUNTIME_DIR",
]);

/** What makes Node or the SDK trust other certificates, take older protocols, load other code, or talk to other hosts. */
const UNSAFE_VARIABLES =
  /^(AWS_ENDPOINT_URL\w*|AWS_IGNORE_CONFIGURED_ENDPOINT_URLS|AWS_CA_BUNDLE|AWS_LAMBDA_EXEC_WRAPPER|LD_LIBRARY_PATH|LD_PRELOAD|NODE_OPTIONS|NODE_PATH|OPENSSL_CONF|NODE_EXTRA_CA_CERTS|NODE_TLS_REJECT_UNAUTHORIZED|SSL_CERT_(FILE|DIR)|(ALL|HTTPS?|NO)_PROXY)$/i;

/** AWS counts names and values together. */
const MAX_ENVIRONMENT_BYTES = 4096;

/** What is wrong with the environment of a function. */
export function functionVariableFaults(variables: Readonly<Record<string, string>>): readonly PropFault[] {
  const faults = Object.keys(variables).flatMap((name): readonly PropFault[] => {
    const prop = `environmentVariables.${name}`;
    if (!/^[A-Za-z]\w+$/.test(name)) {
      return [
        { prop, message: `must be named by a letter and then letters, digits or _, got: ${show(name)}` },
      ];
    }
    if (RESERVED_VARIABLES.has(name)) return [{ prop, message: "must not be set: Lambda sets it" }];
    if (typeof variables[name] !== "string")
      return [{ prop, message: `must be text, got: ${show(variables[name])}` }];
    if (UNSAFE_VARIABLES.test(name)) {
      return [{ prop, message: "must not be set: it could send face images elsewhere, or weaken TLS" }];
    }
    return [];
  });
  const entries = Object.entries(variables).filter(
    ([, value]) => typeof value === "string" && !isLeftToTerraform(value),
  );
  const size = entries.reduce(
    (sum, [name, value]) => sum + Buffer.byteLength(name) + Buffer.byteLength(value),
    0,
  );
  return size <= MAX_ENVIRONMENT_BYTES
    ? faults
    : [
        ...faults,
        {
          prop: "environmentVariables",
          message: `must have at most ${MAX_ENVIRONMENT_BYTES} bytes in all, got: ${size}`,
        },
      ];
}
