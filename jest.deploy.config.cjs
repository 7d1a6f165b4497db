const unit = require("./jest.config.cjs");

/** Deploys on the real Terraform and the real AWS provider against a local AWS: minutes, not part of `npm test`. */
module.exports = {
  ...unit,
  testMatch: ["**/deploy/**/*.deploy.ts"],
  testTimeout: 900_000,
};
