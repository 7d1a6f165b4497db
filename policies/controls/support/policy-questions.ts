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
import { OwnName } from "./own-name";

/** A policy document on a resource of the configuration. */
export interface PolicyDocument {
  /** The resource that carries it: `aws_s3_bucket_policy.faces`. */
  readonly holder: Resource;
  readonly attribute: Attribute;
  readonly kind: PolicyKind;
  /** Its text or value, with `UnknownPart`s; undefined where nobody sets it. */
  readonly document: unknown;
  /** The bucket that it is about: policies that differ by its name only are asked once. */
  readonly own: OwnName;
}

/**
 * Policies of a configuration, and questions about them. Every question is asked once, however often a policy stands in the
 * configuration: the same text up to the name of its own bucket.
 */
export class PolicyQuestions {
  private readonly answers = new Map<string, Answer>();
  private readonly faults = new Map<string, readonly Finding[]>();

  constructor(private readonly configuration: Configuration) {}

  /** The document in an attribute of a resource. */
  documentIn(holder: Resource, attribute: Attribute, kind: PolicyKind, bucketName?: string): PolicyDocument {
    return { holder, attribute, kind, document: documentOf(attribute), own: new OwnName(bucketName) };
  }

  /** For which AWS would refuse it; none where it is valid, as far as it is known. */
  faultsOf(document: PolicyDocument): readonly Finding[] {
    const key = document.own.without(this.textsOf(document));
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
    const { own } = document;
    const asked = JSON.stringify(scopes);
    // The name is taken out of all texts or of none: a pattern in the policy tells the bucket of the question from others.
    const key = own.without(`${question}\n${asked}\n${this.textsOf(document)}`);
    const known = this.answers.get(key);
    if (known !== undefined && !own.isIn(known)) return own.backInto(known);
    const declarations = this.declarationsOf(document, asked);
    const fresh = answer(this.policyOf(document), declarations);
    this.answers.set(key, own.outOf(fresh));
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
