import type { Subject } from "../cells/subject";
import type { Policy, RequestMatcher, Statement } from "../grammar/policy";
import { type PolicySet, policiesOf } from "./policy-set";

/** The bits of one policy's statements. */
interface PolicyBits {
  readonly allow: bigint;
  /** Allows that name the principal itself. */
  readonly direct: bigint;
}

/** Every statement and scope of a question with its bit. */
export interface Ballot {
  readonly subjects: readonly Subject[];
  readonly all: bigint;
  readonly deny: bigint;
  readonly allow: bigint;
  readonly direct: bigint;
  readonly scopes: bigint;
  readonly envelopes: bigint;
  readonly bitsOf: ReadonlyMap<Policy, PolicyBits>;
}

export interface Asked {
  readonly scopes?: readonly RequestMatcher[];
  readonly envelopes?: readonly RequestMatcher[];
  /** Denies only are of interest: the allows of the policies take no part. */
  readonly denyOnly?: boolean;
  /** The question is only about requests that an Allow matches. */
  readonly allowedOnly?: boolean;
}

export function ballotFor(
  set: PolicySet,
  { scopes = [], envelopes = [], denyOnly = false, allowedOnly = false }: Asked,
): Ballot {
  const subjects: Subject[] = [];
  let next = 1n;
  const bit = (): bigint => {
    const taken = next;
    next <<= 1n;
    return taken;
  };
  const bitsOf = new Map<Policy, PolicyBits>();
  let deny = 0n;
  for (const policy of policiesOf(set)) {
    let allow = 0n;
    let direct = 0n;
    for (const statement of policy.statements) {
      if (statement.effect !== "Allow") {
        const subject = subjectOf(statement, policy, bit(), { denies: true, required: false });
        subjects.push(subject);
        deny |= subject.bit;
      }
      if (statement.effect !== "Deny" && !denyOnly) {
        const directBit = statement.principals === undefined ? undefined : bit();
        const subject = subjectOf(
          statement,
          policy,
          bit(),
          { denies: false, required: allowedOnly },
          directBit,
        );
        subjects.push(subject);
        allow |= subject.bit;
        direct |= directBit ?? subject.bit;
      }
    }
    bitsOf.set(policy, { allow, direct });
  }
  const asked = (matchers: readonly RequestMatcher[], role: "scope" | "envelope"): bigint => {
    let bits = 0n;
    for (const matcher of matchers) {
      const own = bit();
      const label = role === "scope" ? "the scope" : "the envelope";
      subjects.push({
        bit: own,
        bits: own,
        matcher,
        role,
        principalBound: false,
        denies: false,
        required: role === "scope",
        doubtful: false,
        label,
      });
      bits |= own;
    }
    return bits;
  };
  const scopeBits = asked(scopes, "scope");
  const envelopeBits = asked(envelopes, "envelope");
  const sum = (pick: (bits: PolicyBits) => bigint): bigint =>
    [...bitsOf.values()].reduce((bits, each) => bits | pick(each), 0n);
  return {
    subjects,
    all: next - 1n,
    deny,
    allow: sum(({ allow }) => allow),
    direct: sum(({ direct }) => direct),
    scopes: scopeBits,
    envelopes: envelopeBits,
    bitsOf,
  };
}

function subjectOf(
  statement: Statement,
  policy: Policy,
  bit: bigint,
  flags: Pick<Subject, "denies" | "required">,
  directBit?: bigint,
): Subject {
  return {
    bit,
    bits: bit | (directBit ?? 0n),
    matcher: statement,
    role: "statement",
    principalBound: policy.kind === "identity" || policy.kind === "scp",
    ...flags,
    ...(directBit === undefined ? {} : { directBit }),
    doubtful: statement.effect === "unknown",
    label: `${policy.kind} policy, ${statement.path || "document"}${statement.sid ? ` (${statement.sid})` : ""}`,
  };
}
