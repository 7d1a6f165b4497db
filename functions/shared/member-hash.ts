import { createHmac, randomBytes } from "node:crypto";

const key = randomBytes(32);

/**
 * A name for a member in the log: 64 bits of an HMAC-SHA256, in hexadecimal. It shows that several lines are of one member, and
 * not of which.
 *
 * The key lives in this process's memory only. Member ids are few and easily guessed, so with a key that is kept anywhere a hash
 * is as good as the id; and a secret in the environment is what the controls of this package forbid. Lines of different execution
 * environments are joined by the caller, who knows the member of each request id.
 */
export function memberHash(memberId: string): string {
  return createHmac("sha256", key).update(memberId).digest("hex").slice(0, 16);
}
