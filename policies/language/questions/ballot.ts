import type { Subject } from "../cells/subject";
import type { Policy, RequestMatcher, Statement } from "../grammar/policy";
import { EVERYONE, reachOf } from "../grammar/reach";
import type { Text } from "../symbols/text";
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
  /** Set where an identity policy cannot grant by itself, and the set says that the resource's side is all there is. */
  readonly byIdentityAlone: bigint;
  /** Whether service-linked roles are asked about. */
  readonly serviceLinked: boolean;
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
  const { identity = [], resource = [], sameAccount } = set;
  // SCPs are attached to those who ask; with a resource policy, others ask too, unless the set says that they do not.
  const isMember = resource.length === 0 || sameAccount === true;
  for (const policy of policiesOf(set)) {
    const reach = reachOf(policy.kind, isMember);
    let allow = 0n;
    let direct = 0n;
    for (const statement of policy.statements) {
      if (statement.effect !== "Allow") {
        const subject = subjectOf(statement, policy, bit(), { reach, denies: true, required: false });
        subjects.push(subject);
        deny |= subject.bit;
      }
      if (statement.effect !== "Deny" && !denyOnly) {
        const directBit = statement.principals === undefined ? undefined : bit();
        const subject = subjectOf(
          statement,
          policy,
          bit(),
          { reach, denies: false, required: allowedOnly },
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
      subjects.push(askedSubject(matcher, role, own));
      bits |= own;
    }
    return bits;
  };
  const scopeBits = asked(scopes, "scope");
  const envelopeBits = asked(envelopes, "envelope");
  const declaredAlone = sameAccount === true && identity.length > 0 && resource.length === 0 && !denyOnly;
  const byIdentityAlone = declaredAlone ? asked([NEEDS_RESOURCE_POLICY], "envelope") : 0n;
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
    byIdentityAlone,
    serviceLinked: resource.length > 0 || [...scopes, ...envelopes].some(namesServiceLinked),
    bitsOf,
  };
}

const askedSubject = (matcher: RequestMatcher, role: "scope" | "envelope", bit: bigint): Subject => ({
  bit,
  bits: bit,
  matcher,
  role,
  reach: EVERYONE,
  denies: false,
  required: role === "scope",
  doubtful: false,
  label: role === "scope" ? "the scope" : "the envelope",
});

/**
 * Without a resource policy, a question about policies of the organization is about those whom they bind, and so about service-linked
 * roles only where it names them.
 */
function namesServiceLinked({ principals, conditions }: RequestMatcher): boolean {
  const isNamed = ({ source }: Text): boolean => source.includes("aws-service-role");
  return (
    (principals?.negated === false &&
      principals.entries.some((entry) => entry.type === "arn" && isNamed(entry.arn))) ||
    conditions.some(
      ({ key, operator, values }) => key === "aws:principalarn" && !operator.negated && values.some(isNamed),
    )
  );
}

/** Keys and roles have a policy of their own that must allow, or delegate to the account. */
const NEEDS_RESOURCE_POLICY: RequestMatcher = {
  actions: {
    negated: false,
    patterns: ["kms:*", "sts:AssumeRole"].map((source) => ({ source, parts: [source] })),
  },
  conditions: [],
};

function subjectOf(
  statement: Statement,
  policy: Policy,
  bit: bigint,
  flags: Pick<Subject, "reach" | "denies" | "required">,
  directBit?: bigint,
): Subject {
  return {
    bit,
    bits: bit | (directBit ?? 0n),
    matcher: statement,
    role: "statement",
    ...flags,
    ...(directBit === undefined ? {} : { directBit }),
    doubtful: statement.effect === "unknown",
    label: `${policy.kind} policy, ${statement.path || "document"}${statement.sid ? ` (${statement.sid})` : ""}`,
  };
}
