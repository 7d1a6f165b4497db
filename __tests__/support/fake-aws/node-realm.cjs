const { types } = require("node:util");
const { TestEnvironment } = require("jest-environment-node");

const ordinary = Function.prototype[Symbol.hasInstance];

/**
 * Jest's environment for tests that go over the network. Jest runs tests in a realm of its own, where an error of Node's network
 * is no `instanceof Error`; the AWS SDK then throws a wrapper without the error's code. Here an error of either realm is an
 * `Error`, so that the SDK throws what it throws in a Lambda.
 */
module.exports = class NodeRealmEnvironment extends TestEnvironment {
  /** @param {ConstructorParameters<typeof TestEnvironment>} parts */
  constructor(...parts) {
    super(...parts);
    const { Error: RealmError } = this.global;
    Object.defineProperty(RealmError, Symbol.hasInstance, {
      /** @this {Function} @param {unknown} value */
      value(value) {
        // Subclasses inherit this, and keep to their own.
        return ordinary.call(this, value) || (this === RealmError && types.isNativeError(value));
      },
    });
  }
};
