/**
 * A process that loads a function as Lambda does, with its settings and its endpoint from the environment, and does what its
 * parent tells it to. Standard output is the function's log.
 *
 *     fork("lambda-child.cjs", [path of the function's index.js])
 */
const { readFileSync } = require("node:fs");
const { Agent, request } = require("node:https");
const { setImmediate: turn } = require("node:timers/promises");

/** @typedef {{ do: "invoke", eventFile: string } | { do: "speak", endpoint: string } | { do: "measure" }} Task */

const { handler } = require(process.argv[2] ?? "");

/** @param {Task} task @returns {Promise<unknown>} */
async function perform(task) {
  switch (task.do) {
    case "invoke":
      return invoke(JSON.parse(readFileSync(task.eventFile, "utf8")));
    case "speak":
      return speak(task.endpoint);
    case "measure":
      return measure();
  }
}

/** Invokes the function. @param {unknown} event */
async function invoke(event) {
  try {
    return await handler(event, { awsRequestId: "invocation-1", getRemainingTimeInMillis: () => 20_000 });
  } catch (error) {
    const { name, reason } = /** @type {Record<string, unknown>} */ (error);
    return { name, reason };
  }
}

/** Speaks to a server as Node does of its own accord. @param {string} endpoint @returns {Promise<unknown>} the TLS version, or the error's code */
function speak(endpoint) {
  return new Promise((resolve) => {
    const asked = request(endpoint, { agent: new Agent(), method: "HEAD" }, (response) => {
      resolve(/** @type {import("node:tls").TLSSocket} */ (response.socket).getProtocol());
      response.destroy();
    });
    asked.on("error", (error) => resolve(/** @type {NodeJS.ErrnoException} */ (error).code));
    asked.end();
  });
}

/** The bytes that are in use, once what is not has been thrown away: for that Node needs --expose-gc. */
async function measure() {
  for (let times = 0; times < 5; times += 1) {
    await turn();
    global.gc?.();
  }
  const { heapUsed, external, arrayBuffers } = process.memoryUsage();
  return { heapUsed, external, arrayBuffers };
}

process.on("message", (/** @type {Task} */ task) => {
  perform(task).then(
    (result) => process.send?.({ result }),
    (error) => process.send?.({ result: String(error) }),
  );
});
// Not without a parent.
process.on("disconnect", () => process.exit());
