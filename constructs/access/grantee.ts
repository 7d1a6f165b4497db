import type { IdentityStatement } from "../../policies/documents";

/** Somebody of the account who can be given least-privilege permissions: a role whose policy this app writes. */
export interface Grantee {
  /** Letters and digits; part of the `Sid` of the statements made for it. */
  readonly grantName: string;
  /** Built from the role's known name, so that policies which name it are known in a plan. */
  readonly roleArn: string;
  /**
   * Adds statements to the role's policy. The same statement twice is one; a `Sid` that another statement has gets a number.
   *
   * @throws PolicyStatementError for a `Sid` that IAM refuses, or an Allow of every action
   */
  addToRolePolicy(...statements: readonly IdentityStatement[]): void;
}
