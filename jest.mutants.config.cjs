const unit = require("./jest.config.cjs");

/** Judges our own stacks with every safeguard removed, weakened, pointed elsewhere or made unknown: a minute or two, not part of `npm test`. */
module.exports = { ...unit, testMatch: ["**/mutants/*.mutants.ts"], testTimeout: 900_000 };
