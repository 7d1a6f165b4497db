const unit = require("./jest.config.cjs");

/** What must hold of random policies, plans and names. `LANGUAGE_PROPERTY_RUNS` says how many policies. */
module.exports = {
  ...unit,
  testMatch: [
    "**/policies/language/*properties.test.ts",
    "**/policies/reports/hostile.test.ts",
    "**/policies/configuration/plan/mangled-plans.test.ts",
  ],
  testPathIgnorePatterns: ["/node_modules/"],
};
