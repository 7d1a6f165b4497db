import type { Configuration } from "../../configuration/configuration";
import { documentOf } from "../../configuration/policy-document";
import type { Attribute, Resource } from "../../configuration/resource";
import {
  type Answer,
  type Finding,
  type ParseResult,
  type Policy,
  type PolicyKind,
  type PolicySet,
  parsePolicy,
  proveAllowed,
  proveAllowsOnly,
  proveDenied,
  type Scopes,
} from "../../language";
import { canonical, renamed } from "./canonical-text";

/** A policy document on a resource of the configuration. */
export interface PolicyDocument {
  /** The resource that carries it: `aws_s3_bucket_policy.faces`. */
  readonly holder: Resource;
  readonly attribute: Attribute;
  readonly kind: PolicyKind;
  /** Its text or value, with `UnknownPart`s; undefined where nobody sets it. */
  readonly document: unknown;
}

/** An answer, and the names that it was given for. */
interface KeptAnswer {
  readonly answer: Answer;
  readonly names: readonly string[];
}

/**
 * Policies of a configuration, and questions about them. Every question is asked once, however often a policy stands in the
 * configuration: the same text up to the names of buckets, queues, topics and log groups in it.
 */
export class PolicyQuestions {
  private readonly answers = new Map<string, KeptAnswer>();
  private readonly faults = new Map<string, readonly Finding[]>();

  constructor(private readonly configuration: Configuration) {}

  /** The document in an attribute of a resource. */
  documentIn(holder: Resource, attribute: Attribute, kind: PolicyKind): PolicyDocument {
    return { holder, attribute, kind, document: documentOf(attribute) };
  }

  /** For which AWS would refuse it; none where it is valid, as far as it is known. */
  faultsOf(document: PolicyDocument): readonly Finding[] {
    const { text: key } = canonical(this.textsOf(document));
    const known = this.faults.get(key);
    if (known !== undefined) return known;
    const result = this.parse(document);
    const faults = result.ok ? [] : result.faults;
    this.faults.set(key, faults);
    return faults;
  }

  /** The policy itself, for questions about several together. @throws Error where it has faults: ask for them first */
  policyOf(document: PolicyDocument): Policy {
    const result = this.parse(document);
    if (!result.ok) throw new Error(`${document.holder.address} has no valid policy`);
    return result.policy;
  }

  /** Is every request of the scope explicitly denied by this document? */
  denies(document: PolicyDocument, scopes: Scopes): Answer {
    return this.ask("denies", document, scopes, (policy, declarations) =>
      proveDenied(policy, scopes, { declarations }),
    );
  }

  /** Is every request that the document allows inside the envelope? */
  allowsOnly(document: PolicyDocument, envelope: Scopes): Answer {
    return this.ask("allows only", document, envelope, (policy, declarations) =>
      proveAllowsOnly(policy, envelope, { declarations }),
    );
  }

  /**
   * Does the document, together with what `beside` adds to it, allow every request of the scope?
   *
   * @param beside a name for what is added, and how: the answer is remembered under it
   */
  allows(
    document: PolicyDocument,
    scopes: Scopes,
    beside?: { readonly name: string; readonly set: (policy: Policy) => PolicySet },
  ): Answer {
    return this.ask(`allows beside ${beside?.name ?? "nothing"}`, document, scopes, (policy, declarations) =>
      proveAllowed(beside?.set(policy) ?? policy, scopes, { declarations }),
    );
  }

  private ask(
    question: string,
    document: PolicyDocument,
    scopes: Scopes,
    answer: (policy: Policy, declarations: Readonly<Record<string, string>>) => Answer,
  ): Answer {
    const asked = JSON.stringify(scopes);
    // Names are taken out of all texts together: a pattern in the policy tells the bucket of the question from others.
    const { text: key, names } = canonical(`${question}\n${asked}\n${this.textsOf(document)}`);
    const kept = this.answers.get(key);
    const known = kept === undefined ? undefined : renamed(kept.answer, kept.names, names);
    if (known !== undefined) return known;
    const fresh = answer(this.policyOf(document), this.declarationsOf(document, asked));
    if (kept === undefined) this.answers.set(key, { answer: fresh, names });
    return fresh;
  }

  /** Everything that a document means something by. */
  private textsOf(document: PolicyDocument): string {
    const text = textOf(document.document);
    return `${document.kind}\n${text}\n${JSON.stringify(this.declarationsOf(document, text))}`;
  }

  private parse(document: PolicyDocument): ParseResult {
    return parsePolicy(document.document, {
      kind: document.kind,
      declarations: this.declarationsOf(document, textOf(document.document)),
    });
  }

  private declarationsOf({ holder }: PolicyDocument, text: string): Readonly<Record<string, string>> {
    return this.configuration.declarationsFor(text, holder);
  }
}

/** `UnknownPart`s become objects with their reason, which tells documents apart. */
const textOf = (document: unknown): string =>
  typeof document === "string" ? document : (JSON.stringify(document) ?? "");
