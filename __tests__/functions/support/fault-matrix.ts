import { AsyncLocalStorage } from "node:async_hooks";
import { RESERVED_MS } from "../../../functions/shared/deadline";
import { createImageClients, type ImageClients } from "../../../functions/shared/image-clients";
import { createLambdaHandler, type LambdaWork } from "../../../functions/shared/lambda-handler";
import {
  type Answer as FakeAnswer,
  FakeAws,
  FakeWorld,
  headerOf,
  OPERATIONS,
  type Operation,
  type ReceivedRequest,
  TLS_FACES,
  type TlsFace,
} from "../../support/fake-aws";
import { answerFrom } from "../../support/fake-aws/routes";
import { BUCKET, KEY_ARN, REQUEST_ID } from "./image-settings";
import { type Outcome, saidOf } from "./image-world";
import { faultsOf, type MatrixFault } from "./matrix-faults";
import { recordingObserver } from "./recording-observer";

/** A call to AWS, and how a function comes to it. */
export interface MatrixCall {
  /** For the tests' names. */
  readonly call: string;
  readonly operation: Operation;
  /** Tells the call from others of the same operation, by its input. @default - all of them are meant */
  readonly isIt?: (input: Input) => boolean;
  /** The reason that names the operation's permission. */
  readonly denied: string;
  /** Prepares a new world, with a bucket of face images under our key. @returns The event that leads to the call. */
  readonly begin: (world: FakeWorld) => unknown;
  /** What is answered or thrown, by the fault's name, where it is not what is usual. */
  readonly otherwise?: Readonly<Record<string, object>>;
}

/** A function, and the calls that it makes. */
export interface FaultMatrix<Request, Answer extends object> {
  readonly work: (clients: ImageClients) => LambdaWork<Request, Answer>;
  readonly calls: readonly MatrixCall[];
  /** What the function answers where nothing fails; where something does, never, unless `otherwise` says so. */
  readonly success: object;
  /** What must be neither in the log nor in what is thrown. */
  readonly secrets: readonly string[];
}

interface Case {
  readonly call: MatrixCall;
  readonly fault: MatrixFault | undefined;
}

type Input = Readonly<Record<string, unknown>>;

/** A case while it is played. */
interface Playing extends Case {
  readonly id: string;
  readonly world: FakeWorld;
  /** Whether the call was made that is to fail. */
  reached: boolean;
}

interface Played extends Outcome {
  readonly reached: boolean;
  readonly tookMs: number;
  readonly remainingMs: number;
}

/** Milliseconds that an invocation is given where AWS answers, and where it is silent: half a second of it is not for calls. */
const PATIENT_MS = 20_000;
const IMPATIENT_MS = 800;
const AT_ONCE = 8;

const PLAY = "x-play";
const TO_FAIL = "x-play-to-fail";

/**
 * Declares tests that let each call fail in each way, each in a world of its own: the function answers or throws what it should,
 * in time, and says nothing that it should not.
 *
 * All of them are played before the first test, several at once; the tests look at what came of it. Which request is to fail is
 * decided by the client, which knows its command, and the server is told.
 */
export function faultMatrix<Request, Answer extends object>(matrix: FaultMatrix<Request, Answer>): void {
  const cases = matrix.calls.flatMap((call): Case[] => [
    { call, fault: undefined },
    ...faultsOf(call.operation, call.denied).map((fault) => ({ call, fault })),
  ]);
  const outcomes = new Map<Case, Played>();

  beforeAll(async () => {
    process.env.AWS_ACCESS_KEY_ID = "AKIDFAKE";
    process.env.AWS_SECRET_ACCESS_KEY = "fake";
    process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = "true";
    jest.spyOn(Math, "random").mockReturnValue(0); // Retries then do not pause.
    const stage = await Stage.set(matrix.work);
    try {
      const isSilent = ({ fault }: Case) => fault?.isSilent === true;
      await each(
        cases.filter((one) => !isSilent(one)),
        AT_ONCE,
        async (one) => outcomes.set(one, await stage.play(one, PATIENT_MS)),
      );
      const silent = cases.filter(isSilent);
      await each(silent, silent.length, async (one) => outcomes.set(one, await stage.playUntilReached(one)));
    } finally {
      await stage.clear();
      jest.restoreAllMocks();
    }
  });

  describe.each(matrix.calls)("at $call", (call) => {
    it.each(
      cases.filter((one) => one.call === call).map((one) => [one.fault?.fault ?? "no fault", one] as const),
    )("%s", (name, one) => {
      const played = outcomes.get(one);
      if (played === undefined) throw new Error("It was not played.");
      const expected =
        one.fault === undefined ? matrix.success : (call.otherwise?.[name] ?? one.fault.usually);
      expect(played.result).toEqual(expected);
      expect(played.reached).toBe(true);
      expect(played.tookMs).toBeLessThan(played.remainingMs);
      if (expected === one.fault?.usually) {
        expect(played.metrics).toEqual([
          one.fault.usually.name === "TryAgainError" ? "TryAgain" : "OperatorFault",
        ]);
        expect(played.logged).toEqual([
          expect.objectContaining({ reason: one.fault.usually.reason, requestId: REQUEST_ID }),
        ]);
      }
      for (const secret of matrix.secrets) expect(saidOf(played)).not.toContain(secret);
    });
  });
}

