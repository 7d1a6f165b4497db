/** Jest's global setup: brings the Lambda bundles up to date, so that the tests run on a fresh clone. */
module.exports = async () => {
  const { bundleFunctions } = await import("../../scripts/bundle.mjs");
  await bundleFunctions();
};
