const unit = require("./jest.config.cjs");

/**
 * Runs the built functions as AWS runs them, by Lambda's own runtime interface client on its Node, and under load: a minute or two,
 * not part of `npm test`.
 */
module.exports = {
  ...unit,
  testMatch: ["**/lambda/*.lambda.ts"],
  globalSetup: "<rootDir>/__tests__/lambda/install-runtime.cjs",
  testTimeout: 600_000,
};