/** What a case is played on: a fake that answers for all worlds, and one for each bad face. */
class Stage<Request, Answer extends object> {
  readonly #playing = new AsyncLocalStorage<Playing>();
  readonly #plays = new Map<string, Playing>();
  readonly #clients: ImageClients;
  #lastId = 0;

  static async set<Request, Answer extends object>(work: FaultMatrix<Request, Answer>["work"]) {
    const start = async (face: TlsFace) =>
      [face, await FakeAws.start({ face, keepRequests: false })] as const;
    return new Stage(work, new Map(await Promise.all(TLS_FACES.map(start))));
  }

  private constructor(
    private readonly work: FaultMatrix<Request, Answer>["work"],
    private readonly fakes: ReadonlyMap<TlsFace, FakeAws>,
  ) {
    for (const operation of Object.values(OPERATIONS).flat())
      this.#fake("good").script(operation, (request) => this.#answer(operation, request));
    this.#clients = createImageClients({
      region: "eu-west-1",
      endpoint: this.#fake("good").endpoint,
      certificateAuthority: [...fakes.values()].map((fake) => fake.certificateAuthority).join("\n"),
      connectionTimeoutMs: 8000,
      requestTimeoutMs: 8000,
    });
    this.#clients.s3.middlewareStack.add(this.#mark, { step: "build" });
    this.#clients.rekognition.middlewareStack.add(this.#mark, { step: "build" });
  }

  async clear(): Promise<void> {
    this.#clients.s3.destroy();
    this.#clients.rekognition.destroy();
    await Promise.all([...this.fakes.values()].map((fake) => fake.stop()));
  }

  /** On a busy machine time may be out before the call is reached; then there is twice as much. */
  async playUntilReached(one: Case): Promise<Played> {
    let played = await this.play(one, IMPATIENT_MS);
    for (let workMs = 600; !played.reached; workMs *= 2) played = await this.play(one, RESERVED_MS + workMs);
    return played;
  }

  async play(one: Case, remainingMs: number): Promise<Played> {
    const world = new FakeWorld();
    world.createBucket(BUCKET, { encryption: { algorithm: "aws:kms", keyArn: KEY_ARN } });
    this.#lastId += 1;
    const playing: Playing = { ...one, id: `play-${this.#lastId}`, world, reached: false };
    this.#plays.set(playing.id, playing);

    const observer = recordingObserver();
    const handler = createLambdaHandler(this.work(this.#clients), observer);
    const context = { awsRequestId: REQUEST_ID, getRemainingTimeInMillis: () => remainingMs };
    const event = one.call.begin(world);
    const started = performance.now();
    const came = await this.#playing.run(playing, () =>
      handler(event, context).then(
        (result) => ({ result: { ...result }, thrown: undefined }),
        (thrown: Error) => ({
          result: { name: thrown.name, reason: Reflect.get(thrown, "reason") },
          thrown,
        }),
      ),
    );
    const tookMs = performance.now() - started;
    const { lines: logged, metrics } = observer;
    return { ...came, logged, metrics, reached: playing.reached, tookMs, remainingMs };
  }

  /** Tells the server which play a request is of, and whether it is the one to fail; or leads it to a server with a bad face. */
  readonly #mark = <Arguments extends { readonly input: object; readonly request: unknown }, Result>(
    next: (args: Arguments) => Promise<Result>,
    { commandName }: { readonly commandName?: string },
  ) => {
    return async (args: Arguments): Promise<Result> => {
      const playing = this.#playing.getStore();
      if (playing === undefined) throw new Error("A call of no play.");
      const { call, fault } = playing;
      const request = args.request as { headers: Record<string, string>; port?: number };
      const isIt = commandName === `${call.operation}Command` && (call.isIt?.(args.input as Input) ?? true);
      request.headers[PLAY] = playing.id;
      if (isIt) {
        playing.reached = true;
        request.headers[TO_FAIL] = "true";
        request.port = Number(new URL(this.#fake(fault?.face ?? "good").endpoint).port);
      }
      return next(args);
    };
  };

  #answer(operation: Operation, request: ReceivedRequest): FakeAnswer {
    const playing = this.#plays.get(headerOf(request, PLAY) ?? "");
    if (playing === undefined) throw new Error("A request of no play.");
    const { fault, world } = playing;
    const answer = headerOf(request, TO_FAIL) === undefined ? undefined : fault?.answer;
    if (answer !== undefined && answer !== "reset-after-applying") return answer;
    const applied = answerFrom(world, operation, request);
    return answer ?? applied;
  }

  #fake(face: TlsFace): FakeAws {
    const fake = this.fakes.get(face);
    if (fake === undefined) throw new Error(`There is no fake that is ${face}.`);
    return fake;
  }
}

/** Does the work for all, so many at once. */
async function each<T>(all: readonly T[], atOnce: number, work: (one: T) => Promise<unknown>): Promise<void> {
  const left = [...all];
  const worker = async () => {
    for (let one = left.shift(); one !== undefined; one = left.shift()) await work(one);
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
}
