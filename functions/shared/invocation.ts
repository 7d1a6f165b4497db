import { type AwsOperation, classify, factsOf } from "./aws-errors";
import type { Deadline } from "./deadline";
import type { LogFields } from "./observer";

/** Calls AWS within an invocation's time, and knows how long each operation took. */
export class Invocation {
  readonly #durations = new Map<AwsOperation, number>();

  constructor(private readonly deadline: Deadline) {}

  /** Milliseconds that are left for calls. */
  get remainingMs(): number {
    return this.deadline.remainingMs;
  }

  /**
   * Sends a command, with the SDK's retries, until the deadline.
   *
   * @param expected Answers in place of an error that is an answer of a kind, by its facts; `undefined` for any other.
   * @throws {TryAgainError} When AWS is throttling, failing or silent, or time is out.
   * @throws {OperatorError} When a permission, a key, an endpoint or a setting is at fault.
   */
  async call<Answer, Expected = never>(
    operation: AwsOperation,
    send: (abortSignal: AbortSignal) => Promise<Answer>,
    expected?: (facts: ReturnType<typeof factsOf>) => Expected | undefined,
  ): Promise<Answer | Expected> {
    const started = performance.now();
    try {
      return await this.deadline.keep(send);
    } catch (error) {
      const answer = this.deadline.signal.aborted ? undefined : expected?.(factsOf(error));
      if (answer !== undefined) return answer;
      throw classify(error, operation);
    } finally {
      const before = this.#durations.get(operation) ?? 0;
      this.#durations.set(operation, before + performance.now() - started);
    }
  }

  /** `HeadObjectMs` and the like: the time spent waiting for each operation, in whole milliseconds. */
  durations(): LogFields {
    return Object.fromEntries([...this.#durations].map(([name, spent]) => [`${name}Ms`, Math.round(spent)]));
  }
}
