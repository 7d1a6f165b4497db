/** Loads a module and has its handler answer one request; tells the milliseconds from before the loading to the answer. */
const [module_ = "", event = ""] = process.argv.slice(2);
const context = { awsRequestId: "cold", getRemainingTimeInMillis: () => 30_000 };
const request = JSON.parse(require("node:fs").readFileSync(event, "utf8"));

const start = performance.now();
require(module_)
  .handler(request, context)
  .then((/** @type {object} */ answer) => {
    process.send?.({ ms: performance.now() - start, answer }, () => process.exit());
  });
