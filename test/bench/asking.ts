// Asks a server the same thing again and again over kept connections, at little cost to the asker: it reads the length and lets the body go by.
import { connect, type Socket } from "node:net";

/** One kept connection. `ask` sends the request and waits for the whole answer. */
export class Connection {
  private readonly socket: Socket;
  private waiting: { resolve: (body: Buffer) => void; reject: (error: Error) => void } | null = null;
  private chunks: Buffer[] = [];
  private held = 0;
  /** Bytes of the answer, head and body; nought until its head is here. */
  private wanted = 0;
  private headBytes = 0;

  constructor(
    port: number,
    private readonly request: Buffer,
  ) {
    this.socket = connect({ port, host: "127.0.0.1", noDelay: true });
    this.socket.on("data", (chunk) => this.take(chunk));
    this.socket.on("error", (error) => this.waiting?.reject(error));
    this.socket.on("close", () => this.waiting?.reject(closed()));
  }

  ask(request = this.request): Promise<Buffer> {
    return new Promise((resolve, reject) => {
      // A server lets go of a connection that is left alone for some seconds; what is written to it then is never answered.
      if (this.socket.closed) return reject(closed());
      this.waiting = { resolve, reject };
      this.socket.write(request);
    });
  }

  close(): void {
    this.socket.destroy();
  }

  private take(chunk: Buffer): void {
    this.chunks.push(chunk);
    this.held += chunk.length;
    if (this.wanted === 0) this.readHead();
    if (this.wanted === 0 || this.held < this.wanted) return;
    const answer = Buffer.concat(this.chunks);
    const { waiting, headBytes } = this;
    this.chunks = [];
    this.held = this.wanted = 0;
    this.waiting = null;
    waiting?.resolve(answer.subarray(headBytes));
  }

  private readHead(): void {
    const start = this.chunks.length === 1 ? (this.chunks[0] as Buffer) : Buffer.concat(this.chunks);
    const end = start.indexOf("\r\n\r\n");
    if (end === -1) return;
    const head = start.toString("latin1", 0, end);
    const length = /content-length: (\d+)/i.exec(head)?.[1];
    if (!head.startsWith("HTTP/1.1 200") || length === undefined) throw new Error(`Unexpected answer: ${head}`);
    this.headBytes = end + 4;
    this.wanted = this.headBytes + Number(length);
  }
}

function closed(): Error {
  return new Error("The server closed the connection.");
}

/** A POST of this question, as a client sends it. */
export function posted(query: string, variables: object): Buffer {
  const body = JSON.stringify({ query, variables });
  return Buffer.from(
    `POST /graphql HTTP/1.1\r\nhost: localhost\r\naccept: application/json\r\ncontent-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\nconnection: keep-alive\r\n\r\n${body}`,
  );
}

/** Asks over every connection at once for so long; returns the answers a second. */
export async function throughput(connections: readonly Connection[], milliseconds: number): Promise<number> {
  const start = performance.now();
  const until = start + milliseconds;
  let answers = 0;
  await Promise.all(
    connections.map(async (connection) => {
      while (performance.now() < until) {
        await connection.ask();
        answers += 1;
      }
    }),
  );
  return (answers * 1_000) / (performance.now() - start);
}
