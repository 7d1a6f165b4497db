/**
 * The `app` of cdktf.json, and `npm start`: brings dist/ up to date with the sources
 * and synthesizes the stacks.
 *
 * With `--summary` it says what was made and what the controls say of it, and writes a report for people.
 */
import { writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join, relative } from "node:path";
import { bundleFunctions } from "./bundle.mjs";
import { bundleApp } from "./transpile.mjs";

/** Errors of the user's making: their message says it all, and a stack trace would only hide it. */
const USER_ERRORS = ["SettingsError", "ValidationError", "PolicyStatementError", "PolicyRenderingError"];

try {
  bundleApp();
  await bundleFunctions();
  const load = createRequire(import.meta.url);
  /** @type {typeof import("../main.js")} */
  const { renderReport, synthesize } = load("../dist/main.js");
  const told = process.argv.includes("--summary");
  const { stacks } = synthesize(told ? tell : undefined);
  if (told) {
    console.log(["Synthesized, with no AWS account:", ...stacks.map(({ line }) => `  ${line}`)].join("\n"));
    console.log(
      `Next, each with its account's credentials: ${stacks.map(({ name }) => `npm run deploy ${name}`).join(", ")}`,
    );
  }

  /**
   * @param {import("../policies/review/result.js").Review} review
   * @param {string} outdir
   */
  function tell(review, outdir) {
    const { version: toolVersion } = load("../package.json");
    const file = join(outdir, "guardrails.html");
    writeFileSync(file, renderReport("html", review, { toolVersion }));
    const { pass, fail, unknown, waived, notApplicable } = review.summary;
    console.log(
      `Judged by ${review.controls.length} controls: ${pass} pass, ${fail} fail, ${unknown} unknown, ${waived} waived, ${notApplicable} not applicable. Report: ${relative(process.cwd(), file)}`,
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
