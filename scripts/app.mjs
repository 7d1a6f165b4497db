/**
 * The `app` of cdktf.json, and `npm start`: brings dist/ up to date with the sources
 * and synthesizes the stacks.
 *
 * With `--summary` it says what was made.
 */
import { createRequire } from "node:module";
import { bundleFunctions } from "./bundle.mjs";
import { bundleApp } from "./transpile.mjs";

/** Errors of the user's making: their message says it all, and a stack trace would only hide it. */
const USER_ERRORS = ["SettingsError", "ValidationError", "PolicyStatementError", "PolicyRenderingError"];

try {
  bundleApp();
  await bundleFunctions();
  const { synthesize } = createRequire(import.meta.url)("../dist/main.js");
  /** @type {readonly { name: string, line: string }[]} */
  const made = synthesize();
  if (process.argv.includes("--summary")) {
    console.log(["Synthesized, with no AWS account:", ...made.map(({ line }) => `  ${line}`)].join("\n"));
    console.log(
      `Next, each with its account's credentials: ${made.map(({ name }) => `npm run deploy ${name}`).join(", ")}`,
    );
  }
} catch (error) {
  console.error(messageForTheUser(error) ?? error);
  process.exitCode = 1;
}

/**
 * What went wrong by the user's making; undefined for what is a fault of the program.
 *
 * @param {unknown} error
 */
function messageForTheUser(error) {
  if (!(error instanceof Error)) return undefined;
  if (USER_ERRORS.includes(error.name)) return error.message;
  // cdktf's, with our validations in it, and with advice to switch them off behind.
  return /^(Validation failed|App-level validation failed)/i.exec(error.message)
    ? error.message.replace(/\n[^\n]*skipValidation[\s\S]*$/, "")
    : undefined;
}
