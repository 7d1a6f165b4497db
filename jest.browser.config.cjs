const unit = require("./jest.config.cjs");

/** The HTML report in a real, headless Chromium: `npm run test:browser`. */
module.exports = {
  ...unit,
  testMatch: ["**/browser/**/*.browser.ts"],
  globalSetup: undefined,
};
