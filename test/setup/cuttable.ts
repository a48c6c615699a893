// A line to Postgres that a test can cut: in the middle of a commit, after it was sent on and before its answer came back, or at once.
import { connect, createServer, type Socket } from "node:net";

export interface CuttableLine {
  /** The database's address by way of this line. */
  url: string;
  /** How many of the next commits of a write are sent on and never answered. */
  commitsToCut: number;
  /** How many were. */
  cuts: number;
  /** Breaks every connection, and refuses new ones until it is joined again. */
  cut(): void;
  join(): void;
  stop(): Promise<void>;
}

/** A simple query of the Postgres protocol: its letter, its length, its text, and a nought. */
const commit = Buffer.from("Q\0\0\0\x0bcommit\0", "latin1");

export async function cuttableLine(url: string): Promise<CuttableLine> {
  const { port, hostname } = new URL(url);
  const open = new Set<Socket>();
  let isCut = false;
  const server = createServer((near) => {
    if (isCut) return near.destroy();
    const far = connect(Number(port), hostname);
    let writing = false;
    let cutting = false;
    const end = () => {
      near.destroy();
      far.destroy();
      open.delete(near);
      open.delete(far);
    };
    for (const socket of [near, far]) {
      open.add(socket);
      socket.on("error", end);
      socket.on("close", end);
    }
    near.on("data", (bytes) => {
      if (bytes.includes("pg_advisory_xact_lock")) writing = true;
      if (bytes.includes(commit)) {
        cutting = writing && line.commitsToCut > 0;
        writing = false;
        if (cutting) line.commitsToCut -= 1;
      }
      far.write(bytes);
    });
    far.on("data", (bytes) => {
      // That there is an answer means that the commit is done.
      if (!cutting) return near.write(bytes);
      line.cuts += 1;
      end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const here = new URL(url);
  here.port = String((server.address() as { port: number }).port);
  const line: CuttableLine = { url: here.href, commitsToCut: 0, cuts: 0, cut, join, stop };
  function cut() {
    isCut = true;
    for (const socket of open) socket.destroy();
  }
  function join() {
    isCut = false;
  }
  async function stop() {
    for (const socket of open) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  }
  return line;
}
