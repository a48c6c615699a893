// Figures of the server's own work, as Prometheus reads them: how much is asked, how long it takes, what fails. None is of an authority or a person.
import { type IntervalHistogram, monitorEventLoopDelay } from "node:perf_hooks";
import type { FastifyInstance } from "fastify";
import { Counter, Gauge, Histogram, type Registry } from "prom-client";
import { countStoreFailures } from "./faults.ts";

export interface Metrics {
  request(kind: string, status: number, seconds: number): void;
  /** Whether a question could be answered from the answers that are kept. */
  keptAnswer(found: boolean): void;
}

const secondsUpTo = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

/** Counts from here on; `serveMetrics` shows what was counted. */
export function countedIn(registry: Registry): Metrics {
  const registers = [registry];
  const requests = new Counter({ name: "tabled_requests_total", help: "Requests answered, by what they were for and by status.", labelNames: ["kind", "status"], registers });
  const durations = new Histogram({ name: "tabled_request_seconds", help: "How long requests took, to their last byte.", labelNames: ["kind"], buckets: secondsUpTo, registers });
  const kept = new Counter({
    name: "tabled_kept_answers_total",
    help: "Questions that might be answered by a kept answer, and whether they were.",
    labelNames: ["result"],
    registers,
  });
  return {
    request(kind, status, seconds) {
      requests.inc({ kind, status });
      durations.observe({ kind }, seconds);
    },
    keptAnswer: (found) => kept.inc({ result: found ? "hit" : "miss" }),
  };
}

/** Serves /metrics. */
export function serveMetrics(app: FastifyInstance, registry: Registry): void {
  const registers = [registry];
  const failures = new Counter({ name: "tabled_store_failures_total", help: "What the store could not do, by code.", labelNames: ["code"], registers });
  const stop = countStoreFailures((code) => failures.inc({ code }));
  app.addHook("onClose", async () => {
    stop();
  });
  new Gauge({
    name: "tabled_open_connections",
    help: "Connections that clients have open.",
    registers,
    async collect() {
      this.set(await new Promise<number>((resolve) => app.server.getConnections((_, count) => resolve(count ?? 0))));
    },
  });
  new Gauge({
    name: "tabled_memory_bytes",
    help: "Memory that the server takes (resident).",
    registers,
    collect() {
      this.set(process.memoryUsage.rss());
    },
  });
  watchLag(app, registry);
  app.get("/metrics", async (_, reply) =>
    reply
      .header("cache-control", "no-store")
      .type(registry.contentType)
      .send(await registry.metrics()),
  );
}

/** How late the event loop is, while the server listens: since the last look at it. */
function watchLag(app: FastifyInstance, registry: Registry): void {
  let lag: IntervalHistogram | undefined;
  app.addHook("onListen", async () => {
    lag = monitorEventLoopDelay({ resolution: 20 });
    lag.enable();
  });
  app.addHook("onClose", async () => {
    lag?.disable();
  });
  new Gauge({
    name: "tabled_event_loop_lag_seconds",
    help: "How late the event loop was since these figures were last read: at the median, for one turn in a hundred, and at worst.",
    labelNames: ["at"],
    registers: [registry],
    collect() {
      if (!lag) return;
      for (const [at, nanoseconds] of Object.entries({ p50: lag.percentile(50), p99: lag.percentile(99), max: lag.max })) this.set({ at }, nanoseconds / 1e9);
      lag.reset();
    },
  });
}
