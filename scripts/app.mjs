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
  const lines = synthesize();
  if (process.argv.includes("--summary")) {
    console.log(
      ["Synthesized, with no AWS account:", ...lines.map((/** @type {string} */ line) => `  ${line}`)].join(
        "\n",
      ),
    );
    console.log(
      "Next: `npm run deploy keys workload` and `npm run deploy organization`, each with its account's credentials.",
    );
  }
} catch (error) {
  const expected = error instanceof Error && USER_ERRORS.includes(error.name);
  console.error(expected ? error.message : error);
  process.exitCode = 1;
}
