/** A line on a terminal that says what takes long, once the work has taken a second; nothing where nobody watches. */
export class Progress {
  private readonly begun = Date.now();
  private shown = false;
  private latest = 0;

  constructor(private readonly stream: NodeJS.WriteStream) {}

  say(what: string): void {
    const now = Date.now();
    if (this.stream.isTTY !== true || now - this.begun < 1000 || now - this.latest < 100) return;
    this.latest = now;
    this.shown = true;
    this.stream.write(`\r\u001b[K${what} …`);
  }

  end(): void {
    if (this.shown) this.stream.write("\r\u001b[K");
  }
}
