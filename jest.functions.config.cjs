const unit = require("./jest.config.cjs");

/** Every test of the functions and of what they are tested with, the slow ones too: every fault at every call. */
module.exports = {
  ...unit,
  testMatch: [
    "**/__tests__/functions/**/*.test.ts",
    "**/__tests__/support/**/*.test.ts",
    "**/__tests__/scripts/{bundle,demo}.test.ts",
  ],
  testPathIgnorePatterns: ["/node_modules/"],
  collectCoverageFrom: ["functions/**/*.ts"],
  coverageThreshold: { "./functions/": { branches: 99, lines: 99 } },
};
